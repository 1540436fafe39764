"""Practices that fit a municipality: hand-made cases, each with its score and its reason."""

import pytest

from acogida.accounts.tests.factories import MunicipalityFactory
from acogida.practices import queries
from acogida.practices.tests.factories import Town, country
from acogida.territories.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """A town of 60,000 in Costa Rica, far from any border that is known here."""
    return MunicipalityFactory(country=country("CRI"), population=60_000)


def fits(territory, **asked):
    return [(fit.practice, fit.score) for fit in queries.fitting(territory, **asked)]


def test_only_what_serves_an_objective_asked_for_fits_and_first_of_all_counts_more(here):
    town = Town("ARG")
    first = town.published(primary=[15], secondary=[])
    second = town.published(primary=[3], secondary=[15])
    town.published(primary=[1], secondary=[])
    assert fits(here, objectives=[15]) == [(first, 12), (second, 6)]
    assert fits(here, objectives=[3, 15]) == [(second, 16), (first, 12)]
    assert fits(here, objectives=[22]) == []


def test_place_size_context_origin_and_budget_each_add_their_weight(here):
    far = Town("ARG").published()
    country_ = Town("CRI", population=1_000_000).published()
    same = Town("CRI", population=70_000).published(
        contexts=["transit"], origins=[country("VEN").code], budget="small"
    )
    asked = {"contexts": ["transit"], "origins": ["VEN"], "budget": "medium"}
    # 10 objective + 2 grade; + 3 country; + 4 size + 5 context + 3 origin + 2 budget
    assert fits(here, objectives=[15], **asked) == [(same, 29), (country_, 15), (far, 12)]
    [fit, *_] = queries.fitting(here, objectives=[15], **asked)
    assert fit.reason == (
        "It serves objective 15 (access to basic services) first of all, it works with people passing "
        "through and the town is of similar size."
    )


def test_a_border_town_is_known_by_a_town_of_another_country_within_40_km():
    mexico = Territory.objects.get(code="MEX")
    guatemala = Territory.objects.get(code="GTM")
    near = MunicipalityFactory(country=mexico, lat=14.9, lon=-92.26)
    MunicipalityFactory(country=guatemala, lat=14.96, lon=-92.0)
    inland = MunicipalityFactory(country=mexico, lat=19.4, lon=-99.1)
    practice = Town("ARG").published(is_border=True)
    assert [fits(place, objectives=[15])[0] for place in (near, inland)] == [(practice, 18), (practice, 12)]
    assert "border town" in queries.fitting(near, objectives=[15])[0].reason


def test_equal_ones_come_by_year_then_by_age_here_and_always_the_same(here):
    town = Town("ARG")
    older = town.published(year_start=2019)
    newer = town.published(year_start=2023)
    other = town.published(year_start=2023)
    found = [practice for practice, _score in fits(here, objectives=[15])]
    assert found == [newer, other, older]
    assert [p for p, _s in fits(here, objectives=[15])] == found


def test_what_is_not_public_never_fits(here):
    town = Town("ARG")
    town.draft()
    assert fits(here, objectives=[15]) == []


def test_it_costs_the_same_queries_for_one_and_for_many(here, django_assert_max_num_queries):
    town = Town("ARG")
    town.published()
    with django_assert_max_num_queries(5):
        queries.fitting(here, objectives=[15])
    for _ in range(5):
        town.published()
    with django_assert_max_num_queries(5):
        assert len(queries.fitting(here, objectives=[15], limit=10)) == 6
