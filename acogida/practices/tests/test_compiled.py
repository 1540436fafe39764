"""Practices compiled from public sources: what is loaded, how it is marked, and what is not told."""

import pytest

from acogida.practices import actions
from acogida.practices.actions.compiled import shipped
from acogida.practices.models import Practice, PracticeVersion
from acogida.practices.tests.factories import AT

pytestmark = pytest.mark.django_db


def content(code):
    return Practice.objects.get(code=code).current_version.content


def test_what_says_its_source_is_loaded_once_and_the_rest_waits():
    assert len(shipped()) == 122
    assert actions.load(at=AT) == 82
    assert actions.load(at=AT) == 0
    assert (Practice.objects.count(), PracticeVersion.objects.count()) == (82, 82)
    assert not Practice.objects.exclude(state="published", origin="compiled", grade="").exists()
    assert not Practice.objects.filter(source_name="").exists()


def test_what_no_source_says_is_not_told_as_a_fact():
    actions.load(at=AT)
    codes = set(Practice.objects.values_list("code", flat=True))
    assert "P014" not in codes, "its list does not say who did it"
    assert "P038" not in codes, "its country was guessed"
    assert "P119" not in codes, "no address was kept"
    assert content("P065")["year_start"] is None, "its year was guessed"
    assert "inferred" not in "".join(t["summary"] for t in content("P065")["texts"].values())


def test_objectives_of_ours_are_told_from_those_of_the_source():
    actions.load(at=AT)
    stated, ours = content("P003"), content("P006")
    assert (stated["objectives"], stated["objectives_by_us"]) == ([{"number": 11, "primary": True}], False)
    assert ([row["number"] for row in ours["objectives"]], ours["objectives_by_us"]) == ([15, 16, 17], True)
    assert [row["primary"] for row in content("P001")["objectives"]] == [False, False, False]
    assert ours["principles"] == ["whole_of_government"]
    assert ours["principles_by_us"] is True


def test_every_one_is_told_in_four_languages_the_translations_marked_as_a_machines():
    actions.load(at=AT)
    for practice in Practice.objects.select_related("current_version"):
        texts = practice.current_version.content["texts"]
        assert {code: text["status"] for code, text in texts.items()} == {
            "en": "original",
            "es": "machine",
            "fr": "machine",
            "pt": "machine",
        }
        assert all(text["summary"] and text["title"] for text in texts.values())
