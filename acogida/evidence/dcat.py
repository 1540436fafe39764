"""The catalogue in DCAT 3, the vocabulary by which open-data portals read each other's catalogues.

https://www.w3.org/TR/vocab-dcat-3/. rdflib is imported where it is used: only these two downloads need it.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from acogida.core.text import LANGUAGES

if TYPE_CHECKING:
    from rdflib import Graph

    from acogida.evidence.models import Dataset
    from acogida.evidence.queries import Extent

FORMATS = {"jsonld": "json-ld", "ttl": "turtle"}
# New in DCAT 3; rdflib knows the names of DCAT 2.
VERSION = "http://www.w3.org/ns/dcat#version"
EARLIER = "http://www.w3.org/ns/dcat#previousVersion"
LICENCES = {
    "CC BY 3.0 IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
}
MEDIA = {
    "csv": "https://www.iana.org/assignments/media-types/text/csv",
    "xlsx": "https://www.iana.org/assignments/media-types/"
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def catalogue_graph(
    datasets: Iterable["Dataset"],
    *,
    address: str,
    titles: Mapping[str, str],
    pages: Mapping[str, str],
    extents: Mapping[str, "Extent"],
) -> "Graph":
    """The catalogue at `address`, titled by language; `pages` are the data sets' addresses by code.

    Downloads stand at `<page>csv/` and `<page>xlsx/`, as the addresses of the module do.
    """
    from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef  # noqa: PLC0415 -- see above

    graph = Graph()
    catalogue = URIRef(address)
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    graph.add((catalogue, FOAF.homepage, catalogue))
    for language, title in titles.items():
        graph.add((catalogue, DCTERMS.title, Literal(title, lang=language)))
        graph.add((catalogue, DCTERMS.language, Literal(language)))
    found = list(datasets)
    for dataset in found:
        node = URIRef(pages[dataset.code])
        graph.add((catalogue, DCAT.dataset, node))
        _describe(graph, node, dataset, extents.get(dataset.code))
        for kind in MEDIA:
            _distribution(graph, node, dataset, kind, pages[dataset.code])
        for other in found:
            if dataset.series and other.series == dataset.series and other.edition < dataset.edition:
                graph.add((node, URIRef(EARLIER), URIRef(pages[other.code])))
    return graph


def _describe(graph: "Graph", node: Any, dataset: "Dataset", extent: "Extent | None") -> None:
    from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, BNode, Literal, URIRef  # noqa: PLC0415 -- see above

    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCTERMS.identifier, Literal(dataset.code)))
    graph.add((node, DCAT.landingPage, node))
    graph.add((node, URIRef(VERSION), Literal(dataset.edition)))
    for property_, texts in (
        (DCTERMS.title, dataset.title),
        (DCTERMS.description, dataset.description),
        (RDFS.comment, dataset.known_gaps),
    ):
        for language in LANGUAGES:
            if texts.get(language):
                graph.add((node, property_, Literal(texts[language], lang=language)))
    for indicator in dataset.indicators.all():
        for language in LANGUAGES:
            if indicator.title.get(language):
                graph.add((node, DCAT.keyword, Literal(indicator.title[language], lang=language)))
    publisher = BNode(f"publisher-{dataset.code}")
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(dataset.publisher)))
    if dataset.source_url:
        graph.add((node, DCTERMS.source, URIRef(dataset.source_url)))
    if dataset.retrieved_on:
        graph.add((node, DCTERMS.modified, Literal(dataset.retrieved_on, datatype=XSD.date)))
    where = BNode(f"coverage-{dataset.code}")
    graph.add((node, DCTERMS.spatial, where))
    graph.add((where, RDF.type, DCTERMS.Location))
    for language in LANGUAGES:
        if dataset.coverage.get(language):
            graph.add((where, RDFS.label, Literal(dataset.coverage[language], lang=language)))
    if extent and extent.first:
        when = BNode(f"period-{dataset.code}")
        graph.add((node, DCTERMS.temporal, when))
        graph.add((when, RDF.type, DCTERMS.PeriodOfTime))
        graph.add((when, DCAT.startDate, Literal(str(extent.first), datatype=XSD.gYear)))
        graph.add((when, DCAT.endDate, Literal(str(extent.last), datatype=XSD.gYear)))


def _distribution(graph: "Graph", node: Any, dataset: "Dataset", kind: str, page: str) -> None:
    from rdflib import DCAT, DCTERMS, RDF, RDFS, BNode, Literal, URIRef  # noqa: PLC0415 -- see above

    address = URIRef(f"{page}{kind}/")
    graph.add((node, DCAT.distribution, address))
    graph.add((address, RDF.type, DCAT.Distribution))
    graph.add((address, DCTERMS.title, Literal(f"{dataset.code}.{kind}")))
    graph.add((address, DCAT.accessURL, address))
    graph.add((address, DCAT.downloadURL, address))
    graph.add((address, DCAT.mediaType, URIRef(MEDIA[kind])))
    if licence := LICENCES.get(dataset.licence):
        graph.add((address, DCTERMS.license, URIRef(licence)))
    else:
        terms = BNode(f"terms-{dataset.code}-{kind}")
        graph.add((address, DCTERMS.license, terms))
        graph.add((terms, RDF.type, DCTERMS.LicenseDocument))
        graph.add((terms, RDFS.label, Literal(dataset.licence)))
