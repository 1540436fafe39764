"""Attempts: drawn once, kept as they are typed, sent once, never lost; every kind of question marked."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import translation

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.training.actions import quiz as deeds
from acogida.training.models import Attempt, Question, Quiz
from acogida.training.queries.course import SALT, sheet_of
from acogida.training.questions.marking import mark, right_answers, sides
from acogida.training.tests.courses import course, learner, right, single, wrong
from acogida.training.tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def quiz():
    found = course().units.get(order=1).quiz
    for n in range(3, 11):
        single(found.unit.course, n)
    return found


@pytest.fixture
def me(quiz):
    return learner(quiz.unit.course)


def test_a_sheet_is_the_same_until_it_is_sent_and_another_one_after(quiz, me):
    first = sheet_of(me, quiz)
    assert [q.pk for q in sheet_of(me, quiz).questions] == [q.pk for q in first.questions]

    deeds.send(me, token=first.token, answers=wrong(first), at=AT)

    assert sheet_of(me, quiz).paper != first.paper


def orders(client, me, quiz):
    """The answers of each question in the order the page shows them."""
    page = client.get(reverse("training:unit", args=[me.key, quiz.unit_id])).content.decode()
    return [
        re.findall(r'value="(\d)"', fieldset)
        for fieldset in re.findall(r"<fieldset.*?</fieldset>", page, re.S)
    ]


def test_choices_are_shuffled_alike_for_a_sheet_and_not_where_the_quiz_says_so(quiz, me, client):
    Question.objects.filter(course=quiz.unit.course).update(
        content={
            "format": "plain", "text": {"en": "?"}, "feedback": {},
            "choices": [{"text": {"en": str(n)}, "percent": 100.0, "feedback": {}} for n in range(8)],
        }
    )  # fmt: skip
    first = orders(client, me, quiz)
    assert first == orders(client, me, quiz)
    assert any(order != sorted(order) for order in first)

    Quiz.objects.update(shuffles=False)
    assert orders(client, me, quiz) == [list("01234567")] * 2


def test_what_is_sent_twice_is_one_attempt_and_other_answers_are_another(quiz, me):
    sheet = sheet_of(me, quiz)

    one = deeds.send(me, token=sheet.token, answers=wrong(sheet), at=AT)
    again = deeds.send(me, token=sheet.token, answers=wrong(sheet), at=AT + timedelta(days=2))
    other = deeds.send(me, token=sheet.token, answers=right(sheet), at=AT)

    assert one == again
    assert [(a.number, a.passed, a.percent) for a in Attempt.objects.order_by("number")] == [
        (1, False, Decimal("0.00")),
        (2, True, Decimal("100.00")),
    ]
    assert other.number == 2
    assert AuditEvent.objects.filter(name="training.quiz_sent").count() == 2


def test_answers_are_kept_as_they_are_typed_and_survive_until_they_are_sent(quiz, me):
    sheet = sheet_of(me, quiz)
    first = sheet.questions[0].pk
    deeds.save(me, token=sheet.token, answers={f"q{first}": ["0"], "q999": ["0"], "other": ["x"]}, at=AT)

    assert sheet_of(me, quiz).answers == {f"q{first}": ["0"]}
    # Questions retired in the meantime are still asked, as they stand on the sheet.
    Question.objects.update(retired_at=AT)
    assert sheet_of(me, quiz).questions == sheet.questions
    sent = deeds.send(me, token=sheet.token, answers=sheet_of(me, quiz).answers, at=AT)
    assert (sent.percent, Attempt.objects.count()) == (Decimal("50.00"), 1)
    assert deeds.save(me, token=sheet.token, answers=right(sheet), at=AT) is None


def test_a_sheet_of_somebody_else_or_of_ones_own_making_is_refused(quiz, me):
    other = learner(quiz.unit.course)
    sheet = sheet_of(other, quiz)
    mine = signing.dumps([me.pk, quiz.pk, "x", [1]], salt="another")
    for token in (sheet.token, mine, "", "x:y:z", signing.dumps("text", salt=SALT)):
        with pytest.raises(Refused, match="not yours"):
            deeds.send(me, token=token, answers={}, at=AT)
    assert not Attempt.objects.exists()


def test_attempts_end_where_the_quiz_says_so(quiz, me):
    Quiz.objects.update(max_attempts=1)
    sheet = sheet_of(me, quiz)
    deeds.send(me, token=sheet.token, answers=wrong(sheet), at=AT)

    with pytest.raises(Refused, match="all your attempts at these questions: 1"):
        deeds.send(me, token=sheet.token, answers=right(sheet), at=AT)
    # The very same ones are still known.
    assert deeds.send(me, token=sheet.token, answers=wrong(sheet), at=AT).number == 1


def test_the_result_says_what_was_answered_and_what_is_said_to_it(quiz, me, client):
    sheet = sheet_of(me, quiz)
    sent = deeds.send(me, token=sheet.token, answers=wrong(sheet), at=AT)

    page = client.get(reverse("training:attempt", args=[me.key, sent.pk])).content.decode()

    assert page.count("Your answer: No") == page.count("<p>Read again</p>") == page.count("Not yet") == 2


def content(**more):
    return {"format": "plain", "text": {"en": "?"}, "feedback": {}, **more}


def choice(percent):
    return {"text": {"en": "x"}, "percent": percent, "feedback": {}}


def test_several_answers_give_their_parts_and_wrong_ones_take_away():
    asked = content(choices=[choice(50.0), choice(50.0), choice(-100.0)])
    for values, percent in [(["0", "1"], 100), (["0"], 50), (["0", "2"], 0), ([], 0), (["9", "x", "-1"], 0)]:
        assert mark("multiple", asked, 7, {"q7": values}).percent == percent


def test_true_or_false_says_what_belongs_to_the_answer():
    asked = content(correct=False, when={"true": {"en": "No"}})
    assert mark("true_false", asked, 7, {"q7": ["false"]}).percent == 100
    assert mark("true_false", asked, 7, {"q7": ["true"]}).said == [{"en": "No"}]
    assert mark("true_false", asked, 7, {}).percent == 0


def test_a_short_answer_forgives_case_accents_and_spaces_and_knows_the_star():
    asked = content(
        accepted=[
            {"text": {"es": "Bogotá", "en": "Bogota"}, "percent": 100.0, "feedback": {}},
            {"text": {"es": "* de Chile"}, "percent": 50.0, "feedback": {}},
        ]
    )
    for words, percent in [
        ("  BOGOTA ", 100),
        ("bogotá", 100),
        ("Santiago  de chile", 50),
        ("Lima", 0),
        ("", 0),
    ]:
        assert mark("short", asked, 7, {"q7": [words]}).percent == percent


def test_a_number_has_its_tolerance_and_its_comma():
    asked = content(numbers=[
        {"value": 3.6, "tolerance": 0.1, "percent": 100.0, "feedback": {}},
        {"value": 3.6, "tolerance": 1.0, "percent": 50.0, "feedback": {}},
    ])  # fmt: skip
    for words, percent in [
        ("3,6", 100),
        ("3.7", 100),
        ("4", 50),
        ("5", 0),
        ("three", 0),
        ("nan", 0),
        ("", 0),
    ]:
        assert mark("numerical", asked, 7, {"q7": [words]}).percent == percent


def test_matching_counts_pairs_and_knows_a_right_side_named_twice():
    one, two = {"en": "H"}, {"en": "V"}
    asked = content(
        pairs=[{"left": {"en": str(n)}, "right": r} for n, r in enumerate([one, two, one, two])],
        others=[{"en": "X"}],
    )
    assert sides(asked) == [one, two, {"en": "X"}]
    sent = {"q7-0": ["0"], "q7-1": ["1"], "q7-2": ["0"], "q7-3": ["2"]}
    assert mark("matching", asked, 7, sent).percent == 75


def test_ordering_counts_what_stands_in_its_place():
    asked = content(items=[{"en": "a"}, {"en": "b"}, {"en": "c"}, {"en": "d"}])
    assert mark("ordering", asked, 7, {f"q7-{n}": [str(n + 1)] for n in range(4)}).percent == 100
    sent = {"q7-0": ["1"], "q7-1": ["3"], "q7-2": ["2"], "q7-3": ["4"]}
    assert mark("ordering", asked, 7, sent).percent == 50


def test_the_right_answers_of_every_kind_give_full_marks():
    text, full = {"en": "x"}, {"percent": 100.0, "feedback": {}}
    kinds = {
        "single": content(choices=[choice(0.0), choice(100.0)]),
        "multiple": content(choices=[choice(50.0), choice(-100.0), choice(50.0)]),
        "true_false": content(correct=False, when={}),
        "short": content(accepted=[{"text": {"es": "* de Chile"}, **full}]),
        "numerical": content(numbers=[{"value": -3.5, "tolerance": 0.0, **full}]),
        "matching": content(pairs=[{"left": {"en": n}, "right": {"en": n}} for n in "ab"], others=[text]),
        "ordering": content(items=[text, {"en": "y"}]),
    }
    for kind, asked in kinds.items():
        sent = {f"q7{end}": values for end, values in right_answers(kind, asked).items()}
        assert (kind, mark(kind, asked, 7, sent).percent) == (kind, 100)
        assert mark(kind, asked, 7, {}).percent == 0
