"""Finding a practice: words in any language, filters with counts, a list, a map and a table."""

import shutil

import pytest
from django.conf import settings

from acogida.core.search.index import rebuild
from acogida.practices import actions
from acogida.practices.models import PracticeText
from acogida.practices.queries.asking import question
from acogida.practices.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed():
    yield rebuild
    shutil.rmtree(settings.DATA / "index", ignore_errors=True)


def test_a_portuguese_word_finds_a_spanish_practice_by_its_meaning(client, indexed):
    Town().published(
        title="Vivienda digna", summary="Alquiler para familias.", language="es", results="", lessons=""
    )
    Town().published(title="Escuela abierta", summary="Clases.", language="es", description="", results="")
    indexed()
    page = client.get("/pt/praticas/", {"q": "moradia"}).content.decode()
    assert "Vivienda digna" in page
    assert "Escuela abierta" not in page
    assert "espanhol" in page, "it says in which language it is told"


def test_filters_count_and_narrow_without_javascript(client, indexed):
    actions.load(at=AT)
    indexed()
    page = client.get("/en/practices/", {"country": "HND"}).content.decode()
    assert "2 practices" in page
    assert '<input type="checkbox" name="country" value="HND" checked>' in page.replace("\n", "")
    both = client.get("/en/practices/", {"objective": ["14", "21"], "every": "1"}).content.decode()
    assert "1 practice" in both
    assert "Ley de Protecci" in both


@pytest.mark.parametrize("view", ["list", "map", "table"])
def test_each_view_shows_the_same_practices(client, indexed, view):
    actions.load(at=AT)
    indexed()
    page = client.get("/es/practicas/", {"q": "Pacaraima", "view": view}).content.decode()
    assert page.count("<h1") == 1
    assert "Pacaraima Committee" in page
    assert ("<svg" in page.split("<main")[1].split("Pacaraima Committee")[0]) == (
        view in ("map", "list", "table")
    )


def test_nothing_found_is_said_and_odd_addresses_do_no_harm(client, indexed):
    indexed()
    assert "No practice found" in client.get("/en/practices/", {"q": "zzzzqqq"}).content.decode()
    for odd in (
        "?page=0",
        "?page=99999999",
        "?page=x",
        "?order=worst",
        "?view=dance",
        "?objective=%00",
        "?q=%00",
    ):
        assert client.get(f"/en/practices/{odd}").status_code == 200


def test_the_address_says_the_whole_question_and_nothing_else():
    from django.http import QueryDict  # noqa: PLC0415 -- a stand-in for a request's own

    asked = question(QueryDict("q=casa&objective=3&objective=15&order=copies&page=2&spy=1"))
    assert asked.address() == "?q=casa&objective=3&objective=15&order=copies&page=2"
    assert asked.address(without=("objective", "3")) == "?q=casa&objective=15&order=copies"


def test_the_list_costs_the_same_for_one_and_for_many(client, indexed, django_assert_max_num_queries):
    town = Town()
    town.published()
    indexed()
    with django_assert_max_num_queries(12):
        client.get("/en/practices/")
    for _ in range(5):
        town.published()
    indexed()
    with django_assert_max_num_queries(12):
        assert "6 practices" in client.get("/en/practices/").content.decode()


def test_a_page_says_where_a_compiled_practice_comes_from(client):
    actions.load(at=AT)
    page = client.get("/en/practices/sello-migrante-p006/").content.decode()
    assert "Compiled from public sources" in page
    assert "https://migrationnetwork.un.org/practice/sello-migrante" in page
    assert "assigned by Acogida" in page
    assert "To be verified" in page


def test_a_translation_left_behind_by_its_original_says_so(client):
    town = Town()
    practice = town.published()
    PracticeText.objects.create(
        practice=practice, language="es", status="human", title="Una ventanilla", summary="x", updated_at=AT
    )
    actions.write(practice, values={"summary": "Nine procedures."}, revision=None, by=town.editor, at=AT)
    assert practice.texts.get(language="es").status == "outdated"


def test_a_draft_is_nowhere(client, indexed):
    practice = Town().draft(title="Secret desk")
    indexed()
    assert client.get(f"/en/practices/{practice.slug}/").status_code == 404
    assert "Secret desk" not in client.get("/en/practices/").content.decode()


def test_territory_and_objective_pages_show_what_was_published(client):
    town = Town()
    town.published(title="One desk")
    town.draft(title="Secret desk")
    for address in (f"/en/territories/{town.place.slug}/", "/en/objectives/15/"):
        page = client.get(address).content.decode()
        assert "One desk" in page
        assert "Secret desk" not in page
