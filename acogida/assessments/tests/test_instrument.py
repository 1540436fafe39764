import time

import pytest
from django.utils import translation

from acogida.assessments.actions import load_instrument
from acogida.assessments.models import Dimension, Instrument, Question, SubDimension
from acogida.assessments.receivers import after_migration
from acogida.assessments.tests.factories import AnswerFactory, question
from acogida.assessments.wording import words
from acogida.compact.models import Objective

pytestmark = pytest.mark.django_db


def test_every_database_has_the_questionnaire_after_migrating():
    assert Instrument.objects.count() == 1
    assert Dimension.objects.count() == 6
    assert SubDimension.objects.count() == 28
    assert Question.objects.count() == 95


def test_each_question_has_its_objectives_and_its_place():
    first = question("D1-01")

    assert first.sub_dimension.key == "health"
    assert first.sub_dimension.dimension.key == "rights"
    assert list(first.objectives.values_list("number", flat=True)) == [7, 15]
    assert first.evidence_types == ["norm", "protocol", "service_statistics"]
    assert first.text["en"].startswith("Do the health services the municipality runs or funds")
    assert Question.objects.filter(objectives=23).count() == 22


def test_loading_again_keeps_every_row():
    before = list(Question.objects.order_by("pk").values_list("pk", "code"))

    load_instrument()

    assert list(Question.objects.order_by("pk").values_list("pk", "code")) == before


def test_a_new_wording_reaches_the_question_and_its_answers_stay():
    answer = AnswerFactory()
    Question.objects.filter(pk=answer.question_id).update(text={"es": "¿Otra cosa?"})
    Instrument.objects.update(fingerprint="of older files")

    load_instrument()

    answer.refresh_from_db()
    assert answer.question.text["es"].startswith("¿Los servicios de salud")


def test_objectives_that_come_later_are_linked_by_the_next_loading():
    through = Question.objectives.through
    through.objects.all().delete()
    Instrument.objects.update(fingerprint="")
    gone = Objective.objects.get(number=22)
    kept = {f.attname: getattr(gone, f.attname) for f in Objective._meta.concrete_fields}
    gone.local_actions.all().delete()
    gone.delete()

    load_instrument()
    assert Question.objects.filter(objectives=22).count() == 0
    assert Instrument.objects.get().fingerprint == ""

    Objective.objects.create(**kept)
    load_instrument()
    assert Question.objects.filter(objectives=22).count() == 2
    assert len(Instrument.objects.get().fingerprint) == 64


def test_every_kind_of_evidence_has_its_words_in_four_languages():
    words = Instrument.objects.get().evidence_words
    named = {code for codes in Question.objects.values_list("evidence_types", flat=True) for code in codes}

    assert len(named) == 54
    assert {code for code in named if set(words.get(code, {})) != {"es", "pt", "en", "fr"}} == set()


def test_loading_into_an_empty_database_takes_little_time():
    Instrument.objects.all().delete()
    begun = time.perf_counter()

    after_migration()

    assert Question.objects.count() == 95
    assert time.perf_counter() - begun < 5  # 0.1 s on two cores; the bound only catches a disaster


def test_it_says_in_four_languages_that_it_is_not_the_official_one():
    warning = Instrument.objects.get().warning

    assert set(warning) == {"es", "en", "pt", "fr"}
    assert warning["en"].startswith("Not the official questionnaire.")


def test_every_text_is_there_in_four_languages():
    texts = [
        *Question.objects.values_list("text", flat=True),
        *Dimension.objects.values_list("name", flat=True),
        *Dimension.objects.values_list("focus", flat=True),
        *SubDimension.objects.values_list("name", flat=True),
    ]

    assert [text for text in texts if {k for k, v in text.items() if v} != {"es", "en", "pt", "fr"}] == []


def test_a_text_that_a_language_lacks_is_shown_in_another_and_says_so():
    texts = {"es": "¿Hay un plan?", "en": "Is there a plan?"}

    assert words(texts) == "Is there a plan?"
    with translation.override("fr"):
        assert words(texts) == (
            '<span lang="es">¿Hay un plan?</span> <span class="tag tag--neutral">Affiché en espagnol</span>'
        )
