"""What evidence hands out is read by others: DCAT by rdflib, SDMX-CSV by pysdmx, XLSX by openpyxl."""

import io

import openpyxl
import pytest
from django.urls import reverse
from pysdmx.io.csv.sdmx20.reader import read as read_sdmx
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from acogida.evidence import actions
from acogida.evidence.models import Dataset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def figures(db):
    actions.load_catalogue()
    actions.rebuild_figures()


def fetched(client, name, *args, **asked):
    return client.get(reverse(f"evidence:{name}", args=args), asked).content


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own JSON-LD reader
def test_the_catalogue_is_the_same_graph_in_both_notations_and_each_set_has_what_portals_ask(client):
    turtle = Graph().parse(data=fetched(client, "catalogue", "ttl"), format="turtle")
    linked = Graph().parse(data=fetched(client, "catalogue", "jsonld"), format="json-ld")
    assert isomorphic(turtle, linked)
    sets = set(turtle.subjects(RDF.type, DCAT.Dataset))
    assert len(sets) == Dataset.objects.count()
    for one in sets:
        for asked in (
            DCTERMS.title,
            DCTERMS.description,
            DCTERMS.publisher,
            DCTERMS.spatial,
            DCAT.distribution,
        ):
            assert turtle.value(one, asked) is not None, (one, asked)
        for file in turtle.objects(one, DCAT.distribution):
            assert turtle.value(file, DCTERMS.license) is not None
            assert turtle.value(file, DCAT.mediaType) is not None
    languages = {title.language for one in sets for title in turtle.objects(one, DCTERMS.title)}
    assert languages == {"es", "en", "pt", "fr"}
    assert len(list(turtle.subject_objects(URIRef("http://www.w3.org/ns/dcat#previousVersion")))) == 1


def test_sdmx_csv_is_read_by_the_library_of_the_statistics_banks(client):
    asked = {"indicator": "migrant-stock", "place": "COL", "by": "origin"}
    [found] = read_sdmx(fetched(client, "explorer_file", "sdmx", **asked).decode())
    assert found.short_urn == "Dataflow=ACOGIDA:MIGRANT_STOCK(1.0)"
    rows = found.data.set_index("COUNTERPART_AREA")
    assert float(rows.loc["VEN", "OBS_VALUE"]) == 2_904_873
    assert set(rows["REF_AREA"]) == {"COL"}
    assert set(rows["TIME_PERIOD"].astype(str)) == {"2024"}


def test_a_workbook_is_read_by_another_library_with_numbers_as_numbers(client):
    file = fetched(client, "explorer_file", "xlsx", indicator="migrant-stock", place="COL", hxl="1")
    head, tags, *rows = openpyxl.load_workbook(io.BytesIO(file), read_only=True).active.values
    assert head[0] == "indicator"
    assert tags[head.index("value")] == "#value"
    assert rows[-1][head.index("value")] == 3_063_518
    assert rows[-1][head.index("territory_name")] == "Colombia"
