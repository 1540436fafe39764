"""Derived figures, each against an example worked by hand and one value that its publisher prints."""

import pytest

from acogida.evidence import derived, queries
from acogida.evidence.models import Indicator
from acogida.evidence.queries import Choice, Reader
from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
EVERYBODY = Reader([])


def value(indicator, place, year, **fixed):
    asked = {"origin": "all", "sex": "all", "age": "all", **fixed}
    [row] = queries.figures(
        indicators=[indicator], territories=[place], year_from=year, year_to=year, **asked
    )
    return row.value


def country(code):
    return Territory.objects.get(code=code)


def worked_out(indicator, place, **chosen):
    choice = Choice(Indicator.objects.select_related("dataset").get(code=indicator), [place], **chosen)
    rows = queries.answer(choice, user=EVERYBODY)
    return {one.kind: one for one in queries.work_out(choice, rows, user=EVERYBODY)}


def test_a_share_by_hand_and_as_the_united_nations_print_it(figures):
    assert derived.share(25, 200) == 12.5
    # UN DESA, edition 2020, Argentina: 2,281,728 migrants; WPP 2019 gives 45,195,774 people in 2020.
    printed = value("migrant-share-2020", "ARG", 2020)
    assert derived.share(value("migrant-stock-2020", "ARG", 2020), 45_195_774) == pytest.approx(
        printed, abs=0.001
    )


def test_growth_by_hand_and_as_mexicos_statistics_office_prints_it():
    assert derived.growth(100, 121, years=2) == pytest.approx(10)
    # INEGI: 112,336,538 (12 June 2010), 126,014,024 (15 March 2020): 1.2 per cent a year.
    assert round(derived.growth(112_336_538, 126_014_024, years=9.76), 1) == 1.2


def test_net_change_by_hand_and_between_the_censuses_of_mexico():
    assert derived.change(100, 80) == -20
    assert derived.change(112_336_538, 126_014_024) == 13_677_486


def test_womens_share_by_hand_and_as_the_united_nations_print_it(figures):
    assert derived.share(3, 4) == 75
    # UN DESA, International Migration 2020 Highlights: 48 per cent of all migrants were women or girls.
    women = value("migrant-stock-2020", "M49:001", 2020, sex="female")
    assert round(derived.share(women, value("migrant-stock-2020", "M49:001", 2020))) == 48


def test_a_location_quotient_by_hand_and_against_the_shares_that_chile_publishes(figures):
    assert derived.location_quotient(15, 5) == 3
    iquique, chile = (value("foreign-share-chile", code, 2022) for code in ("CHL:01101", "CHL"))
    assert derived.location_quotient(iquique, chile) == pytest.approx(iquique / chile)
    assert derived.location_quotient(iquique, chile) > 1.5  # a port of the north with many foreign residents


def test_dependency_on_remittances_by_hand_and_as_the_world_bank_prints_it(figures):
    assert derived.dependency(2, 8) == 25
    # SDG indicator 17.3.2 as the UN database printed it in 2020: El Salvador 2018, 20.678 per cent.
    assert value("remittances-gdp", "SLV", 2018) == pytest.approx(20.678, abs=0.5)


@pytest.mark.parametrize(
    ("made", "nothing"),
    [
        (derived.share(1, 0), None),
        (derived.share(None, 5), None),
        (derived.share(0, 5), 0),
        (derived.growth(0, 5, years=3), None),
        (derived.growth(5, 5, years=0), None),
        (derived.growth(None, 5, years=3), None),
        (derived.change(None, 5), None),
        (derived.location_quotient(3, 0), None),
        (derived.location_quotient(None, 3), None),
    ],
)
def test_what_is_hidden_or_divided_by_nothing_is_not_worked_out(made, nothing):
    assert made == nothing


def test_a_country_gets_change_growth_share_and_womens_share_with_their_figures(figures):
    chile = country("CHL")
    found = worked_out("migrant-stock", chile)
    assert set(found) == {"change", "growth", "share", "women"}
    assert found["change"].value == 1_538_324 - 100_133
    assert found["growth"].years == 34
    assert [row.indicator for row in found["share"].of] == ["migrant-stock", "population"]
    assert found["women"].value == pytest.approx(100 * 755_035 / 1_538_324)


def test_a_municipality_is_set_against_its_country_and_nothing_else(figures):
    iquique = PlaceFactory(code="CHL:01101", name="Iquique", country_code="CHL")
    quotient = worked_out("foreign-residents-chile", iquique)["quotient"]
    assert [row.territory for row in quotient.of] == ["CHL:01101", "CHL"]
    assert {row.indicator for row in quotient.of} == {"foreign-share-chile"}


def test_several_places_get_no_derived_figures_of_one(figures):
    places = [country("CHL"), country("PER")]
    choice = Choice(Indicator.objects.get(code="migrant-stock"), places)
    rows = queries.answer(choice, user=EVERYBODY)
    assert queries.work_out(choice, rows, user=EVERYBODY) == []
