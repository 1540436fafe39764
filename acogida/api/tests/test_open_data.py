"""The open data: what they hold, that others' programs read them, that they need no server."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from rdflib import DCAT, DCTERMS, RDF, SKOS, Graph, URIRef

from acogida.api import chores
from acogida.api.opendata import shelf
from acogida.api.opendata.making import make
from acogida.api.resource import RESOURCES
from acogida.api.tests.factories import AT, adopted_plan, draft_plan, published_assessment
from acogida.core.chores import CHORES
from acogida.evidence import actions, store
from acogida.mechanisms.tests.factories import mechanism
from acogida.practices.models import Practice
from acogida.practices.tests.factories import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def opened(django_db_setup, django_db_blocker, tmp_path_factory):
    """The archive of a small installation, as somebody reads it far from the server."""
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_catalogue()
        store.build()
        published_assessment()
        adopted_plan()
        draft_plan()
        town = Town()
        town.published(title="=HYPERLINK(1)", places=[town.place.code])
        town.draft(title="SECRET draft")
        mechanism("csm", members=("ARG",), themes=("borders",))
        made = make(AT, territories=["ARG", "CHL:01101"])
        kept = tmp_path_factory.mktemp("far") / "open.zip"
        made.path.rename(kept)
        said = list(Practice.objects.values_list("current_version__sha256", flat=True))
        transaction.set_rollback(True)
    with zipfile.ZipFile(kept) as archive:
        archive.hashes = said
        yield archive


@pytest.fixture
def shelf_of_ours(settings, tmp_path):
    """An empty shelf; the figures stay where they are."""
    (tmp_path / "figures.duckdb").symlink_to(settings.DATA / "figures.duckdb")
    settings.DATA = tmp_path


def table(archive, name):
    text = archive.read(f"csv/{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_kind_of_thing_is_a_table_and_a_tree_with_the_same_rows(opened):
    names = {*RESOURCES, "figures"}

    assert {f"csv/{name}.csv" for name in names} <= set(opened.namelist())
    for name in names:
        tree = json.loads(opened.read(f"json/{name}.json"))
        assert tree["name"] == name
        assert len(tree["items"]) == len(table(opened, name))
    assert len(table(opened, "objectives")) == 23


def test_a_row_is_what_was_published_and_no_formula(opened):
    row = table(opened, "practices")[0]

    assert row["titles_en"] == "'=HYPERLINK(1)"
    assert (row["objectives"], row["is_demonstration"]) == ("3;15", "no")
    assert row["version_sha256"] in opened.hashes
    item = json.loads(opened.read("json/practices.json"))["items"][0]
    assert item["titles"] == {"en": "=HYPERLINK(1)"}
    assert item["content"]["texts"]["en"]["lessons"] == "Train the counter staff first."


def test_figures_keep_their_source_and_what_is_hidden(opened):
    rows = table(opened, "figures")
    hidden = [row for row in rows if row["is_hidden"] == "yes"]
    total = next(
        row
        for row in rows
        if (row["indicator"], row["territory"], row["origin"], row["sex"], row["year"])
        == ("migrant-stock", "ARG", "all", "all", "2024")
    )

    assert (float(total["value"]), total["dataset"]) == (1_958_039, "undesa-stock-2024")
    assert hidden
    assert {row["value"] for row in hidden} == {""}


def test_nothing_of_a_draft_nor_of_a_person_is_inside(opened):
    everything = b"".join(opened.read(name) for name in opened.namelist() if "figures" not in name)

    assert b"Published words" in everything
    assert b"SECRET" not in everything
    assert b"Rosa Secreta" not in everything
    assert b"example.org" not in everything


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_catalogue_and_the_vocabularies_are_read_by_others(opened):
    for form, ending in (("json-ld", "jsonld"), ("turtle", "ttl")):
        graph = Graph().parse(data=opened.read(f"dcat.{ending}"), format=form)
        datasets = set(graph.objects(None, DCAT.dataset))
        assert len(datasets) == len(RESOURCES) + 1
        for dataset in datasets:
            assert {title.language for title in graph.objects(dataset, DCTERMS.title)} == {
                "es",
                "pt",
                "en",
                "fr",
            }
            assert len(set(graph.objects(dataset, DCAT.distribution))) == 2
        compact = Graph().parse(data=opened.read(f"vocabularies/compact.{ending}"), format=form)
        assert len(set(compact.subjects(RDF.type, SKOS.ConceptScheme))) == 4
        topics = Graph().parse(data=opened.read(f"vocabularies/topics.{ending}"), format=form)
        named = set(compact.subjects(RDF.type, SKOS.Concept))
        assert set(topics.objects(None, SKOS.relatedMatch)) <= named
        themes = Graph().parse(data=opened.read(f"vocabularies/themes.{ending}"), format=form)
        assert URIRef("http://127.0.0.1:8000/id/themes/borders") in set(themes.subjects())


def test_the_checksums_are_those_of_the_files(opened):
    told = dict(
        reversed(line.split("  ")) for line in opened.read("SHA256SUMS").decode().strip().splitlines()
    )

    assert set(told) == set(opened.namelist()) - {"SHA256SUMS"}
    for name, digest in told.items():
        assert hashlib.sha256(opened.read(name)).hexdigest() == digest


def test_the_page_inside_leads_only_to_files_inside(opened):
    for language in ("", ".pt", ".en", ".fr"):
        page = opened.read(f"index{language}.html").decode()
        links = [part.split('"')[0] for part in page.split('href="')[1:]]
        assert {link for link in links if not link.startswith("http")} <= set(opened.namelist())
        assert "<script" not in page


def test_the_page_leads_to_the_newest_and_a_week_is_kept(client, opened, shelf_of_ours):
    with_none = client.get(reverse("open_data"))
    for day in range(9):
        made = make(AT + timedelta(days=day), territories=["none"])

    page = client.get(reverse("open_data"))
    file = client.get("/open-data/latest.zip", follow=True)

    assert "acogida open-data" in with_none.text
    assert shelf.newest().name == made.name == "acogida-open-data-2026-03-10.zip"
    assert len(list(shelf.folder().glob("*"))) == 2 * shelf.KEPT
    assert made.sha256 in page.text
    assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == made.sha256
    assert client.get("/open-data/acogida-open-data-2020-01-01.zip").status_code == 404
    assert client.get("/open-data/secret-key").status_code == 404


def test_the_command_makes_it_and_the_worker_knows_the_chore(capsys, opened, shelf_of_ours):
    call_command("open_data", territory=["ARG"])

    assert CHORES["open data"] is chores.publish

    assert "32 tables" in capsys.readouterr().out
