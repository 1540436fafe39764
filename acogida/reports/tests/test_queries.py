"""A report gathers its chapters in few queries, and as many for one row of each as for five."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from acogida.accounts.models import Mandate
from acogida.accounts.tests.factories import UserFactory
from acogida.pledges.queries.asked import Asked
from acogida.pledges.queries.dashboard import tallies
from acogida.pledges.states import State
from acogida.pledges.tests.factories import bare
from acogida.reports import queries
from acogida.reports.queries.scope import scope_of
from acogida.reports.tests.factories import every_chapter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
MOST = 12
KINDS = {"country": "cri", "objective": "15", "round-table": "1", "mechanism": "m1"}
# The lists of each chapter that grow with what there is.
LISTS = {
    "country": {
        "authorities": ["places"],
        "plans": ["rows"],
        "practices": ["rows"],
        "pledges": ["rows"],
        "recommendations": ["rows"],
        "training": ["rows"],
        "mechanisms": ["rows"],
    },
    "objective": {
        "authorities": ["places"],
        "plans": ["rows"],
        "practices": ["rows"],
        "pledges": ["rows"],
        "recommendations": ["rows"],
        "mechanisms": ["rows"],
    },
    "mechanism": {
        "mechanism": ["facts", "meetings"],
        "authorities": ["places"],
        "plans": ["rows"],
        "practices": ["rows"],
        "recommendations": ["rows"],
    },
}


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def counted(kind: str, subject: str) -> dict[str, int]:
    """How many rows there are in each growing list of a report."""
    chapters = queries.content_of(scope_of(kind, subject, TODAY), TODAY, languages=["es"])["chapters"]
    return {
        f"{name} {part}": len(chapters[name][part]) for name, parts in LISTS[kind].items() for part in parts
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_signed_in", [False, True], ids=["visitor", "secretariat"])
def test_a_report_keeps_to_twelve_queries_for_one_row_of_each_chapter_and_for_five(
    client, kind, is_signed_in
):
    if is_signed_in:
        person = UserFactory()
        Mandate.objects.create(user=person, kind="secretariat", starts_on=date(2020, 1, 1))
        client.force_login(person)
    subject = "2" if kind == "round-table" else KINDS[kind]
    address = reverse("reports:report", args=[kind, subject])

    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return len(made)

    every_chapter(1)
    every_chapter(2)
    every_chapter(3)  # fewer than three counters tell nothing of what they counted
    few = asked()
    every_chapter(4)
    every_chapter(5)
    assert few <= MOST
    assert asked() == few


@pytest.mark.parametrize("kind", LISTS)
def test_every_chapter_has_one_row_of_one_and_five_of_five(kind):
    every_chapter(1)
    before = counted(kind, KINDS[kind])
    for number in range(2, 6):
        every_chapter(number)
    after = counted(kind, KINDS[kind])

    assert set(before.values()) == {1}
    assert set(after.values()) == {5}


def test_a_report_counts_the_lights_of_pledges_as_the_dashboard_does():
    bare(objectives_mask=1 << 14)
    bare(objectives_mask=1 << 14, announced_on=date(2020, 1, 1))
    bare(objectives_mask=1 << 14, state=State.DELAYED)
    bare(objectives_mask=1 << 14, state=State.RECORDED)
    bare(objectives_mask=1 << 2)

    said = queries.content_of(scope_of("objective", "15", TODAY), TODAY)["chapters"]["pledges"]
    found = tallies(Asked(objective=15), TODAY)

    assert said["total"] == found.total == 4
    assert list(said["delivery"].items()) == list(found.plain["delivery"].items())
    assert list(said["freshness"].items()) == list(found.plain["freshness"].items())


def test_a_country_report_tells_what_each_room_says():
    every_chapter(1)
    said = queries.content_of(scope_of("country", "cri", TODAY), TODAY, languages=["es"])["chapters"]
    (plan,) = said["plans"]["rows"]
    assert (plan["title"], plan["starts_on"], plan["ends_on"], plan["actions"]) == (
        "Plan 1",
        "2026-01-01",
        "2027-12-31",
        2,
    )
    assert [(row["number"], row["actions"]) for row in said["plans"]["actions"]] == [(15, 2)]
    assert said["plans"]["is_demonstration"] is False
    assert said["authorities"]["gaps"][-1] | {"title": ""} == {
        "number": 15,
        "title": "",
        "weak": 1,
        "answered": 1,
    }
    row = said["training"]["rows"][0]
    assert (row["title"], row["people"], row["complete"]) == ("Edición 1", 9, 7)
    assert said["practices"]["count"] == 1
