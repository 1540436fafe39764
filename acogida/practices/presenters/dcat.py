"""The repository in DCAT 3, as open-data portals read each other's catalogues, with each practice in it.

https://www.w3.org/TR/vocab-dcat-3/. rdflib is imported where it is used: only this download needs it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib import Graph

FORMATS = {"jsonld": "json-ld", "ttl": "turtle"}
# New in DCAT 3; rdflib knows the names of DCAT 2.
RESOURCE = "http://www.w3.org/ns/dcat#resource"
VERSION = "http://www.w3.org/ns/dcat#version"
MEDIA = "https://www.iana.org/assignments/media-types/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def repository_graph(
    practices: Iterable[tuple[str, dict[str, Any]]],
    *,
    address: str,
    titles: Mapping[str, str],
    publisher: str,
    files: Mapping[str, str],
) -> "Graph":
    """The catalogue at `address`, titled by language. `practices` are pairs of an address and a published
    content; `files` the addresses of the whole repository by their media type.
    """
    from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, URIRef  # noqa: PLC0415 -- see above

    graph = Graph()
    catalogue, whole = URIRef(address), URIRef(f"{address}#repository")
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    graph.add((whole, RDF.type, DCAT.Dataset))
    graph.add((catalogue, DCAT.dataset, whole))
    agent = BNode("publisher")
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, FOAF.name, Literal(publisher)))
    for node in (catalogue, whole):
        graph.add((node, DCTERMS.publisher, agent))
        graph.add((node, DCTERMS.license, URIRef(LICENCE)))
        for language, title in titles.items():
            graph.add((node, DCTERMS.title, Literal(title, lang=language)))
            graph.add((node, DCTERMS.language, Literal(language)))
    for media, where in files.items():
        file = URIRef(where)
        graph.add((whole, DCAT.distribution, file))
        graph.add((file, RDF.type, DCAT.Distribution))
        graph.add((file, DCAT.accessURL, file))
        graph.add((file, DCAT.downloadURL, file))
        graph.add((file, DCAT.mediaType, URIRef(MEDIA + media)))
        graph.add((file, DCTERMS.license, URIRef(LICENCE)))
    newest = date.min.isoformat()
    for where, content in practices:
        node = URIRef(where)
        graph.add((catalogue, URIRef(RESOURCE), node))
        _describe(graph, node, content)
        newest = max(newest, content["published_on"])
    if newest > date.min.isoformat():
        graph.add((whole, DCTERMS.modified, Literal(newest, datatype=XSD.date)))
    return graph


def _describe(graph: "Graph", node: Any, content: dict[str, Any]) -> None:
    """One practice: a resource of the catalogue, in every language it is told in."""
    from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, BNode, Literal, URIRef  # noqa: PLC0415 -- see above

    graph.add((node, RDF.type, DCAT.Resource))
    graph.add((node, DCTERMS.identifier, Literal(content["code"])))
    graph.add((node, DCAT.landingPage, node))
    graph.add((node, URIRef(VERSION), Literal(str(content["number"]))))
    graph.add((node, DCTERMS.modified, Literal(content["published_on"], datatype=XSD.date)))
    graph.add((node, DCTERMS.license, URIRef(LICENCE)))
    for language, text in content["texts"].items():
        titled = content["title_language"] or language
        graph.add((node, DCTERMS.title, Literal(text["title"], lang=titled)))
        graph.add((node, DCTERMS.language, Literal(language)))
        if text["summary"]:
            graph.add((node, DCTERMS.description, Literal(text["summary"], lang=language)))
    if who := content["implementer"] or content["organisation"]:
        agent = BNode(f"creator-{content['code']}")
        graph.add((node, DCTERMS.creator, agent))
        graph.add((agent, RDF.type, FOAF.Agent))
        graph.add((agent, FOAF.name, Literal(who)))
    for served in content["objectives"]:
        graph.add((node, DCAT.keyword, Literal(f"GCM {served['number']}")))
    for place in content["places"]:
        where = BNode(f"place-{content['code']}-{place['code']}".replace(":", "-"))
        graph.add((node, DCTERMS.spatial, where))
        graph.add((where, RDF.type, DCTERMS.Location))
        graph.add((where, DCTERMS.identifier, Literal(place["code"])))
        graph.add((where, RDFS.label, Literal(place["name"])))
    if content["source"]["url"]:
        graph.add((node, DCTERMS.source, URIRef(content["source"]["url"])))
    if content["year_start"]:
        when = BNode(f"period-{content['code']}")
        graph.add((node, DCTERMS.temporal, when))
        graph.add((when, RDF.type, DCTERMS.PeriodOfTime))
        graph.add((when, DCAT.startDate, Literal(str(content["year_start"]), datatype=XSD.gYear)))
        if content["year_end"]:
            graph.add((when, DCAT.endDate, Literal(str(content["year_end"]), datatype=XSD.gYear)))
