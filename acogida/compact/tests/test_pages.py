import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from acogida.compact import queries
from acogida.compact.models import Objective
from acogida.core.search.sources import SOURCES
from acogida.core.text import LANGUAGES

pytestmark = pytest.mark.django_db


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"compact:{name}", args=args)


def read(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_addresses_are_in_the_language_of_the_page():
    assert address("objective", 7, language="es") == "/es/objetivos/7/"
    assert address("principles", language="fr") == "/fr/objectifs/principes/"
    assert address("stakeholders", language="pt") == "/pt/objetivos/quem-participa/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_of_the_field_shows_every_objective_under_its_round_table(client, language):
    page = read(client, address("objectives", language=language))
    for objective in Objective.objects.all():
        assert f'href="{address("objective", objective.number, language=language)}"' in page
        assert objective.label[language] in page


def test_the_objectives_named_for_local_authorities_are_those_of_either_list(client):
    answer = client.get(address("objectives") + "?named=local")
    shown = [objective.number for _table, some in answer.context["tables"] for objective in some]
    assert sorted(shown) == [1, 2, 3, 4, 5, 7, 8, 10, 12, 14, 15, 16, 17, 19, 20, 21, 23]
    assert "17 of 23 objectives" in answer.content.decode()


def test_an_objective_says_how_sure_its_wording_and_its_paragraphs_are(client):
    page = read(client, address("objective", 14, language="en"))
    assert "Paragraph 30(e): paragraph likely: check before quoting." in page
    assert "Named for local authorities by the seminar of 2022, not by the handbook" in page
    portuguese = read(client, address("objective", 14, language="pt"))
    assert "Tradução nossa" in portuguese
    french = read(client, address("objective", 1, language="fr"))
    assert "Collecter et utiliser des données précises" in french
    assert "cité de mémoire" not in french.split("<h2>")[0]


def test_an_objective_without_local_actions_says_so(client):
    page = read(client, address("objective", 6))
    assert "The sources name no action for local authorities under this objective." in page


def test_the_first_and_the_last_objective_end_the_row_and_there_is_no_other(client):
    assert client.get(address("objective", 1)).context["previous"] == ""
    assert client.get(address("objective", 23)).context["next"] == ""
    assert client.get("/en/objectives/24/").status_code == 404
    assert client.get("/en/objectives/0/").status_code == 404


def test_principles_and_the_two_lists_of_who_takes_part_are_whole(client):
    assert read(client, address("principles")).count("paragraph 15(") == 10
    page = read(client, address("stakeholders"))
    assert page.count('<tr id="') == 25
    assert "Sports organizations" in page
    assert "Faith-based organizations" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_costs_more_than_a_few_queries(client, language):
    urls = {
        address("objectives", language=language): 2,
        address("objective", 15, language=language): 3,
        address("principles", language=language): 1,
        address("stakeholders", language=language): 4,
    }
    for url, most in urls.items():
        with CaptureQueriesContext(connection) as asked:
            read(client, url)
        assert len(asked) <= most + 11, url  # a panel of each of the nine rooms above asks once or twice


def test_local_actions_are_asked_for_by_objective_and_come_in_their_order(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [(a.code, a.objective.number) for a in queries.local_actions_of([15, 3])]
    assert found == [
        ("gcm03-l1", 3), ("gcm03-l2", 3),
        ("gcm15-l1", 15), ("gcm15-l2", 15), ("gcm15-l3", 15), ("gcm15-l4", 15),
    ]  # fmt: skip
    assert list(queries.local_actions_of([])) == []
    assert list(queries.local_actions_of([6])) == []


def test_the_site_search_is_offered_each_objective_in_four_languages():
    entries = list(SOURCES["objective"].entries(None))
    assert len(entries) == 23 * 4
    (french,) = (e for e in SOURCES["objective"].entries(["15"]) if e.language == "fr")
    assert french.title == "15. Assurer l’accès des migrants aux services de base"
    assert "guichets locaux uniques" in french.body
    assert (french.view, french.args, french.objectives) == ("compact:objective", ("15",), (15,))
