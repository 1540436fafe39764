"""Questions written at the desk: a form for each kind, seen before it is kept; or as GIFT."""

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.training.actions.course_loading import load_courses
from acogida.training.models import Course, Question
from acogida.training.questions.marking import mark, right_answers
from acogida.training.tests.courses import course
from acogida.training.tests.factories import AT, focal_point, secretariat

pytestmark = pytest.mark.django_db
HEAD = {"name": "N", "topic": "t", "text_es": "¿Dónde?", "text_en": "Where?"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def of(client):
    client.force_login(secretariat())
    return Course.objects.get(pk=course(units=1).pk)


def both(name, es, en):
    return {f"{name}_es": es, f"{name}_en": en}


TYPED = {
    "single": (
        {**both("a0_text", "Marrakech", "Marrakesh"), "a0_is_right": "on", **both("a0_feedback", "Sí", "Yes"),
         **both("a2_text", "Ginebra", "Geneva")},
        {"choices": [
            {"text": {"es": "Marrakech", "en": "Marrakesh"}, "feedback": {"es": "Sí", "en": "Yes"},
             "percent": 100.0},
            {"text": {"es": "Ginebra", "en": "Geneva"}, "feedback": {}, "percent": 0.0},
        ]},
    ),
    "multiple": (
        {**both("a0_text", "A", "A"), "a0_is_right": "on", **both("a1_text", "B", "B"), "a1_is_right": "on",
         **both("a2_text", "C", "C"), **both("a3_text", "D", "D")},
        {"choices": [
            {"text": {"es": x, "en": x}, "feedback": {}, "percent": percent}
            for x, percent in (("A", 50.0), ("B", 50.0), ("C", -50.0), ("D", -50.0))
        ]},
    ),
    "true_false": (
        {"correct": "false", **both("when_true", "No es así", "Not so")},
        {"correct": False, "when": {"true": {"es": "No es así", "en": "Not so"}}},
    ),
    "short": (
        {**both("a0_text", "Bogotá", "Bogota"), "a0_percent": "100",
         **both("a1_text", "Santa Fe", "Santa Fe"), "a1_percent": "50"},
        {"accepted": [
            {"text": {"es": "Bogotá", "en": "Bogota"}, "feedback": {}, "percent": 100.0},
            {"text": {"es": "Santa Fe", "en": "Santa Fe"}, "feedback": {}, "percent": 50.0},
        ]},
    ),
    "numerical": (
        {"a0_value": "3,6", "a0_tolerance": "0.1", "a0_percent": "", **both("a0_feedback", "Casi", "Nearly")},
        {"numbers": [
            {"value": 3.6, "tolerance": 0.1, "percent": 100.0, "feedback": {"es": "Casi", "en": "Nearly"}}
        ]},
    ),
    "matching": (
        {**both("a0_left", "Q", "Q"), **both("a0_right", "Argentina", "Argentina"),
         **both("a1_left", "V", "V"), **both("a1_right", "Chile", "Chile"),
         **both("a3_right", "Perú", "Peru")},
        {"pairs": [
            {"left": {"es": "Q", "en": "Q"}, "right": {"es": "Argentina", "en": "Argentina"}},
            {"left": {"es": "V", "en": "V"}, "right": {"es": "Chile", "en": "Chile"}},
        ], "others": [{"es": "Perú", "en": "Peru"}]},
    ),
    "ordering": (
        {**both("a0_text", "uno", "one"), **both("a1_text", "dos", "two")},
        {"items": [{"es": "uno", "en": "one"}, {"es": "dos", "en": "two"}]},
    ),
}  # fmt: skip


def address(of, kind):
    return reverse("training:question_new", args=[of.pk]) + f"?kind={kind}"


@pytest.mark.parametrize("kind", TYPED)
def test_each_kind_is_written_by_its_form_and_opened_again_as_it_was(of, client, kind):
    typed, content = TYPED[kind]
    sent = HEAD | typed | both("feedback", "Lea la unidad", "Read the unit")

    assert client.get(address(of, kind)).status_code == 200
    assert client.post(address(of, kind), sent).status_code == 302

    made = of.questions.get(name="N")
    whole = {
        "format": "markdown",
        "text": {"es": "¿Dónde?", "en": "Where?"},
        "feedback": {"es": "Lea la unidad", "en": "Read the unit"},
        **content,
    }
    assert (made.kind, made.content) == (kind, whole)
    full = {f"q1{end}": values for end, values in right_answers(kind, whole).items()}
    assert mark(kind, whole, 1, full).percent == 100
    # What the form shows of it, sent back, is the same question.
    edit = reverse("training:question_edit", args=[made.pk])
    form = client.get(edit).context["form"]
    back = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert client.post(edit, back).status_code == 302
    again = of.questions.get(name="N", retired_at__isnull=True)
    assert (again.content, again.replaces) == (whole, made)


def test_every_shipped_question_opens_in_its_form_and_comes_back_the_same(client):
    load_courses(at=AT)
    client.force_login(secretariat())
    questions = list(Question.objects.all())
    assert len(questions) == 30
    for question in questions:
        form = client.get(reverse("training:question_edit", args=[question.pk])).context["form"]
        back = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        page = client.post(reverse("training:question_edit", args=[question.pk]), back | {"do": "preview"})
        assert page.context["form"].draft.content == question.content, question.name
    assert Question.objects.count() == 30


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("single", {"a0_is_right": ""}, "No answer is marked as right."),
        ("single", {"a2_is_right": "on"}, "Mark one answer as right."),
        ("single", both("a2_text", "", ""), "at least two answers"),
        ("single", {"a2_text_en": ""}, "Write it in this language too."),
        ("single", {"text_en": ""}, "Write what is asked in this language too."),
        ("true_false", both("text", "", ""), "Write what is asked"),
        ("single", {"name": ""}, "Give the question a name."),
        ("true_false", {"correct": ""}, "Say whether it is true or false."),
        ("short", {"a0_percent": "90"}, "No answer is marked as right."),
        ("short", {"a0_percent": "much"}, "Write a number."),
        ("numerical", {"a0_value": "three"}, "is not a number"),
        ("numerical", {"a0_value": ""}, "Write the number."),
        ("numerical", {"a0_tolerance": "-1"}, "less than nothing"),
        ("matching", both("a1_right", "", ""), "Write it in this language too."),
        ("ordering", both("a1_text", "", ""), "at least two things"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_and_what_was_typed_stays(of, client, kind, change, words):
    sent = HEAD | TYPED[kind][0] | both("feedback", "Lea esto", "Read this") | change
    before = Question.objects.count()

    page = client.post(address(of, kind), sent)

    assert page.status_code == 422
    assert words in page.text
    assert "Lea esto" in page.text
    for value in (value for name, value in sent.items() if value and name.endswith(("_es", "_en"))):
        assert value in page.text
    assert Question.objects.count() == before


def test_a_name_that_the_topic_has_already_is_refused_and_what_was_typed_stays(of, client):
    page = client.post(address(of, "true_false"), HEAD | {"name": "q1", "correct": "true"})
    assert page.status_code == 409
    assert "with this name" in page.text
    assert "Where?" in page.text


def test_it_is_seen_before_it_is_kept_in_each_language_with_what_is_said(of, client):
    before = Question.objects.count()
    page = client.post(address(of, "single"), HEAD | TYPED["single"][0] | {"do": "preview"})
    shown = page.text[page.text.index('id="preview"') : page.text.index("novalidate")]
    assert page.status_code == 200
    for words in ("¿Dónde?", "Where?", "Marrakesh", "Ginebra", "Right", "Not yet", "Nothing is kept yet."):
        assert words in shown
    assert shown.count('type="radio"') == 4
    assert Question.objects.count() == before


def test_room_for_more_answers_keeps_what_is_typed_and_says_nothing_yet(of, client):
    typed = {"rows": "4", "a3_text_es": "Cuarta", "a0_is_right": "on", "do": "more"}
    page = client.post(address(of, "multiple"), typed)
    assert page.status_code == 200
    assert 'value="Cuarta"' in page.text
    assert page.text.count("<legend>Answer") == 6
    assert "data-error-summary" not in page.text
    form = page.context["form"]
    assert form["rows"].value() == 6
    filled = {"rows": "6", **both("a0_text", "Una", "One"), **both("a5_text", "Sexta", "Sixth")}
    sent = HEAD | typed | filled | {"a3_text_en": "Fourth", "do": "save"}
    assert client.post(address(of, "multiple"), sent).status_code == 302
    made = of.questions.get(name="N").content["choices"]
    assert [choice["text"]["en"] for choice in made] == ["One", "Fourth", "Sixth"]
    assert client.post(address(of, "multiple"), typed | {"rows": "9999"}).status_code == 200


def test_marks_of_an_imported_question_are_kept_and_can_be_changed(of, client):
    content = {
        "format": "html",
        "text": {"es": "<b>¿Cuál?</b>", "fr": "Lequel ?"},
        "feedback": {},
        "choices": [
            {"text": {"es": "Una", "fr": "Une"}, "percent": 100.0, "feedback": {}},
            {"text": {"es": "Media", "fr": "Demie"}, "percent": 33.33333, "feedback": {}},
        ],
    }
    made = Question.objects.create(
        course=of, topic="t", name="i", kind="single", content=content, created_at=AT
    )
    edit = reverse("training:question_edit", args=[made.pk])
    form = client.get(edit).context["form"]
    back = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    client.post(edit, back | {"a1_percent": "50"})

    kept = of.questions.get(name="i", retired_at__isnull=True).content
    assert [choice["percent"] for choice in kept["choices"]] == [100.0, 50.0]
    assert (kept["format"], kept["text"]) == (content["format"], content["text"])


def test_one_chooses_the_kind_first_and_only_the_secretariat_does(of, client):
    page = client.get(reverse("training:question_new", args=[of.pk])).text
    for kind in (*TYPED, "gift"):
        assert f"?kind={kind}" in page
    client.force_login(focal_point())
    for kind in ("single", "gift", ""):
        assert client.post(address(of, kind), HEAD | TYPED["single"][0]).status_code == 404


def test_a_question_is_written_in_two_languages_at_the_desk_and_a_change_keeps_the_old(of, client):
    page = reverse("training:question_new", args=[of.pk]) + "?kind=gift"
    said = {"topic": "t", "gift_es": "::N:: ¿Sí? {=Sí ~No}", "gift_en": "::N:: Yes? {=Yes ~No ~Maybe}"}

    assert client.post(page, said).status_code == 409
    assert client.post(page, said | {"gift_en": "::N:: Yes? {=Yes"}).status_code == 422
    assert client.post(page, said | {"gift_en": "::N:: Yes? {=Yes ~No}"}).status_code == 302
    made = of.questions.get(name="N")
    edit = reverse("training:question_edit", args=[made.pk]) + "?kind=gift"
    assert "¿Sí?" in client.get(edit).content.decode()
    assert client.post(edit, said | {"gift_en": "::N:: Really? {=Yes ~No}"}).status_code == 302
    assert of.questions.filter(name="N").count() == 2
    assert of.questions.get(name="N", retired_at__isnull=True).content["text"]["en"] == "Really?"
