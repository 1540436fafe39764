"""Numbers that open their lists; filters in the address; maps, files and figures."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import OrganisationFactory
from acogida.pledges.actions import load_public_pledges
from acogida.pledges.queries import Asked, asked
from acogida.pledges.queries.dashboard import tallies
from acogida.pledges.tests.factories import Pledger, bare
from acogida.territories import actions as territories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def shipped():
    load_public_pledges()


@pytest.mark.usefixtures("shipped")
def test_every_number_opens_a_list_of_as_many(client):
    page = client.get(reverse("pledges:dashboard"))
    numbers = re.findall(r'<a href="(/en/pledges/\?[^"]+)">(\d+)<span', page.text)
    assert len(numbers) > 25

    for address, number in numbers:
        listed, url = 0, address.replace("&amp;", "&")
        while url:
            shown = client.get(url)
            listed += len(shown.context["cards"])
            url = reverse("pledges:index") + shown.context["next"] if shown.context["next"] else ""
        assert listed == int(number), address


@pytest.mark.usefixtures("shipped")
def test_what_is_counted_is_what_the_data_say():
    found = tallies(Asked(), TODAY)

    assert found.total == 40
    assert found.plain["route"] == {
        "un_dashboard": 6,
        "un_network": 5,
        "call_to_local_action": 26,
        "other": 3,
    }
    assert found.plain["delivery"] == {"not_reported": 40}
    assert found.objectives[23] == 17
    assert found.principles[1] == 6
    assert tallies(Asked(objective=7), TODAY).total == 5


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("objective=7", 5),
        ("objective=99", 30),
        ("route=un_dashboard&objective=17", 1),
        ("principle=8", 8),
        ("q=montevideo", 2),
        ("q=BOGOTA", 2),
        ("entity=state", 3),
        ("year=2024", 1),
        ("delivery=fulfilled", 0),
        ("delivery=<script>", 30),
        ("round_table=2&route=un_dashboard", 0),
        ("after=nonsense", 30),
        ("after=2022-01-01~9999999999999999999999", 30),
    ],
)
def test_filters_live_in_the_address_and_nonsense_is_left_out(client, query, count):
    page = client.get(reverse("pledges:index") + "?" + query)
    assert (page.status_code, len(page.context["cards"])) == (200, count)


def test_a_question_survives_its_own_address():
    question = Asked(q="centro", objective=15, country="COL", delivery="behind")
    from django.http import QueryDict  # noqa: PLC0415 -- only here

    assert asked(QueryDict(question.query()[1:])) == question


def test_drafts_are_in_no_number(client):
    Pledger().draft()
    assert tallies(Asked(), TODAY).total == 0
    assert client.get(reverse("pledges:dashboard")).status_code == 200
    assert client.get(reverse("pledges:download", args=["csv"])).text.count("\n") == 1


@pytest.mark.usefixtures("shipped")
def test_the_list_comes_as_csv_xlsx_and_json_with_the_filters(client):
    query = "?objective=7"
    rows = list(csv.reader(io.StringIO(client.get(reverse("pledges:download", args=["csv"]) + query).text)))
    assert len(rows) == 6
    assert rows[0][0].endswith("Number")
    assert client.get(reverse("pledges:download", args=["xlsx"]) + query).content.startswith(b"PK")
    data = client.get(reverse("pledges:download", args=["json"]) + query).json()
    assert {one["delivery"] for one in data["pledges"]} == {"not_reported"}
    assert len(data["pledges"]) == 5
    assert client.get("/en/pledges/download/exe/").status_code == 404


def test_json_carries_the_history(client):
    town = Pledger()
    pledge = town.announced()
    town.report(pledge, date(2026, 4, 1))

    one = client.get(reverse("pledges:download", args=["json"])).json()["pledges"][0]

    assert [v["number"] for v in one["history"]] == [1]
    assert one["updates"] == [
        {"reported_on": "2026-04-01", "narrative": "The place opened its doors.", "grade": "stated"}
    ]


@pytest.mark.usefixtures("shipped")
def test_a_figure_stands_on_anybodys_page_as_plain_svg(client):
    answer = client.get(reverse("pledges:figure", args=["route"]) + "?country=")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "X-Frame-Options" not in answer
    assert answer.text.startswith("<svg")
    assert "<script" not in answer.text
    assert client.get("/en/pledges/figure/nothing.svg").status_code == 404


def test_the_map_has_countries_and_municipalities_each_with_its_table(client):
    territories.load()
    load_public_pledges()

    countries = client.get(reverse("pledges:map"))
    colombia = client.get(reverse("pledges:map") + "?country=COL")

    assert ["Colombia", "6"] in [list(row) for row in countries.context["map"].rows]
    assert {row[0]: row[1] for row in colombia.context["map"].rows} == {
        "Barranquilla": "2",
        "Bogotá, D.C.": "2",
        "Medellín": "1",
    }
    assert "do not imply official endorsement" in colombia.text
    for page in (countries, colombia):
        assert len(page.content) < 400_000


def test_list_and_dashboard_cost_the_same_for_1_and_30(client, django_assert_max_num_queries):
    organisation = OrganisationFactory()
    bare(organisation=organisation)
    for address in (reverse("pledges:index"), reverse("pledges:dashboard"), reverse("pledges:map")):
        with django_assert_max_num_queries(10):
            client.get(address + "?year=2026")
    for _ in range(29):
        bare(organisation=organisation, country=organisation.country)
    for address in (reverse("pledges:index"), reverse("pledges:dashboard"), reverse("pledges:map")):
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200
