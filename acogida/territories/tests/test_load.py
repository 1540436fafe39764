from collections import Counter
from importlib.resources import files

import pytest
import yaml
from django.core.management import call_command

from acogida.territories import actions, queries
from acogida.territories.models import Level, PlaceName, Territory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Everything is loaded once for this file, and taken away after it."""
    with django_db_blocker.unblock():
        actions.load()
    yield
    with django_db_blocker.unblock():
        PlaceName.objects.filter(territory__in=Territory.objects.municipal())._raw_delete("default")
        Territory.objects.municipal()._raw_delete("default")


def everything():
    names = PlaceName.objects.order_by("territory__code", "text")
    return (
        list(Territory.objects.order_by("code").values()),
        list(names.values_list("territory__code", "text", "is_whole", "prominence")),
    )


def test_a_migrated_database_has_every_country_and_division():
    levels = Counter(
        Territory.objects.exclude(level__in=["municipality", "place"]).values_list("level", flat=True)
    )
    assert levels == {"world": 1, "region": 29, "country": 252, "division": 589}
    for country in Territory.objects.filter(level=Level.COUNTRY):
        assert set(country.names) == {"es", "en", "pt", "fr"}, country.code
        assert all(country.names.values()), country.code


def test_the_command_brings_every_official_municipality_and_the_populated_places(capsys, loaded):
    call_command("load_territories")
    assert capsys.readouterr().out == "18547 places\n"
    official = Territory.objects.filter(level=Level.MUNICIPALITY)
    assert Counter(official.values_list("country__code", flat=True)) == {
        "BRA": 5571, "MEX": 2469, "PER": 1892, "COL": 1121, "CHL": 345,
    }  # fmt: skip
    places = Territory.objects.filter(level=Level.PLACE)
    assert places.count() == 6278
    assert not places.exclude(code__contains=":gn").exists()
    assert not Territory.objects.exclude(pk__in=PlaceName.objects.values("territory_id")).exists()
    assert not Territory.objects.municipal().filter(country=None).exists()
    assert not Territory.objects.municipal().exclude(parent__level__in=["division", "country"]).exists()
    assert not official.exclude(parent__level="division").exists()
    # A place never sits in another country's division.
    for place in Territory.objects.municipal().select_related("parent"):
        assert place.country_id in (place.parent_id, place.parent.country_id), place.code


def test_loading_again_changes_nothing_and_repairs_what_was_changed(loaded):
    before = everything()
    Territory.objects.filter(code="MEX:07089").update(name="Otro", population=1)
    actions.load()
    assert everything() == before


def test_figures_carry_their_source_and_approximations_are_left_out(loaded):
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


def test_the_three_places_of_the_founding_documents_are_there(loaded):
    found = Territory.objects.in_bulk(["ARG:gn3429652", "MEX:07089", "GTM:gn3589805"], field_name="code")
    assert {t.slug for t in found.values()} == {"arg-quilmes", "mex-tapachula-chiapas", "gtm-san-marcos"}
    assert [t.level for t in found.values()].count(Level.PLACE) == 2


def test_traps_of_the_sources_are_settled(loaded):
    assert Territory.objects.get(code="MX-CMX").name == "Ciudad de México"
    assert Territory.objects.get(code="CHL:16101").parent.name == "Ñuble"
    assert Territory.objects.get(code="PER:150122").parent.code == "PE-LMA"
    assert Territory.objects.get(code="BRA").parent.code == "M49:005"
    assert not Territory.objects.filter(code__in=["ANT", "BVT", "SGS"], is_lac=True).exists()
    assert Territory.objects.filter(level=Level.COUNTRY, is_lac=True).count() == 50


def test_slugs_are_unique_and_readable(loaded):
    slugs = list(Territory.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 18_547
    assert Territory.objects.get(code="MEX:20318").slug == "mex-san-pedro-mixtepec-oaxaca"
    assert Territory.objects.get(code="MEX:20319").slug == "mex-san-pedro-mixtepec-oaxaca-20319"
    assert Territory.objects.get(code="MX-CHP").slug == "mexico-chiapas"


def test_every_outline_belongs_to_a_place_that_is_known(loaded):
    shown = [t for t in Territory.objects.filter(level=Level.DIVISION) if queries.outline_of(t)]
    assert len(shown) == 588
    assert queries.outline_of(Territory.objects.get(code="CL-NB")) is None
    tapachula = Territory.objects.select_related("parent", "country").get(code="MEX:07089")
    assert queries.outline_of(tapachula)["properties"]["admin1_id"] == "MX-CHP"
    assert len(queries.outlines_in(Territory.objects.get(code="MEX"))) == 32
    assert queries.outline_of(Territory.objects.get(code="FRA")) is None


def test_the_places_of_the_public_facts_are_those_of_the_loader(loaded):
    """The facts are read by an upper module; their codes are ours."""
    text = files("acogida").joinpath("evidence", "data", "public_facts.yaml").read_text()
    facts = yaml.safe_load(text)["facts"]
    codes = {fact["territory"] for fact in facts}
    assert set(Territory.objects.filter(code__in=codes).values_list("code", flat=True)) == codes
    assert len({fact["id"] for fact in facts}) == len(facts) == 31
    for fact in facts:
        assert set(fact["text"]) == {"es", "en", "pt", "fr"}, fact["id"]
        assert fact["objectives_basis"] in {"stated", "inferred"}
        assert fact["source"].get("document") or fact["source"].get("name"), fact["id"]
