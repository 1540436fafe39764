"""Every kind of public thing has its list and its detail, narrowed by the words of the field."""

import hashlib
import json
from datetime import date

import pytest

from acogida.api.description import openapi
from acogida.api.resource import RESOURCES
from acogida.api.tests.kinds import one_of_each
from acogida.compact.models import Objective
from acogida.core.search import index as search
from acogida.mechanisms import actions as registry
from acogida.mechanisms.models import Fact
from acogida.mechanisms.tests.factories import NOW, TODAY, mechanism, meeting, person
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
        *("annual-reports", "assessments", "calls", "consultations", "courses", "datasets", "entity-kinds"),
        *("evaluations", "events", "indicators", "initiatives", "joint-actions", "local-actions"),
        *("materials", "mechanisms", "meetings", "members", "objectives", "outcome-reports", "plans"),
        *("pledges", "practices", "principles", "programmes", "protocols", "questionnaires"),
        *("recommendations", "reports", "services", "stakeholder-groups", "territories"),
    ]


def test_each_smaller_kind_gives_what_is_public_and_nothing_else(client):
    """One thing of each is public; beside it stands what is a draft, waits, or begins later."""
    for name, public in one_of_each().items():
        listed = items(client, name)
        whole = client.get(f"/api/v1/{name}/{public.pk}")

        assert [one["id"] for one in listed] == [public.pk], name
        assert whole.status_code == 200, name
        assert listed[0].items() <= whole.json().items(), name
        assert "SECRET" not in whole.text + str(listed), name
        hidden = [one.pk for one in type(public)._default_manager.exclude(pk=public.pk)]
        assert [client.get(f"/api/v1/{name}/{pk}").status_code for pk in hidden] == [404] * len(hidden), name


def test_what_is_frozen_can_be_held_against_its_hash(client):
    made = one_of_each()

    for name in ("reports", "annual-reports", "outcome-reports", "evaluations"):
        told = client.get(f"/api/v1/{name}/{made[name].pk}").json()
        content = json.dumps(told["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(content.encode()).hexdigest() == told["sha256"], name


def test_the_smaller_kinds_are_narrowed_by_the_words_of_the_field(client):
    one_of_each()

    assert [len(items(client, f"joint-actions?objective={number}")) for number in (1, 2)] == [1, 0]
    assert [len(items(client, f"initiatives?country={code}")) for code in ("ARG", "CHL")] == [1, 0]
    assert [len(items(client, f"initiatives?objective={number}")) for number in (7, 8)] == [1, 0]
    assert [len(items(client, f"reports?kind={kind}")) for kind in ("country", "objective")] == [1, 0]
    assert [len(items(client, f"annual-reports?year={year}")) for year in (2025, 2024)] == [1, 0]
    assert [len(items(client, f"members?country={code}")) for code in ("ARG", "CHL")] == [1, 0]
    assert items(client, "initiatives")[0]["contact"] == ""


def test_the_short_lists_of_the_compact(client):
    assert [len(items(client, name)) for name in ("principles", "stakeholder-groups", "entity-kinds")] == [
        10,
        13,
        12,
    ]
    one = client.get("/api/v1/principles/people_centred?lang=es").json()
    assert one["titles"]["es"] == one["label"]


def test_a_questionnaire_is_given_with_its_95_questions(client):
    (one,) = [one for one in items(client, "questionnaires") if one["version"] == "1"]

    questions = client.get(one["url"].removeprefix("http://127.0.0.1:8000")).json()["questions"]

    assert len(questions) == 95
    assert all(question["text"]["es"] for question in questions)


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


def test_no_two_shapes_share_a_name():
    """The description knows shapes by name: of two alike only one would be told."""
    shapes = {shape for one in RESOURCES.values() for shape in (one.shape, one.full_shape)}

    assert len({shape.__name__ for shape in shapes}) == len(shapes)
    told = openapi()["components"]["schemas"]
    assert all(set(shape.model_fields) == set(told[shape.__name__]["properties"]) for shape in shapes)


def test_a_mechanism_tells_what_it_committed_to_and_no_more_what_was_taken_off(client):
    made, keeper = mechanism("csm"), person(secretariat=True)
    said = {"dated": "2023-12", "because": "A partnership", "source": "Statute", "by": keeper, "at": NOW}
    partners = [Objective.objects.get(number=23)]
    registry.record_commitment(made, text="Include civil society", objectives=partners, **said)
    gone = registry.record_commitment(made, text="Read wrongly", objectives=partners, **said)
    registry.take_off(gone, reason="Read wrongly", by=keeper, at=NOW)

    (found,) = client.get("/api/v1/mechanisms/csm").json()["commitments"]

    assert (found["texts"], found["objectives"]) == ({"": "Include civil society"}, [23])
    assert (found["dated"], found["because"], found["sources"]) == (
        "2023-12",
        {"": "A partnership"},
        ["Statute"],
    )
