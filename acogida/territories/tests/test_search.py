import pytest
from django.utils import translation

from acogida.core.search.sources import SOURCES
from acogida.territories import queries
from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def names(text, limit=20):
    return [place.name for place in queries.search(text, limit)]


@pytest.mark.parametrize("typed", ["Tapachula", "tapachula", "TAPACHULA ", "tapach"])
def test_a_municipality_is_found_by_its_name_or_its_beginning(typed):
    PlaceFactory(name="Tapachula")
    PlaceFactory(name="Tapalpa")
    assert names(typed) == ["Tapachula"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sao jose", "São José"),
        ("São José", "São José"),
        ("nunoa", "Ñuñoa"),
        ("alta floresta d oeste", "Alta Floresta D'Oeste"),
        ("D'OESTE", "Alta Floresta D'Oeste"),
    ],
)
def test_accents_case_and_apostrophes_are_forgiven(typed, name):
    for other in ("São José", "Ñuñoa", "Alta Floresta D'Oeste"):
        PlaceFactory(name=other)
    assert names(typed) == [name]


def test_exact_names_come_first_then_beginnings_then_words_and_the_bigger_before_the_smaller():
    PlaceFactory(name="Villa Quintana", population=9_000_000)
    PlaceFactory(name="Quintanilla", population=500)
    PlaceFactory(name="Quintanar", population=80_000)
    PlaceFactory(name="Quintana", population=10)
    PlaceFactory(name="Aquintana", population=10_000_000)
    beginnings = ["Quintanar", "Quintanilla", "Quintana", "Quintana Roo"]  # the division has no size
    assert names("quintan") == [*beginnings, "Villa Quintana"]
    assert names("quintana")[0] == "Quintana"
    assert names("quintana")[-1] == "Villa Quintana"


def test_a_country_is_found_in_every_language():
    for typed in ("brasil", "brazil", "bresil", "Brésil"):
        assert queries.search(typed, 5)[0].code == "BRA"


def test_the_country_or_division_may_follow_the_name():
    chiapas = Territory.objects.get(code="MX-CHP")
    PlaceFactory(name="Santa Prueba", country_code="GTM")
    there = PlaceFactory(name="Santa Prueba", parent=chiapas)
    assert queries.search("santa prueba", 5)[0].name == "Santa Prueba"
    assert queries.search("Santa Prueba, México", 5) == [there]
    assert queries.search("santa prueba chiapas", 5) == [there]
    assert queries.search("santa prueba perú", 5) == []


def test_nothing_and_wild_marks_find_nothing():
    PlaceFactory(name="Tapachula")
    for typed in ("", "  ", "%", "_", "|", "zzzz", "tapachulaaaa"):
        assert names(typed) == []


def test_searching_costs_two_queries_whatever_it_finds(django_assert_num_queries):
    for number in range(30):
        PlaceFactory(name=f"Pruebas {number}")
    with django_assert_num_queries(2), translation.override("fr"):
        found = queries.search("pruebas", 30)
        assert all(str(place.country) == "Mexique" for place in found)
    assert len(found) == 30


def test_the_site_search_is_offered_every_place_once_but_the_world():
    town = PlaceFactory(name="Tapachula", parent=Territory.objects.get(code="MX-CHP"))
    entries = list(SOURCES["territory"].entries(None))
    assert len(entries) == Territory.objects.count() - 1
    (entry,) = SOURCES["territory"].entries([town.code])
    assert (entry.title, entry.country, entry.note) == ("Tapachula", "MEX", "Chiapas, México")
    assert (entry.view, entry.args) == ("territories:territory", (town.slug,))
    (country,) = SOURCES["territory"].entries(["BRA"])
    assert sorted(country.body.split()) == ["Brasil", "Brazil", "Brésil"]
    assert country.country == "BRA"


def test_a_place_renamed_is_found_by_its_new_name_only():
    town = PlaceFactory(name="Villa Vieja Prueba")
    town.name = "Villa Nueva Prueba"
    town.save()
    assert names("vieja prueba") == []
    assert names("nueva prueba") == ["Villa Nueva Prueba"]


def test_the_querysets_own_search_finds_the_same_places():
    PlaceFactory(name="San José")
    PlaceFactory(name="Puerto San José")
    PlaceFactory(name="Josefina")
    found = Territory.objects.named_like("san jose").municipal()
    assert set(found.values_list("name", flat=True)) == {"San José", "Puerto San José"}
    assert not Territory.objects.named_like("").exists()
