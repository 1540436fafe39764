"""The catalogue of the open data in DCAT 3: what there is, on what terms, in which files."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from acogida.api.opendata.vocabularies import base
from acogida.core.text import LANGUAGES

if TYPE_CHECKING:
    from rdflib import Graph

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA = {
    "csv": "https://www.iana.org/assignments/media-types/text/csv",
    "json": "https://www.iana.org/assignments/media-types/application/json",
}
ZIP = "https://www.iana.org/assignments/media-types/application/zip"


def catalogue(
    parts: Iterable[Mapping[str, Any]], *, titles: Mapping[str, str], archive: str, at: datetime
) -> "Graph":
    """The graph: one data set for each of `parts` (`shelf.Issue`), titled by `titles`' English words.

    Its files lie in the archive at the address `archive`. Figures keep the licence of their source.
    """
    # Only the open data need it, and it takes a while to load.
    from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, URIRef  # noqa: PLC0415 -- as said

    graph = Graph()
    node = URIRef(f"{base()}open-data")
    publisher = URIRef(f"{base()}publisher")
    graph.add((node, RDF.type, DCAT.Catalog))
    graph.add((node, DCTERMS.modified, Literal(at.isoformat(), datatype=XSD.dateTime)))
    graph.add((node, FOAF.homepage, URIRef(settings.SITE_URL)))
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal("Acogida")))
    _title(graph, node, "Open data of this installation of Acogida")
    for part in parts:
        dataset = URIRef(f"{base()}open-data/{part['name']}")
        graph.add((node, DCAT.dataset, dataset))
        graph.add((dataset, RDF.type, DCAT.Dataset))
        graph.add((dataset, DCTERMS.identifier, Literal(part["name"])))
        graph.add((dataset, DCTERMS.modified, Literal(at.isoformat(), datatype=XSD.dateTime)))
        graph.add((dataset, DCTERMS.publisher, publisher))
        graph.add((dataset, DCAT.landingPage, URIRef(f"{settings.SITE_URL}/api/v1/{part['name']}")))
        _title(graph, dataset, titles[part["name"]])
        for kind, media in MEDIA.items():
            file = URIRef(f"{base()}open-data/{part['name']}.{kind}")
            graph.add((dataset, DCAT.distribution, file))
            graph.add((file, RDF.type, DCAT.Distribution))
            graph.add((file, DCTERMS.title, Literal(f"{kind}/{part['name']}.{kind}")))
            graph.add((file, DCAT.accessURL, URIRef(archive)))
            graph.add((file, DCAT.downloadURL, URIRef(archive)))
            graph.add((file, DCAT.mediaType, URIRef(media)))
            graph.add((file, DCAT.packageFormat, URIRef(ZIP)))
            graph.add((file, DCAT.byteSize, Literal(part[kind], datatype=XSD.nonNegativeInteger)))
            if part["name"] == "figures":
                words = "The licence of each figure's data set: see datasets.csv."
                graph.add((file, DCTERMS.rights, Literal(words, lang="en")))
            else:
                graph.add((file, DCTERMS.license, URIRef(LICENCE)))
        graph.add((dataset, RDFS.comment, Literal(f"{part['rows']} rows", lang="en")))
    return graph


def _title(graph: "Graph", node: Any, words: str) -> None:
    from rdflib import DCTERMS, Literal  # noqa: PLC0415 -- as above

    for language in LANGUAGES:
        with translation.override(language):
            graph.add((node, DCTERMS.title, Literal(gettext(words), lang=language)))
