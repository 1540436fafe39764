"""Every kind of public thing has its list and its detail, narrowed by the words of the field."""

from datetime import date

import pytest

from acogida.api.description import openapi
from acogida.api.resource import RESOURCES
from acogida.core.search import index as search
from acogida.mechanisms.models import Fact
from acogida.mechanisms.tests.factories import NOW, TODAY, mechanism, meeting
from acogida.practices import actions as practising
from acogida.practices.models import Adaptation
from acogida.practices.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


def items(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


def test_every_kind_has_a_list_and_a_table():
    paths = openapi()["paths"]
    assert {f"/api/v1/{name}" for name in RESOURCES} <= set(paths)
    assert sorted(RESOURCES) == [
        *("assessments", "consultations", "datasets", "events", "indicators", "local-actions"),
        *("mechanisms", "meetings", "objectives", "plans", "pledges", "practices", "programmes"),
        *("protocols", "recommendations", "services", "territories"),
    ]


def test_a_practice_is_given_in_its_published_version_only(client):
    town = Town()
    practice = town.published()
    draft = town.draft(title="SECRET draft")
    practising.write(
        practice,
        values={"title": "SECRET change", "summary": "SECRET"},
        revision=practice.revision,
        by=town.editor,
        at=AT,
    )

    found = items(client, "practices")
    whole = client.get(f"/api/v1/practices/{practice.pk}")

    assert [(one["code"], one["titles"]) for one in found] == [
        (practice.code, {"en": "One desk for all paperwork"})
    ]
    assert found[0]["objectives"] == [{"number": 3, "primary": False}, {"number": 15, "primary": True}]
    assert whole.json()["content"]["texts"]["en"]["summary"].startswith("Seven procedures")
    assert whole["Last-Modified"] == "Mon, 02 Mar 2026 09:30:00 GMT"
    assert "SECRET" not in whole.text
    assert client.get(f"/api/v1/practices/{draft.pk}").status_code == 404


def test_practices_are_narrowed_by_the_words_of_the_field(client):
    town = Town()
    one = town.published(places=[town.place.code])
    other = town.published(title="Another desk", primary=[7], secondary=[], year_start=2020)

    def asked(**words):
        query = "&".join(f"{name}={value}" for name, value in words.items())
        return [found["id"] for found in items(client, f"practices?{query}")]

    assert asked() == [one.pk, other.pk]
    assert asked(objective=15) == [one.pk]
    assert asked(year=2020) == [other.pk]
    assert asked(language="en") == [one.pk, other.pk]
    assert asked(language="pt") == asked(language="x-y") == []
    assert asked(grade="good_practice", state="published") == [one.pk, other.pk]
    assert asked(grade="compiled") == []
    assert asked(limit=1) == [one.pk]
    assert asked(cursor=one.pk) == [other.pk]


def test_words_find_what_the_search_finds(client, settings, tmp_path):
    settings.DATA = tmp_path
    search.index.cache_clear()
    town = Town()
    town.published()
    other = town.published(title="Bicycles for interpreters")
    search.rebuild()

    assert [one["id"] for one in items(client, "practices?q=interpreter&lang=en")] == [other.pk]
    assert items(client, "practices?q=nothinglikethis") == []
    search.index.cache_clear()


def test_who_did_a_practice_again_is_told(client):
    town = Town()
    practice = town.published()
    Adaptation.objects.create(
        practice=practice,
        organisation=town.organisation,
        year=2025,
        outcome="failed",
        changed="Two desks",
        result="Too far away",
        by=town.editor,
        at=AT,
    )

    told = client.get(f"/api/v1/practices/{practice.pk}").json()["adaptations"]

    assert told == [
        {
            "organisation": town.organisation.name,
            "year": 2025,
            "outcome": "failed",
            "changed": "Two desks",
            "result": "Too far away",
        }
    ]
    assert town.editor.name not in str(told)


def test_a_mechanism_tells_what_is_known_now_with_its_sources(client):
    made = mechanism("csm", members=("ARG", "BRA"), objectives=(23, 7), themes=("borders",))
    mechanism("other", members=("BRA",))
    for number, ended in ((1, NOW), (2, None)):
        Fact.objects.create(
            mechanism=made,
            field="founded",
            text={"": f"200{number}"},
            confidence="high",
            sources=["seed003"],
            checked_on=TODAY,
            recorded_at=NOW,
            ended_at=ended,
        )
    held = meeting(made, date(2026, 9, 1))

    whole = client.get("/api/v1/mechanisms/csm").json()

    assert [one["key"] for one in items(client, "mechanisms")] == ["csm", "other"]
    assert [one["key"] for one in items(client, "mechanisms?country=ARG")] == ["csm"]
    assert [one["key"] for one in items(client, "mechanisms?objective=23")] == ["csm"]
    assert items(client, "mechanisms?country=ZZZ") == []
    assert (whole["objectives"], whole["members"], whole["label"]) == ([7, 23], 2, "CSM")
    assert [fact["text"] for fact in whole["facts"]] == [{"": "2002"}]
    assert [part["country"] for part in whole["participations"]] == ["ARG", "BRA"]
    assert [one["id"] for one in items(client, "meetings?mechanism=csm&year=2026")] == [held.pk]
    assert items(client, "meetings?year=2025") == []
