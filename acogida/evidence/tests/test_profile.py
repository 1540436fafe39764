"""The profile says what is known of a place, whose figure it is, and what is not known."""

import pytest
from django.utils.translation import override

from acogida.accounts.tests.factories import MunicipalityFactory
from acogida.evidence import store
from acogida.evidence.models import Indicator
from acogida.evidence.queries import origin_names, profile
from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.usefixtures("catalogue")


def lines_of(found):
    return {line.row.indicator: line for line in found.lines}


def test_a_country_starts_from_its_published_figures_each_with_source_and_year():
    found = profile(Territory.objects.get(code="ARG"), year=2026)
    lines = lines_of(found)

    assert lines["migrant-stock"].value == "1,958,039"
    assert lines["migrant-stock"].period == "2024"
    assert lines["migrant-stock"].source == "UN DESA, Population Division, 2024"
    assert lines["migrant-share"].value == "4.3 %"
    assert lines["migrant-women-share"].value == "55.1 %"
    assert lines["remittances-received"].value == "US$ 1,010 million"
    assert lines["venezuelans-displaced"].value == "174,794"
    assert all(line.source and line.url and line.period for line in found.lines)
    assert not any(line.is_country for line in found.lines)


def test_the_largest_origins_and_destinations_are_in_order():
    parts = {part.key: part for part in profile(Territory.objects.get(code="ARG"), year=2026).parts}
    origins = next(b for b in parts["arrived"].breakdowns if b.kind == "bar")

    assert [(name, row.value) for name, row in origins.rows][:2] == [
        ("Paraguay", 517_429),
        ("Bolivia", 337_017),
    ]
    assert parts["left"].breakdowns[0].rows[0][0] == "Spain"


def test_a_municipality_without_figures_shows_its_country_marked_as_such():
    town = MunicipalityFactory(country=Territory.objects.get(code="ARG"))
    found = profile(town, year=2026)

    assert [part.key for part in found.parts] == ["country"]
    assert all(line.is_country for line in found.lines)
    assert "The official population of this place" in [gap.what for gap in found.gaps]


def test_a_municipality_of_mexico_shows_its_own_population_before_its_country():
    town = MunicipalityFactory(code="MEX:07089", name="Tapachula", country=Territory.objects.get(code="MEX"))
    found = profile(town, year=2026)
    lines = [(line.row.indicator, line.value, line.is_country) for line in found.headline[:2]]

    assert lines == [
        ("census-population-mexico", "353,706", False),
        ("conapo-population", "377,629", False),
    ]
    assert lines_of(found)["conapo-population"].note == "projection"


def test_a_comuna_of_chile_shows_its_foreign_residents_by_origin():
    town = MunicipalityFactory(code="CHL:13101", name="Santiago", country=Territory.objects.get(code="CHL"))
    found = profile(town, year=2026)
    residents = next(part for part in found.parts if part.key == "residents")

    assert residents.lines[0].value == "222,649"
    assert residents.breakdowns[0].rows[0][1].value == 110_128


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Argentina tenía 1.958.039 personas migrantes internacionales en 2024."),
        ("en", "Argentina had 1,958,039 international migrants in 2024."),
        ("pt", "Argentina tinha 1.958.039 pessoas migrantes internacionais em 2024."),
        ("fr", "Argentine comptait 1\u202f958\u202f039 migrants internationaux en 2024."),
    ],
)
def test_a_figure_is_said_in_four_languages(language, said):
    found = profile(Territory.objects.get(code="ARG"), None, language, year=2026)
    assert lines_of(found)["migrant-stock"].sentence == said
    assert found.language == language


def test_the_page_language_is_left_as_it_was():
    with override("pt"):
        assert profile(Territory.objects.get(code="URY"), None, "fr", year=2026).language == "fr"
        assert profile(Territory.objects.get(code="URY"), year=2026).language == "pt"


def test_a_profile_costs_the_same_few_queries_for_any_place(django_assert_max_num_queries):
    for code in ("ARG", "CHL", "M49:419"):
        with django_assert_max_num_queries(6):
            profile(Territory.objects.get(code=code), year=2026)


def test_every_shipped_figure_is_of_a_catalogued_indicator():
    shipped = {code for (code,) in store.ask("SELECT DISTINCT indicator FROM observation")}
    described = set(Indicator.objects.filter(organisation=None).values_list("code", flat=True))
    assert {code for code in shipped if not code.startswith("local-")} == described


def test_a_municipality_shows_its_divisions_figures_as_the_divisions(figures):
    region = Territory.objects.get(code="CL-TA")
    town = PlaceFactory(code="CHL:01405", name="Pica", country_code="CHL", parent=region)
    part = next(part for part in profile(town, year=2026).parts if part.key == "division")
    assert part.note == "These figures are those of Tarapacá as a whole."
    residents = next(line for line in part.lines if line.row.indicator == "foreign-residents-chile")
    assert residents.row.territory == "CL-TA"
    assert residents.whose.startswith("Tarapacá")


def test_an_origin_nobody_knows_is_written_like_the_other_names(figures):
    assert origin_names(["UNKNOWN", "COL"])["UNKNOWN"] == "Unknown"


def test_what_is_counted_on_the_way_stands_on_the_countrys_profile(figures):
    panama = Territory.objects.get(code="PAN")
    part = next(part for part in profile(panama, year=2024).parts if part.key == "border")
    assert part.lines[0].sentence == "302,203 crossings of the Darién were recorded in 2024 (Panama)."
