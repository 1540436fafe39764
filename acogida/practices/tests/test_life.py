"""Once it is public: kept fresh, updated with its differences, done again elsewhere, cited."""

import csv
import io
import json
from datetime import timedelta
from xml.etree import ElementTree as Tree

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.practices import actions, queries
from acogida.practices.models import PracticeText
from acogida.practices.tests.factories import AT, Town
from acogida.practices.tests.test_review import Desk

pytestmark = pytest.mark.django_db


def adapted(practice, town, **words):
    words = {"year": 2026, "outcome": "worked", "changes": "Two desks.", "result": "400 people.", **words}
    return actions.adapt(practice, town.organisation, **words, by=town.editor, at=AT)


def test_a_town_tells_that_it_did_it_again_and_what_came_of_it(client):
    practice, other = Town().published(), Town("BRA")
    with pytest.raises(Refused, match="what came of it"):
        adapted(practice, other, outcome="failed", result=" ")
    adapted(practice, other)
    adapted(practice, other, outcome="failed", result="Nobody came.")
    assert practice.adaptations.get().result == "Nobody came."
    assert next(iter(queries.search_entries([str(practice.pk)]))).copies == 1
    assert "Nobody came." in client.get(f"/en/practices/{practice.slug}/").content.decode()


def test_nobody_adapts_their_own_nor_for_others_nor_a_draft():
    town, other = Town(), Town("BRA")
    practice = town.published()
    with pytest.raises(Refused, match="your own practice"):
        adapted(practice, town)
    with pytest.raises(Refused, match="edit for this organisation"):
        actions.adapt(
            practice, other.organisation, year=2026, outcome="planned", changes="x", by=town.editor, at=AT
        )
    with pytest.raises(Refused, match="Only what is public"):
        adapted(town.draft(), other)


def test_an_update_is_a_new_version_with_its_differences_and_marks_translations(client):
    town = Town()
    practice = town.published()
    words = {"practice": practice, "status": "human", "updated_at": AT}
    PracticeText.objects.create(language="es", title="Una ventanilla", summary="x", **words)
    with pytest.raises(Refused, match="what changed"):
        actions.publish_update(practice, note=" ", by=town.approver, at=AT)
    actions.write(practice, values={"summary": "Nine procedures."}, revision=None, by=town.editor, at=AT)
    with pytest.raises(Refused, match="Only approvers"):
        actions.publish_update(practice, note="Two more.", by=town.editor, at=AT)
    practice = actions.publish_update(practice, note="Two more.", by=town.approver, at=AT)
    assert practice.current_version.number == 2
    page = client.get(f"/en/practices/{practice.slug}/versions/").content.decode()
    assert "<del>Seven procedures" in page
    assert "<ins>Nine procedures.</ins>" in page
    assert (
        "This translation is outdated"
        in client.get(f"/en/practices/{practice.slug}/?text=es").content.decode()
    )
    with pytest.raises(Refused, match="Nothing has changed"):
        actions.publish_update(practice, note="Again", by=town.approver, at=AT)


def test_once_a_year_its_people_say_whether_it_still_stands():
    town = Town()
    practice = town.published()
    assert queries.due_for(town.editor, (AT + timedelta(days=364)).date()) == []
    [due] = queries.due_for(town.editor, (AT + timedelta(days=365)).date())
    assert practice.code in due.text
    later = AT + timedelta(days=365)
    assert actions.remind(at=later) == 1
    actions.confirm_active(practice, by=town.editor, at=later)
    assert queries.due_for(town.editor, later.date()) == []
    actions.archive(practice, by=town.editor, at=later)
    practice.refresh_from_db()
    assert (practice.state, practice.traits.is_active) == ("archived", False)
    actions.reopen(practice, by=town.editor, at=later)


def test_a_reviewer_is_reminded_before_the_day_and_not_every_day():
    desk = Desk()
    review = desk.invited().reviews.first()
    assert actions.remind(at=AT) == 0
    near = AT + timedelta(days=19)
    assert actions.remind(at=near) == 3
    assert actions.remind(at=near) == 0
    text = Notice.objects.filter(recipient=review.reviewer).latest("pk").text
    assert text == f"Your review number {review.pk} is due soon."
    assert [d.due_on for d in queries.due_for(review.reviewer, near.date())] == [review.due_on]


def test_it_is_cited_and_taken_away_in_the_formats_of_others(client):
    practice = Town().published(title="Desks & more {here}")
    slug = practice.slug
    ris = client.get(f"/en/practices/{slug}/export/ris/").content.decode()
    assert "TI  - Desks & more {here}\r\n" in ris
    assert f"ID  - {practice.code}\r\n" in ris
    assert "title = {Desks \\& more here}" in client.get(f"/en/practices/{slug}/export/bib/").content.decode()
    hub = client.get(f"/en/practices/{slug}/export/hub/").content.decode()
    assert hub.index("Primary GCM objectives\n15") < hub.index("Benefit and impact\nVisits fell")
    assert client.get(f"/en/practices/{slug}/export/json/").json()["code"] == practice.code
    assert client.get(f"/en/practices/{slug}/export/exe/").status_code == 404
    rows = list(csv.reader(io.StringIO(client.get("/en/practices/csv/").content.decode("utf-8-sig"))))
    assert rows[1][0] == practice.code
    feed = Tree.fromstring(client.get("/en/practices/atom/").content)
    [entry] = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == "Desks & more {here}"


def test_the_whole_repository_is_taken_away_in_one_file(client):
    town = Town()
    assert json.loads(b"".join(client.get("/en/practices/json/").streaming_content)) == []
    practice = town.published(title="Desks & more")
    town.draft(title="Secret desk")
    [whole] = json.loads(b"".join(client.get("/en/practices/json/").streaming_content))
    assert (whole["code"], whole["texts"]["en"]["title"]) == (practice.code, "Desks & more")
    feed = client.get("/en/practices/feed.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    [item] = feed["items"]
    assert (item["title"], item["tags"]) == ("Desks & more", ["GCM 3", "GCM 15"])
    assert item["url"] == f"http://testserver/en/practices/{practice.slug}/"


# rdflib's own reader of JSON-LD still uses what rdflib calls outdated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("kind", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_the_repository_is_described_in_dcat_as_portals_read_it(client, kind, form):
    town = Town()
    practice = town.published()
    town.draft(title="Secret desk")
    answer = client.get(f"/en/practices/dcat/{kind}/")
    graph = Graph().parse(data=answer.content, format=form)
    [catalogue] = graph.subjects(RDF.type, DCAT.Catalog)
    [described] = graph.objects(catalogue, URIRef("http://www.w3.org/ns/dcat#resource"))
    assert str(described) == f"http://testserver/en/practices/{practice.slug}/"
    assert str(graph.value(described, DCTERMS.identifier)) == practice.code
    assert {str(t) for t in graph.objects(described, DCTERMS.title)} == {"One desk for all paperwork"}
    [repository] = graph.objects(catalogue, DCAT.dataset)
    files = {str(f) for f in graph.objects(repository, DCAT.distribution)}
    assert files == {f"http://testserver/en/practices/{name}/" for name in ("csv", "json", "atom")}
    assert {t.language for t in graph.objects(catalogue, DCTERMS.title)} == {"es", "pt", "en", "fr"}
    assert b"Secret" not in answer.content
    assert client.get("/en/practices/dcat/rdf/").status_code == 404
