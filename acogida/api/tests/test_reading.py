"""What programs read: shapes, filters, pages, sources."""

import hashlib
import json

import pytest

from acogida.accounts.tests.factories import CountryFactory, MunicipalityFactory
from acogida.api.tests.factories import adopted_plan, published_assessment
from acogida.evidence.models import Dataset, Indicator

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def get(client, path, **parameters):
    answer = client.get(f"/api/v1/{path}", parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def every(client, path, **parameters):
    """All items of a list, following `next` to its end."""
    items, page = [], get(client, path, **parameters)
    while True:
        items += page["items"]
        if not page["next"]:
            return items
        assert page["next"].startswith(f"{SITE}/api/v1/")
        page = client.get(page["next"].removeprefix(SITE)).json()


def test_the_objectives_are_23_with_their_official_titles(client):
    found = every(client, "objectives")

    assert [one["number"] for one in found] == list(range(1, 24))
    assert found[14]["title"]["en"] == "Provide access to basic services for migrants"
    assert found[14]["url"] == f"{SITE}/api/v1/objectives/15"
    assert found[14]["page"].startswith(f"{SITE}/")


def test_an_objective_brings_its_local_actions(client):
    found = get(client, "objectives/15", lang="fr")

    assert found["label"] == "Accès aux services de base"
    codes = [action["code"] for action in found["local_actions"]]
    assert codes == [one["code"] for one in every(client, "local-actions", objective=15)]
    assert get(client, f"local-actions/{codes[0]}")["objective"] == 15


def test_all_local_actions_come_once_page_by_page(client):
    one_by_one = every(client, "local-actions", limit=7)

    assert len({action["code"] for action in one_by_one}) == len(one_by_one)
    assert one_by_one == every(client, "local-actions", limit=200)


def test_territories_are_found_by_name_country_level_and_parent(client):
    land = CountryFactory(code="ZZZ", slug="zzz", name="Zetalandia")
    town = MunicipalityFactory(
        code="ZZZ:07089", name="Tapáchula de Prueba", country=land, is_demonstration=True
    )
    MunicipalityFactory(code="ZZZ:1", name="Otra", country=land)

    assert [t["code"] for t in every(client, "territories", q="tapachula de pr")] == ["ZZZ:07089"]
    assert [t["code"] for t in every(client, "territories", country="ZZZ")] == ["ZZZ:07089", "ZZZ:1"]
    assert [t["code"] for t in every(client, "territories", country="ZZZ", limit=1)] == ["ZZZ:07089", "ZZZ:1"]
    assert every(client, "territories", country="ZZZ", level="division") == []
    assert len(every(client, "territories", parent="ZZZ")) == 2
    found = get(client, "territories/ZZZ:07089", lang="en")
    assert found["label"] == "Tapáchula de Prueba (demonstration)"
    assert found["is_demonstration"] is True
    assert [place["code"] for place in found["within"]] == ["ZZZ"]
    assert found["page"] == f"{SITE}/en/territories/{town.slug}/"
    assert get(client, "territories/ZZZ")["children"] == 2


def test_a_figure_stands_beside_its_source(client, figures):
    found = every(
        client, "figures", indicator="migrant-stock", territory="ARG", origin="all", sex="all", year=2024
    )

    assert [figure["value"] for figure in found] == [1_958_039]
    assert found[0]["territory_label"] == "Argentina"
    assert found[0]["source"]["dataset"] == "undesa-stock-2024"
    assert found[0]["source"]["publisher"]
    assert found[0]["source"]["licence"]
    assert get(client, "datasets/undesa-stock-2024")["edition"] == found[0]["source"]["edition"]


def test_figures_come_once_page_by_page_in_a_lasting_order(client, figures):
    asked = {"indicator": "migrant-stock", "territory": "ARG", "sex": "female"}
    pages = every(client, "figures", limit=101, **asked)

    assert len(pages) > 202
    assert pages == every(client, "figures", limit=500, **asked)


def test_a_small_count_is_hidden_and_says_so(client, figures):
    found = every(client, "figures", indicator="foreign-residents-chile", limit=500)
    hidden = [figure for figure in found if figure["flag"] in {"small", "protects"}]

    assert hidden
    assert all(figure["value"] is None and figure["is_hidden"] for figure in hidden)
    assert not [figure for figure in found if figure["value"] is not None and 0 < figure["value"] < 5]


def test_indicators_name_their_objectives_and_source(client, figures):
    found = get(client, "indicators/migrant-stock", lang="es")

    assert found["source"]["dataset"] == "undesa-stock-2024"
    assert found["objectives"] == sorted(found["objectives"])
    for number in found["objectives"]:
        assert "migrant-stock" in [one["code"] for one in every(client, "indicators", objective=number)]
    assert len(every(client, "indicators")) == Indicator.objects.count()
    assert len(every(client, "datasets", limit=3)) == Dataset.objects.count()


def test_an_assessment_is_given_as_it_was_published(client):
    assessment = published_assessment()

    found = get(client, f"assessments/{assessment.pk}")

    assert [one["id"] for one in every(client, "assessments")] == [assessment.pk]
    assert every(client, "assessments", year=2020) == []
    assert (
        every(client, "assessments", territory=assessment.territory.code, country="ARG")[0]["answered"] == 1
    )
    canonical = json.dumps(found["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == found["edition"]["sha256"]
    assert found["questions"] == 95
    assert found["warning"].startswith("No es el cuestionario oficial")


def test_a_plan_is_given_as_it_was_adopted_with_its_progress(client):
    plan = adopted_plan()

    found = get(client, f"plans/{plan.pk}")

    assert (found["title"], found["ends_on"], found["contexts"]) == (
        "Local migration plan",
        "2027-12-31",
        ["transit"],
    )
    assert every(client, "plans", country="ARG")[0]["title"] == "Local migration plan"
    assert [action["title"] for action in found["content"]["actions"]] == ["Action 0"]
    progress = found["progress"][0]
    assert (progress["spent"], progress["currency"]) == ("250.50", "ARS")
    assert [report["narrative"] for report in progress["reports"]] == ["The desk opened."]
    assert progress["indicators"][0]["share"] == 0.5
    canonical = json.dumps(found["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == found["version"]["sha256"]
