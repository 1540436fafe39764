from collections import Counter

import pytest
from django.core.management import call_command

from acogida.territories import actions
from acogida.territories.models import Level, Territory

pytestmark = pytest.mark.django_db


def everything():
    return list(Territory.objects.order_by("code").values())


def test_a_migrated_database_has_every_country_and_division():
    levels = Counter(Territory.objects.values_list("level", flat=True))
    assert levels == {"world": 1, "region": 29, "country": 252, "division": 589}
    for country in Territory.objects.filter(level=Level.COUNTRY):
        assert set(country.names) == {"es", "en", "pt", "fr"}, country.code
        assert all(country.names.values()), country.code


def test_the_command_brings_every_official_municipality_and_the_populated_places(capsys):
    call_command("load_territories")
    assert capsys.readouterr().out == "18547 places\n"
    official = Territory.objects.filter(level=Level.MUNICIPALITY)
    assert Counter(official.values_list("country__code", flat=True)) == {
        "BRA": 5571, "MEX": 2469, "PER": 1892, "COL": 1121, "CHL": 345,
    }  # fmt: skip
    places = Territory.objects.filter(level=Level.PLACE)
    assert places.count() == 6278
    assert not places.exclude(code__contains=":gn").exists()
    assert not Territory.objects.municipal().filter(country=None).exists()
    assert not Territory.objects.municipal().exclude(parent__level__in=["division", "country"]).exists()
    assert not official.exclude(parent__level="division").exists()
    # A place never sits in another country's division.
    for place in Territory.objects.municipal().select_related("parent"):
        assert place.country_id in (place.parent_id, place.parent.country_id), place.code


def test_loading_again_changes_nothing_and_repairs_what_was_changed():
    actions.load()
    before = everything()
    Territory.objects.filter(code="MEX:07089").update(name="Otro", population=1)
    actions.load()
    assert everything() == before


def test_figures_carry_their_source_and_approximations_are_left_out():
    actions.load()
    tapachula = Territory.objects.get(code="MEX:07089")
    assert (tapachula.population, tapachula.population_year) == (353_706, 2020)
    assert tapachula.population_source == "INEGI Censo 2020"
    assert tapachula.slug == "mex-tapachula-chiapas"
    assert tapachula.parent.code == "MX-CHP"
    mexico = Territory.objects.filter(level=Level.MUNICIPALITY, country__code="MEX")
    assert sum(mexico.values_list("population", flat=True)) == 126_014_024
    peru = Territory.objects.filter(level=Level.MUNICIPALITY, country__code="PER")
    assert not peru.exclude(population=None).exists()
    assert not Territory.objects.exclude(population=None).filter(population_source="").exists()


def test_the_three_places_of_the_founding_documents_are_there():
    actions.load()
    found = Territory.objects.in_bulk(["ARG:gn3429652", "MEX:07089", "GTM:gn3589805"], field_name="code")
    assert {t.slug for t in found.values()} == {"arg-quilmes", "mex-tapachula-chiapas", "gtm-san-marcos"}
    assert [t.level for t in found.values()].count(Level.PLACE) == 2


def test_traps_of_the_sources_are_settled():
    actions.load()
    assert Territory.objects.get(code="MX-CMX").name == "Ciudad de México"
    assert Territory.objects.get(code="CHL:16101").parent.name == "Ñuble"
    assert Territory.objects.get(code="PER:150122").parent.code == "PE-LMA"
    assert Territory.objects.get(code="BRA").parent.code == "M49:005"
    assert not Territory.objects.filter(code__in=["ANT", "BVT", "SGS"], is_lac=True).exists()
    assert Territory.objects.filter(level=Level.COUNTRY, is_lac=True).count() == 50
