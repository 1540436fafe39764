"""How the API answers: errors as problems, languages, validators, other sites, the page for people."""

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.api.tests.factories import published_assessment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("objectives/24", 404, "There is no objective with this number: they go from 1 to 23."),
        ("objectives/x", 404, "There is nothing at this address. See /api/v1/ for what there is."),
        ("local-actions/none", 404, "There is no local action with this code."),
        ("territories/NONE", 404, "There is no territory with this code."),
        ("territories/%00", 404, "There is no territory with this code."),
        ("datasets/none", 404, "There is no public data set with this code."),
        ("indicators/none", 404, "There is no public indicator with this code."),
        ("assessments/99999999999999999999", 404, "There is no published assessment with this number."),
        ("plans/1234567", 404, "There is no adopted plan with this number."),
        ("nothing/here", 404, "There is nothing at this address. See /api/v1/ for what there is."),
        ("territories?limit=0", 400, "These parameters could not be understood: limit."),
        ("territories?q=a%00b", 400, "These parameters could not be understood: q."),
        ("territories?lang=de&level=town", 400, "These parameters could not be understood: lang, level."),
        ("figures?cursor=a~b", 400, "These parameters could not be understood: cursor."),
        ("plans?cursor=x", 400, "These parameters could not be understood: cursor."),
    ],
)
def test_an_error_is_a_problem_with_a_sentence(client, path, status, sentence):
    answer = client.get(f"/api/v1/{path}", headers={"accept-language": "en"})

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"] == sentence


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/plans")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["title"]


@pytest.mark.parametrize(
    ("query", "header", "language", "label"),
    [
        ("", "", "es", "Acceso a los servicios básicos"),
        ("", "de, pt-PT;q=0.8", "pt", "Acesso a serviços básicos"),
        ("?lang=fr", "en", "fr", "Accès aux services de base"),
        ("", "en-GB", "en", "Access to basic services"),
    ],
)
def test_the_language_is_the_one_asked_for(client, query, header, language, label):
    answer = client.get(f"/api/v1/objectives/15{query}", headers={"accept-language": header})

    assert answer.json()["label"] == label
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/api/v1/objectives/15")

    again = client.get("/api/v1/objectives/15", headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "max-age" in first["Cache-Control"]


def test_a_published_assessment_says_when_it_was_published(client):
    answer = client.get(f"/api/v1/assessments/{published_assessment().pk}")

    assert answer["Last-Modified"] == "Mon, 02 Mar 2026 09:30:00 GMT"


def test_programs_of_other_sites_may_read(client):
    answer = client.get("/api/v1/objectives", headers={"origin": "https://example.org"})
    asked = client.options("/api/v1/objectives", headers={"origin": "https://example.org"})

    assert answer["Access-Control-Allow-Origin"] == asked["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_a_head_is_answered_like_a_get_without_the_body(client):
    answer = client.head("/api/v1/objectives")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get("/api/v1/objectives")["ETag"]


def test_the_page_for_people_loads_nothing_from_elsewhere(client):
    for language in ("es", "pt", "en", "fr"):
        page = client.get(reverse("api:index"), headers={"accept-language": language})
        with translation.override(language):
            assert translation.gettext("Open data for programs") in page.text
        assert "/api/v1/territories/{code}" in page.text
        assert "cdn" not in page.text.lower()
        ours = page.text.replace("http://127.0.0.1:8000", "").replace("http://testserver", "")
        assert "//" not in ours.replace("https://town.example", "")
