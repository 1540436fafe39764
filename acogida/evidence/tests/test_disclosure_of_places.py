"""Places that hold one another, and everything that is shown of them: pages, files and the API alike."""

import csv
import io
import json
from fractions import Fraction
from itertools import product

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from acogida.accounts.models import Role
from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.evidence import actions, store
from acogida.evidence.disclosure import protect
from acogida.evidence.store import Row, guarded
from acogida.evidence.tests.test_import import brought_in
from acogida.territories.models import Level
from acogida.territories.tests.factories import PlaceFactory

PARENTS = {"north": "region", "south": "region", "centre": "region", "region": "country"}
TOWNS = ["north", "south", "centre"]
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 80))


def whole(counts):
    """Towns by sex by origin with every total: of a town, and of the region that holds the towns."""
    towns = {}
    for town, sex, origin in product(TOWNS, ["female", "male", "all"], ["A", "B", "all"]):
        towns[town, sex, origin] = sum(
            value
            for (t, s, o), value in counts.items()
            if t == town and sex in (s, "all") and origin in (o, "all")
        )
    region = {
        ("region", sex, origin): sum(towns[town, sex, origin] for town in TOWNS)
        for _town, sex, origin in towns
    }
    return {**towns, **region}


@st.composite
def region(draw):
    return whole({key: draw(COUNTS) for key in product(TOWNS, ["female", "male"], ["A", "B"])})


def sums(cells):
    """Every "total = sum of its parts", written down from the coordinates alone."""
    for total in cells:
        place, *groups = total
        towns = [(town, *groups) for town in TOWNS]
        if place == "region" and all(town in cells for town in towns):
            yield total, towns
        for at, group in enumerate(groups):
            parts = [
                k for k in cells if k[0] == place and k[1 + at] != "all"
                and (*k[: 1 + at], "all", *k[2 + at :]) == total
            ]  # fmt: skip
            if group == "all" and parts:
                yield total, parts


def recomputed(cells, hidden):
    """What plain linear algebra gives back of the hidden cells."""
    unknown = sorted(hidden)
    matrix = [[Fraction((key in parts) - (key == total)) for key in unknown] for total, parts in sums(cells)]
    row = 0
    for column in range(len(unknown)):
        at = next((r for r in range(row, len(matrix)) if matrix[r][column]), None)
        if at is None:
            continue
        matrix[row], matrix[at] = matrix[at], matrix[row]
        matrix[row] = [value / matrix[row][column] for value in matrix[row]]
        for other in range(len(matrix)):
            if other != row and matrix[other][column]:
                factor = matrix[other][column]
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[row], strict=True)]
        row += 1
    return {unknown[line.index(1)] for line in matrix if sum(1 for value in line if value) == 1}


@given(region())
@settings(max_examples=120)
def test_no_town_can_be_worked_out_from_its_region_and_the_other_towns(cells):
    hidden = protect(cells, threshold=5, parents=PARENTS)
    assert {key for key, value in cells.items() if 0 < value < 5} <= set(hidden)
    assert recomputed(cells, set(hidden)) == set()


@given(region())
@settings(max_examples=60)
def test_what_goes_into_the_store_gives_nothing_back_either(cells):
    rows = [
        Row("d", "1", "i", place, origin, "2024", 2024, sex, "all", float(value), "")
        for (place, sex, origin), value in cells.items()
    ]
    shown = {(r.territory, r.sex, r.origin) for r in guarded(rows, parents=PARENTS) if not r.is_hidden}
    assert not any(0 < cells[key] < 5 for key in shown)
    assert recomputed(cells, set(cells) - shown) == set()


def test_one_small_town_takes_another_town_along():
    cells = {("region",): 103, ("north",): 3, ("south",): 40, ("centre",): 60}
    assert set(protect(cells, threshold=5, parents=PARENTS)) == {("north",), ("south",)}


def test_some_towns_of_a_region_are_no_equation():
    cells = {("region",): 5000, ("north",): 3, ("south",): 40}
    assert set(protect(cells, threshold=5, parents=PARENTS)) == {("north",)}


def test_a_town_stands_under_the_nearest_place_that_the_table_has():
    cells = {("country",): 43, ("north",): 3, ("south",): 40}
    assert set(protect(cells, threshold=5, parents=PARENTS)) == {("north",), ("south",)}


def test_a_share_does_not_give_back_a_hidden_count(figures):
    told = store.ask(
        "SELECT count(*) FROM observation s JOIN observation c ON c.indicator = 'foreign-residents-chile' "
        "AND c.territory = s.territory AND c.period = s.period AND c.origin = 'all' AND c.sex = 'all' "
        "AND c.age = 'all' AND c.value IS NULL "
        "WHERE s.indicator = 'foreign-share-chile' AND s.value IS NOT NULL"
    )
    assert told == [(0,)]


CROSS = (
    "año;lugar;sexo;personas\n"
    "2024;Municipio;total;103\n2024;Municipio;mujer;51\n2024;Municipio;hombre;52\n"
    "2024;Norte;total;3\n2024;Norte;mujer;1\n2024;Norte;hombre;2\n"
    "2024;Sur;total;100\n2024;Sur;mujer;50\n2024;Sur;hombre;50\n"
)


@pytest.mark.django_db
def test_pages_files_and_the_api_all_hide_the_same_cells(client, at):
    home = PlaceFactory(name="Municipio")
    inside = [PlaceFactory(name=name, parent=home, level=Level.PLACE) for name in ("Norte", "Sur")]
    town = OrganisationFactory(territory=home)
    editor, approver = (
        UserFactory(member_of=town, member_of__role=role) for role in (Role.EDITOR, Role.APPROVER)
    )
    done = brought_in(town, editor, at, CROSS)
    actions.open_to_everyone(done.dataset, is_public=True, by=approver, at=at)
    actions.rebuild_figures()
    try:
        code = done.dataset.code
        hidden_places = {inside[0].code, inside[1].code}
        truth = {home.code: 103.0, inside[0].code: 3.0, inside[1].code: 100.0}
        for asked in _everything_told(client, code):
            totals = {place: value for place, sex, value in asked if sex == "all"}
            assert set(totals) == set(truth)
            assert {place for place, value in totals.items() if value is None} == hidden_places
            assert totals[home.code] == 103
            assert not any(value in (1.0, 2.0, 3.0) for _place, _sex, value in asked)
    finally:
        store.build()


def _everything_told(client, code):
    """The same figures as the data set's file, the explorer's JSON and the API tell them."""
    file = client.get(reverse("evidence:dataset_csv", args=[code])).content.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(file))
    yield [(r["territory"], r["sex"], float(r["value"]) if r["value"].isdigit() else None) for r in rows]
    api = client.get("/api/v1/figures", {"dataset": code, "limit": 500}).json()["items"]
    yield [(f["territory"], f["sex"], f["value"]) for f in api]
    told = []
    for place in {f["territory"] for f in api}:
        for way in ("time", "sex"):
            asked = {"indicator": code, "place": place, "by": way}
            answer = client.get(reverse("evidence:explorer_file", args=["json"]), asked)
            told += [(f["territory"], f["sex"], f["value"]) for f in json.loads(answer.content)["figures"]]
    yield told
