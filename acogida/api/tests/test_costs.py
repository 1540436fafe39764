"""A list costs the same queries whatever it holds, and a far page no more than the first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acogida.accounts.tests.factories import MunicipalityFactory
from acogida.api.tests.factories import adopted_plan, published_assessment
from acogida.compact.models import Objective
from acogida.evidence.models import Dataset, Indicator
from acogida.territories.models import Territory

pytestmark = pytest.mark.django_db


def indicator():
    number = Indicator.objects.count()
    dataset = Dataset.objects.create(
        code=f"set-{number:03}", title={"en": "Set"}, publisher="x", licence="x", edition="1"
    )
    made = Indicator.objects.create(code=f"i-{number:03}", title={"en": "I"}, unit="people", dataset=dataset)
    made.objectives.set(Objective.objects.filter(number__lte=3))


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("assessments", published_assessment),
        ("plans", adopted_plan),
        ("datasets", indicator),
        ("indicators", indicator),
        ("territories?country=ARG&cursor=demo:", MunicipalityFactory),
    ],
)
def test_a_list_costs_the_same_for_1_and_30(client, path, make):
    counts = []
    for wanted in (1, 29):
        for _ in range(wanted):
            make()
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(f"/api/v1/{path}")
        counts.append(len(seen))

    assert len(answer.json()["items"]) == 30
    assert counts[0] == counts[1] <= 4


@pytest.mark.parametrize("limit", [1, 30])
def test_a_page_of_figures_costs_the_same_for_1_and_30(client, figures, limit, django_assert_num_queries):
    with django_assert_num_queries(3):
        answer = client.get(f"/api/v1/figures?indicator=migrant-stock&limit={limit}")

    assert len(answer.json()["items"]) == limit


def test_the_last_of_many_pages_is_found_by_its_key(client):
    land = Territory.objects.get(code="ARG")
    Territory.objects.bulk_create(
        Territory(
            code=f"zz:{n:05}", level="municipality", name=f"Z {n}", slug=f"zz-{n}", country=land, parent=land
        )
        for n in range(3_000)
    )
    with CaptureQueriesContext(connection) as seen:
        answer = client.get("/api/v1/territories?cursor=zz:02990&limit=50").json()

    assert [place["code"] for place in answer["items"]] == [f"zz:{n:05}" for n in range(2_991, 3_000)]
    assert answer["next"] == ""
    assert len(seen) == 1
    assert "OFFSET" not in seen[0]["sql"]
