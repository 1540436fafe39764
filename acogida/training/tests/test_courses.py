"""A course is read and passed, in whatever language, once; an edition that asks for it knows."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.core.errors import Refused
from acogida.training.actions import course_loading
from acogida.training.actions import learner as deeds
from acogida.training.actions import quiz as quiz_deeds
from acogida.training.models import Attempt, Course, Credit, Learner, Question, UnitDone
from acogida.training.queries.completion import standing
from acogida.training.queries.course import sheet_of, way_of
from acogida.training.queries.links import token_of
from acogida.training.questions.shape import only
from acogida.training.tests.courses import course, learner, part, right, unit, wrong
from acogida.training.tests.factories import AT, accepted, edition, secretariat, slot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_spanish():
    with translation.override("es"):
        yield


def test_the_shipped_course_has_six_units_and_thirty_questions_in_two_languages():
    assert course_loading.load_courses(at=AT) == 1
    assert course_loading.load_courses(at=AT) == 1

    found = Course.objects.get(slug="gobernanza-migratoria-local")
    assert found.units.count() == 6
    assert found.questions.filter(retired_at__isnull=True).count() == found.questions.count() == 30
    assert {q.kind for q in found.questions.all()} == {
        "single",
        "multiple",
        "true_false",
        "matching",
        "short",
        "numerical",
        "ordering",
    }
    for one in found.units.all():
        assert set(one.title) == set(one.body) == {"es", "en"}
    assert Course.objects.open().get() == found


def test_every_shipped_question_names_the_document_it_is_from():
    course_loading.load_courses(at=AT)
    for question in Question.objects.all():
        for language in ("es", "en"):
            said = json.dumps(only(question.content, language), ensure_ascii=False)
            assert re.search(r"\[(A|B|C|D|E|PM)(, [^\]]+)?\]", said), (question.name, language)


def test_a_question_with_another_name_takes_the_place_of_the_one_it_was(tmp_path):
    course_loading.load_courses(at=AT)
    text = course_loading.SHIPPED.read_text()
    text = text.replace("was: sin-exponer", "was: politicas-que-duran").replace(
        "name: politicas-que-duran", "name: otra"
    )
    (tmp_path / "courses.yaml").write_text(text)

    course_loading.load_courses(at=AT, path=tmp_path / "courses.yaml")

    current = Question.objects.filter(retired_at__isnull=True)
    assert (current.count(), Question.objects.count()) == (30, 31)
    assert current.get(name="otra").replaces.name == "politicas-que-duran"


def test_the_first_question_that_changes_in_the_file_is_a_new_one_and_the_old_is_retired(tmp_path):
    course_loading.load_courses(at=AT)
    text = course_loading.SHIPPED.read_text().replace("value: 281", "value: 282")
    (tmp_path / "courses.yaml").write_text(text)

    course_loading.load_courses(at=AT, path=tmp_path / "courses.yaml")

    both = Question.objects.filter(name="personas-2020").order_by("pk")
    assert [q.content["numbers"][0]["value"] for q in both] == [281.0, 282.0]
    assert [q.retired_at for q in both] == [AT, None]


def test_who_is_signed_in_goes_on_where_they_were_and_a_stranger_begins_anew():
    of, user = course(), secretariat()

    assert deeds.begin(of, user=user, at=AT) == deeds.begin(of, user=user, at=AT)
    assert deeds.begin(of, at=AT) != deeds.begin(of, at=AT)


def test_a_closed_course_is_taken_only_in_an_edition():
    of = course(is_open=False)
    with pytest.raises(Refused, match="no está abierto"):
        deeds.begin(of, at=AT)

    held = edition()
    person = accepted(held, slot(held))
    asked = part(held, of)

    assert deeds.begin_part(person, component=asked, at=AT) == deeds.begin_part(
        person, component=asked, at=AT
    )


def test_the_course_is_complete_with_its_last_unit_and_the_edition_counts_it(client):
    of, held = course(), edition()
    person = accepted(held, slot(held))
    part(held, of)
    me = deeds.begin_part(person, component=held.components.get(), at=AT)
    first, second = of.units.order_by("order")
    assert (
        "0 de 2 unidades hechas."
        in client.get(reverse("training:seat", args=[token_of(person)])).content.decode()
    )

    deeds.finish_unit(me, unit=second, at=AT)
    assert (
        "1 de 2 unidades hechas."
        in client.get(reverse("training:seat", args=[token_of(person)])).content.decode()
    )
    sheet = sheet_of(me, first.quiz)
    quiz_deeds.send(me, token=sheet.token, answers=right(sheet), at=AT)

    assert standing(person).complete
    assert Credit.objects.get(nomination=person).how == Credit.How.COURSE
    assert Learner.objects.get(pk=me.pk).completed_at == AT


def test_a_course_completed_after_the_deadline_does_not_count_by_itself():
    of, held = course(units=1), edition()
    person = accepted(held, slot(held))
    asked = part(held, of, closes_at=AT)
    me = deeds.begin_part(person, component=asked, at=AT)
    sheet = sheet_of(me, of.units.get().quiz)

    quiz_deeds.send(me, token=sheet.token, answers=right(sheet), at=AT + timedelta(seconds=1))

    assert Learner.objects.get(pk=me.pk).completed_at is not None
    assert not standing(person).complete


def test_a_unit_with_questions_is_not_done_by_reading_nor_one_of_another_course():
    of, other = course(), course("other")
    me = learner(of)

    with pytest.raises(Refused, match="preguntas"):
        deeds.finish_unit(me, unit=of.units.get(order=1), at=AT)
    with pytest.raises(Refused, match="otro curso"):
        deeds.finish_unit(me, unit=other.units.get(order=2), at=AT)
    assert not UnitDone.objects.exists()


def test_switching_the_language_keeps_the_progress_and_the_answers(client):
    of = course()
    me = learner(of)
    sheet = sheet_of(me, of.units.get(order=1).quiz)
    quiz_deeds.save(me, token=sheet.token, answers=right(sheet), at=AT)
    deeds.finish_unit(me, unit=of.units.get(order=2), at=AT)

    pages = {}
    for code in ("es", "en"):
        with translation.override(code):
            home = client.get(reverse("training:learner", args=[me.key])).content.decode()
            first = client.get(reverse("training:unit", args=[me.key, of.units.get(order=1).pk]))
        assert "1 / 2" in home
        pages[code] = first.content.decode()
    assert "¿Pregunta 1?" in pages["es"]
    assert "Question 1?" in pages["en"]
    assert pages["es"].count("checked") == pages["en"].count("checked") == 2


def test_the_pages_of_a_learner_cost_the_same_for_two_units_and_for_thirty(
    client, django_assert_max_num_queries
):
    of = course()
    for n in range(3, 31):
        unit(of, n)
    me = learner(of)
    first = of.units.get(order=1)
    for name, args in [
        ("courses", []),
        ("course", [of.slug]),
        ("learner", [me.key]),
        ("unit", [me.key, first.pk]),
    ]:
        with django_assert_max_num_queries(12):
            assert client.get(reverse(f"training:{name}", args=args)).status_code == 200


def test_without_javascript_a_quiz_is_failed_then_passed(client):
    of = course()
    me = learner(of)
    first = of.units.get(order=1)
    page = reverse("training:unit_answer", args=[me.key, first.pk])
    sheet = sheet_of(me, first.quiz)

    failed = client.post(page, {"sheet": sheet.token, **wrong(sheet)}, follow=True)
    assert "0 %" in failed.content.decode()
    assert "Vuelva a leer" in failed.content.decode()
    sheet = sheet_of(me, first.quiz)
    passed = client.post(page, {"sheet": sheet.token, **right(sheet)}, follow=True)

    assert "100 %" in passed.content.decode()
    assert [step.done for step in way_of(me).steps] == [True, False]


def test_what_a_device_kept_is_taken_once_and_the_rest_is_said(client):
    of = course()
    me = learner(of)
    first, second = of.units.order_by("order")
    sheet = sheet_of(me, first.quiz)
    kept = {
        "sheets": {
            sheet.paper: {"token": sheet.token, "answers": right(sheet)},
            "made-up": {"token": "x", "answers": {}},
        },
        "read": [second.pk, 999_999],
    }
    page = reverse("training:learner_send", args=[me.key])

    for _again in range(2):
        answer = client.post(page, json.dumps(kept), content_type="application/json").json()
        assert answer["read"] == [second.pk]
        assert list(answer["sheets"]) == [sheet.paper]
        assert list(answer["refused"]) == ["made-up"]
    assert Attempt.objects.get().passed
    for broken in ("", "[]", "{", '{"sheets": 3}', '{"read": ["x"]}', '{"read": 7}'):
        assert client.post(page, broken, content_type="application/json").status_code == 400


def test_a_participant_comes_from_their_own_page(client):
    of, held = course(is_open=False), edition()
    person = accepted(held, slot(held))
    asked = part(held, of)

    page = client.get(reverse("training:seat", args=[token_of(person)])).content.decode()
    assert reverse("training:seat_course", args=[token_of(person), asked.pk]) in page
    answer = client.post(reverse("training:seat_course", args=[token_of(person), asked.pk]))

    assert answer.url == reverse("training:learner", args=[Learner.objects.get().key])
    assert client.get(answer.url).status_code == 200


def test_a_draft_and_a_closed_course_are_not_shown_to_visitors(client):
    draft, closed = course("draft", published_at=None), course("closed", is_open=False)
    for found in (draft, closed):
        assert client.get(reverse("training:course", args=[found.slug])).status_code == 404
        assert client.post(reverse("training:begin", args=[found.slug])).status_code == 404
    assert client.get(reverse("training:learner", args=["0" * 32])).status_code == 404
    client.force_login(secretariat())
    assert client.get(reverse("training:course", args=[draft.slug])).status_code == 200


def test_strangers_are_forgotten_and_people_we_know_are_not():
    of = course()
    deeds.begin(of, at=AT)
    known = deeds.begin(of, user=secretariat(), at=AT)

    assert deeds.forget_strangers(before=AT + timedelta(days=1)) == 1
    assert Learner.objects.get() == known
