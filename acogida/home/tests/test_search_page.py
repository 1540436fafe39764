"""The search page: one list over everything public, narrowed by kind and country."""

import shutil

import pytest
from django.conf import settings
from django.urls import reverse

from acogida.accounts.tests.factories import CountryFactory, MunicipalityFactory
from acogida.core.search.index import index, rebuild
from acogida.core.search.sources import SOURCES, Entry, Source

pytestmark = pytest.mark.django_db


def entries(keys):
    for number in range(23):
        yield Entry(f"p{number}", "es", f"Puente {number}", "Un puente del municipio", "front", ())
    yield Entry("m", "es", "Muelle", "Un muelle. <b>No es un puente</b>", "front", (), country="MEX")
    yield Entry("gone", "es", "Sendero", "", "a-page-that-is-gone", ())


@pytest.fixture
def indexed(monkeypatch):
    CountryFactory(code="MEX", name="México", names={"es": "México", "en": "Mexico"}, slug="mexico")
    for kind in list(SOURCES):
        monkeypatch.delitem(SOURCES, kind)
    monkeypatch.setitem(SOURCES, "bridge", Source("bridge", "Bridges", 1, entries))
    rebuild()
    yield
    shutil.rmtree(settings.DATA / "index", ignore_errors=True)


def page(client, **words):
    return client.get(reverse("search"), words)


def test_what_is_found_is_listed_with_kind_place_and_beginning(client, indexed):
    answer = page(client, q="muelle")
    [row] = answer.context["rows"]
    assert (row["kind"], row["place"], row["url"]) == ("Bridges", "Mexico", reverse("front"))
    text = answer.content.decode()
    assert "1 thing found" in text
    assert "&lt;b&gt;No es un puente&lt;/b&gt;" in text
    assert 'lang="es"' in text


def test_kinds_are_counted_and_keep_the_question(client, indexed):
    answer = page(client, q="puente", country="MEX")
    assert answer.context["kinds"] == [
        (reverse("search") + "?q=puente&country=MEX", "Everything (1)", True),
        (reverse("search") + "?q=puente&kind=bridge&country=MEX", "Bridges (1)", False),
    ]


def test_a_long_list_is_turned_page_by_page(client, indexed):
    first = page(client, q="puente municipio")
    assert (len(first.context["rows"]), first.context["results"].total) == (20, 23)
    assert first.context["pages"] == {
        "previous": "",
        "next": reverse("search") + "?q=puente+municipio&page=2",
    }
    second = client.get(first.context["pages"]["next"])
    assert len(second.context["rows"]) == 3
    assert second.context["pages"]["previous"] == reverse("search") + "?q=puente+municipio"


def test_near_spellings_are_shown_as_such(client, indexed):
    text = page(client, q="puemte").content.decode()
    assert "Nothing is written exactly like “puemte”." in text
    assert "Puente 0" in text


def test_nothing_found_teaches_what_to_try(client, indexed):
    text = page(client, q="<script>zzz").content.decode()
    assert "Nothing found for “&lt;script&gt;zzz”" in text
    assert "Try fewer words" in text


def test_nothing_found_in_a_country_leads_to_all_countries(client, indexed):
    text = page(client, q="puente 3", country="MEX").content.decode()
    assert "Nothing found for “puente 3” in this country" in text
    assert f'href="{reverse("search")}?q=puente+3"' in text


def test_a_page_that_is_gone_is_left_out(client, indexed):
    assert page(client, q="sendero").context["rows"] == []


@pytest.mark.parametrize(
    "words", [{"kind": "nothing"}, {"country": "XQZ"}, {"page": "x"}, {"page": "-1"}, {"page": "999999"}]
)
def test_what_is_not_understood_is_left_out(client, indexed, words):
    answer = page(client, q="muelle", **words)
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == 1


def test_while_typing_only_the_list_is_sent(client, indexed):
    answer = client.get(
        reverse("search"), {"q": "muelle"}, headers={"HX-Request": "true", "HX-Target": "found"}
    )
    assert "<h1" not in answer.content.decode()
    assert "Muelle" in answer.content.decode()


def test_without_an_index_the_page_says_so(client):
    assert not index().exists()
    assert "The search is being prepared" in page(client, q="muelle").content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(client, indexed, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(client, q="puente municipio")
    with django_assert_num_queries(2):
        page(client, q="muelle")  # one more for the names of its countries


def test_a_place_is_found_by_its_name_without_accents(client):
    town = MunicipalityFactory(name="Ñandubaysal", slug="nandubaysal")
    rebuild()
    try:
        [row] = page(client, q="nandubaysal").context["rows"]
    finally:
        shutil.rmtree(settings.DATA / "index", ignore_errors=True)
    assert row["url"] == reverse("territories:territory", args=[town.slug])
