"""The guide is read within the house, in one's language or the nearest, with pictures and links that lead."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from acogida.home import guide

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", guide.PAGES)
def test_each_page_opens_and_all_it_names_is_there(client, language, room):
    with override(language):
        answer = client.get(guide.address_for(room))
        assert answer.status_code == 200
        text = answer.text.split("<article")[1].split("</article>")[0]
        assert "<h1>" in text
        assert ".md" not in text
        for path in re.findall(r'(?:href|src)="(/[^"#]*)', text):
            named = client.get(path)
            assert named.status_code == 200, path
            if named.streaming:
                assert b"".join(named.streaming_content).startswith(b"\xff\xd8")


def test_a_page_in_another_language_says_which_it_is_written_in(client):
    with override("fr"):
        text = client.get(guide.address_for("plans")).text
        assert '<article class="guide" lang="en">' in text
        assert "anglais" in text
    with override("es"):
        assert "anglais" not in client.get(guide.address_for("plans")).text


def test_the_foot_leads_to_the_page_about_the_room_one_is_in(client):
    assert (
        f'href="{reverse("guide_page", args=["mechanisms"])}"' in client.get(reverse("mechanisms:index")).text
    )
    assert f'href="{reverse("guide")}"' in client.get(reverse("front")).text


def test_each_language_has_its_own_address_of_a_page(client):
    text = client.get(reverse("guide_page", args=["plans"])).text

    with override("es"):
        assert f'hreflang="es" href="{reverse("guide_page", args=["planes"])}"' in text


@pytest.mark.parametrize("name", ["nobody.jpg", "..%2FREADME.md"])
def test_only_pictures_of_the_guide_are_served(client, name):
    assert client.get(reverse("guide_picture", args=["x.jpg"]).replace("x.jpg", name)).status_code == 404


def test_what_the_guide_does_not_tell_is_not_there(client):
    assert client.get(reverse("guide_page", args=["cooking"])).status_code == 404
