import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en", "fr")


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(name, args=args)


def read(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_of_places_names_every_country_of_the_region_in_each_language(client):
    for language, name in zip(LANGUAGES, ("México", "México", "Mexico", "Mexique"), strict=True):
        page = read(client, address("territories:index", language=language))
        assert f">{name}</a>" in page
        assert ">Francia<" not in page
        assert ">France<" not in page
    assert "Bouvet" not in page


def test_the_search_page_works_as_a_plain_form_and_sends_only_the_places_as_one_types(client):
    PlaceFactory(name="Tapachula", slug="mex-tapachula")
    url = address("territories:index") + "?q=tapachula"
    whole, part = read(client, url), client.get(url, headers={"HX-Request": "true"}).content.decode()
    for page in (whole, part):
        assert 'href="/en/territories/mex-tapachula/"' in page
        assert "1 place found" in page
    assert "<html" in whole
    assert "<html" not in part


def test_a_search_that_finds_nothing_says_what_to_do_and_keeps_the_text(client):
    page = read(client, address("territories:index") + "?q=Xyz%22%3E")
    assert "No place has that name" in page
    assert 'value="Xyz&quot;&gt;"' in page


def test_a_municipality_shows_where_it_is_its_code_and_its_figure_with_year_and_source(client):
    town = PlaceFactory(
        code="MEX:99001", name="Tapachula", parent=Territory.objects.get(code="MX-CHP"), lat=14.9, lon=-92.2,
        code_system="INEGI AGEEML", population=353_706, population_year=2020,
        population_source="INEGI Censo 2020",
    )  # fmt: skip
    page = read(client, town.get_absolute_url())
    assert "Municipality · Chiapas, Mexico" in page
    assert "99001 (INEGI AGEEML)" in page
    assert "353,706" in page
    assert "INEGI Censo 2020<" in page
    assert "<svg" in page
    with translation.override("es"):
        page = read(client, town.get_absolute_url())
    assert "353.706" in page
    assert "Municipio · Chiapas, México" in page


def test_a_place_without_figure_says_so_and_one_of_geonames_says_it_is_no_official_municipality(client):
    town = PlaceFactory(level="place", code="ARG:gn1", country_code="ARG", code_system="GeoNames")
    page = read(client, town.get_absolute_url())
    assert "No published population figure" in page
    assert "not an official municipal code" in page
    assert "does not follow municipal boundaries" in page


def test_an_invented_municipality_says_so_on_top_and_stays_out_of_its_countrys_list(client):
    town = PlaceFactory(code="demo:a", name="Villa Inventada", is_demonstration=True, population=99_999_999)
    page = read(client, town.get_absolute_url())
    assert page.index("Invented municipality for demonstration") < page.index("<h1>")
    assert "Villa Inventada (demonstration)" in page
    country = read(client, address("territories:territory", "mexico"))
    assert "Villa Inventada" not in country


def test_a_countrys_places_are_paged_by_key_both_ways_with_the_bigger_first(client):
    for number in range(65):
        PlaceFactory(name=f"Lugar-{number:02}", prominence=1000 - number // 2)
    url = address("territories:territory", "mexico")
    first = read(client, url)
    assert "Lugar-00" in first
    assert "Lugar-29" in first
    assert "Lugar-30" not in first
    after = client.get(url).context["next"].split("#")[0]
    second = client.get(url + after)
    assert "Lugar-30" in second.content.decode()
    assert "Lugar-59" in second.content.decode()
    third = client.get(url + second.context["next"].split("#")[0])
    assert [p.name for p, _figure, _source in third.context["rows"]] == [f"Lugar-{n}" for n in range(60, 65)]
    assert third.context["next"] == ""
    back = client.get(url + third.context["previous"].split("#")[0])
    assert [p.name for p, _figure, _source in back.context["rows"]] == [f"Lugar-{n}" for n in range(30, 60)]
    front = client.get(url + back.context["previous"].split("#")[0])
    assert [p.name for p, _figure, _source in front.context["rows"]] == [f"Lugar-{n:02}" for n in range(30)]
    assert front.context["previous"] == ""
    nonsense = client.get(url + "?after=nonsense")
    assert next(p.name for p, _figure, _source in nonsense.context["rows"]) == "Lugar-00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_cost_the_same_queries_for_one_and_for_thirty_places(client, language):
    chiapas = Territory.objects.get(code="MX-CHP")
    PlaceFactory(name="Uno", parent=chiapas)
    urls = [
        address("territories:territory", "mexico", language=language),
        address("territories:territory", "mexico-chiapas", language=language),
        address("territories:index", language=language) + "?q=uno",
        address("territories:territory", "america-latina-y-el-caribe", language=language),
    ]
    read(client, urls[0])
    counts = []
    for _round in range(2):
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                read(client, url)
            counts.append(len(asked))
        PlaceFactory.create_batch(29, parent=chiapas, name="Uno Más")
    assert counts[:4] == counts[4:]
    assert max(counts) <= 18  # as tests/house/test_budgets.py: it gathers a panel of each room


def test_an_unknown_place_is_not_found_and_nothing_can_be_posted(client):
    assert client.get(address("territories:territory", "no-such-place")).status_code == 404
    assert client.post(address("territories:index")).status_code == 405
