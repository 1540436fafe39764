"""The vocabularies of the platform as SKOS: the Compact's own, topics of services, themes of mechanisms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from acogida.compact import vocabulary
from acogida.core.text import LANGUAGES
from acogida.mechanisms.models import Theme
from acogida.services.lists import TOPICS

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True)
class Concept:
    key: str
    labels: Mapping[str, str]
    objectives: Iterable[int]


def base() -> str:
    """Concepts are named alike in every language."""
    return f"{settings.SITE_URL}/id/"


def objective_address(number: int) -> str:
    return f"{base()}gcm/objectives/{number}"


def files() -> Iterator[tuple[str, str]]:
    """Name and content of each file."""
    yield "compact.jsonld", vocabulary.json_ld(f"{base()}gcm/")
    yield "compact.ttl", vocabulary.turtle(f"{base()}gcm/")
    for name, title, concepts in (
        ("topics", "Topics of services", _topics()),
        ("themes", "Themes of regional mechanisms", _themes()),
    ):
        graph = _graph(name, title, concepts)
        yield f"{name}.jsonld", graph.serialize(format="json-ld", indent=1)
        yield f"{name}.ttl", graph.serialize(format="turtle")


def _topics() -> Iterator[Concept]:
    for key, topic in TOPICS.items():
        labels = {}
        for language in LANGUAGES:
            with translation.override(language):
                labels[language] = str(topic.label)
        yield Concept(key, labels, topic.objectives)


def _themes() -> Iterator[Concept]:
    for theme in Theme.objects.prefetch_related("objectives"):
        yield Concept(theme.key, theme.names, [objective.number for objective in theme.objectives.all()])


def _graph(name: str, title: str, concepts: Iterable[Concept]) -> "Graph":
    # Only the open data need it, and it takes a while to load.
    from rdflib import RDF, SKOS, Graph, Literal, URIRef  # noqa: PLC0415 -- as said above

    graph = Graph()
    scheme = URIRef(f"{base()}{name}")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal(title, lang="en")))
    for concept in concepts:
        node = URIRef(f"{base()}{name}/{concept.key}")
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.notation, Literal(concept.key)))
        for language, label in concept.labels.items():
            if language and label:
                graph.add((node, SKOS.prefLabel, Literal(label, lang=language)))
        for number in concept.objectives:
            graph.add((node, SKOS.relatedMatch, URIRef(objective_address(number))))
    return graph
