"""The front page and the door: what a visitor meets first."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from acogida.accounts.tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "language"),
    [("pt-BR,pt;q=0.9,en;q=0.5", "pt"), ("fr", "fr"), ("en-GB", "en"), ("de,qu;q=0.8", "es"), ("", "es")],
)
def test_the_door_leads_to_the_readers_language_and_to_spanish_otherwise(client, asked, language):
    answer = client.get("/", headers={"accept-language": asked} if asked else {})
    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/"
    assert "Accept-Language" in answer["Vary"]


def test_the_front_page_says_what_it_is_and_counts_what_there_is(client):
    MunicipalityFactory.create_batch(2)
    before = number_of(client.get("/en/"), "municipalities of the region")
    MunicipalityFactory()
    MunicipalityFactory(is_demonstration=True)
    page = client.get("/en/")
    assert number_of(page, "municipalities of the region") == before + 1
    assert "23 objectives of the Global Compact" in page.content.decode()


def number_of(page, label):
    [found] = [f["value"] for f in page.context["figures"] if f["label"] == label]
    return int(found.replace("\xa0", "").replace(",", ""))


def test_a_count_opens_the_list_it_counts(client):
    for figure in client.get("/en/").context["figures"]:
        if figure["url"]:
            assert client.get(figure["url"]).status_code == 200, figure


def test_a_municipality_is_searched_from_the_front_page(client):
    town = MunicipalityFactory(name="Xalpatláhuac del Sur", slug="xalpatlahuac-del-sur")
    page = client.get("/en/").content.decode()
    assert f'action="{reverse("territories:index")}"' in page
    found = client.get(reverse("territories:index"), {"q": "xalpatlahuac"}).content.decode()
    assert reverse("territories:territory", args=[town.slug]) in found


def test_the_demonstration_says_that_it_is_one(client):
    words = "This installation shows a demonstration"
    assert words not in client.get("/en/").content.decode()
    MunicipalityFactory(is_demonstration=True)
    assert words in client.get("/en/").content.decode()


def test_the_front_page_costs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/es/")


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Acerca de Acogida"), ("pt", "Sobre a Acogida"), ("en", "About Acogida"), ("fr", "À propos")],
)
def test_the_about_page_is_there_in_every_language(client, language, words):
    page = client.get("/en/about/")
    assert page.status_code == 200

    with override(language):
        page = client.get(reverse("about"))
    assert words in page.content.decode()


def test_robots_are_told_what_to_leave_alone(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain"
    assert answer.content.decode() == "User-agent: *\nDisallow: /*?q=\n"
