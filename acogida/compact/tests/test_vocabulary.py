import json
import re

import pytest

pytestmark = pytest.mark.django_db


def test_the_json_ld_is_a_skos_graph_of_every_concept(client):
    answer = client.get("/en/objectives/skos.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    graph = json.loads(answer.content)["@graph"]
    kinds = [node["type"] for node in graph]
    assert kinds.count("ConceptScheme") == 4
    assert kinds.count("Concept") == 23 + 25 + 10 + 13 + 12
    by_id = {node["id"].split("/id/gcm/")[1]: node for node in graph}
    assert by_id["objectives/15"]["prefLabel"]["en"] == "Provide access to basic services for migrants"
    assert by_id["objectives/gcm15-l1"]["broader"][0].endswith("/id/gcm/objectives/15")
    assert by_id["objectives/2"]["editorialNote"]["en"] == "Wording that is not official: pt: own_translation"
    assert "editorialNote" not in by_id["entity-kinds/local_government"]
    groups = by_id["entity-kinds/local_government"]["relatedMatch"]
    assert [group.rsplit("/", 1)[1] for group in groups] == ["local_authorities"]


def test_every_link_of_the_graph_leads_to_a_concept_of_it_or_to_an_sdg_target(client):
    graph = json.loads(client.get("/es/objetivos/skos.jsonld").content)["@graph"]
    known = {node["id"] for node in graph}
    for node in graph:
        for name in ("inScheme", "broader", "relatedMatch"):
            for link in node.get(name, []):
                assert link in known or link.startswith("http://metadata.un.org/sdg/"), link


def test_both_forms_are_the_same_whatever_the_language_of_the_address(client):
    for name in ("skos.jsonld", "skos.ttl"):
        assert client.get(f"/es/objetivos/{name}").content == client.get(f"/fr/objectifs/{name}").content


def test_the_turtle_has_a_statement_for_every_concept_and_closes_every_string(client):
    text = client.get("/en/objectives/skos.ttl").content.decode()
    assert text.startswith("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .")
    assert len(re.findall(r"^<[^>]+>\n    a skos:Concept ", text, re.M)) == 83
    blocks = [block for block in text.split("\n\n")[1:] if block.strip()]
    assert len(blocks) == 87
    for block in blocks:
        assert block.rstrip().endswith(" .")
        assert len(re.findall(r'(?<!\\)"', block)) % 2 == 0
    assert 'skos:prefLabel "Fournir dans les meilleurs délais' in text
