"""Every part of the pages can be seen in the gallery, in four languages, light and dark."""

import pytest
from django.urls import reverse

from acogida.design.components import COMPONENTS
from acogida.design.gallery import examples
from acogida.design.icons import OBJECTIVES, glyph_for_documents

pytestmark = pytest.mark.django_db


def test_every_component_is_in_the_gallery_and_nothing_else():
    assert sorted(examples()) == sorted(COMPONENTS)
    assert all(examples().values())


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_shows_each_of_its_tones(name):
    for word, allowed in COMPONENTS[name].choices.items():
        if word == "tone":
            shown = {example.words.get("tone") for example in examples()[name]}
            assert set(allowed) - {"debug"} <= shown


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es", "Galería de piezas"),
        ("pt", "Galeria de peças"),
        ("en", "Gallery of parts"),
        ("fr", "Galerie des éléments"),
    ],
)
def test_the_gallery_speaks_four_languages(client, language, title):
    page = client.get(reverse("gallery"), {"language": language})
    html = page.content.decode()

    assert page.status_code == 200
    assert f"<h1>{title}</h1>" in html
    assert f'<html lang="{language}">' in html
    assert html.count('<section class="gallery"') == len(COMPONENTS) + 2


def test_the_gallery_can_be_seen_dark_and_ignores_other_wishes(client):
    assert 'data-scheme="dark"' in client.get(reverse("gallery"), {"scheme": "dark"}).content.decode()
    assert "data-scheme" not in client.get(reverse("gallery"), {"scheme": "neon"}).content.decode()


def test_the_language_switch_keeps_the_page(client):
    html = client.get(reverse("gallery"), {"language": "fr"}).content.decode()
    for code in ("es", "pt", "en", "fr"):
        assert f'href="/design/?language={code}" lang="{code}" hreflang="{code}"' in html


def test_there_is_one_glyph_for_each_objective_and_no_two_are_the_same():
    assert list(OBJECTIVES) == list(range(1, 24))
    assert len(set(OBJECTIVES.values())) == 23
    assert 'width="24"' in glyph_for_documents(23)


def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(client):
    page = client.get("/pt/nada-por-aqui/")
    assert page.status_code == 404
    assert "Esta página não está aqui" in page.content.decode()
    assert 'href="/fr/"' in page.content.decode()
