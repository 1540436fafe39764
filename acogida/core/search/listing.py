"""A list of one kind of thing: chosen by words and facets, each facet counted, sorted as one likes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tantivy import Occur, Query

from acogida.core.search.question import question

MOST_VALUES = 2000
# Beyond this many, only the number of things is told: nobody turns 500 pages.
DEEPEST = 10_000


@dataclass(frozen=True)
class Asked:
    """A question to a listing.

    `facets` are the values chosen by group. Across groups every choice holds; within a group any of
    its values, or all of them where `every` is set. `order` sorts by relevance (by year where no word
    was asked), by year, or by how often a thing was copied.
    """

    kind: str
    text: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    every: bool = False
    order: Literal["relevance", "year", "copies"] = "relevance"
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True)
class Listing:
    """`counts[group][value]`: how many things there would be with that value chosen (in its group alone,
    unless every value must hold). `corrected` says that near spellings are shown.
    """

    total: int = 0
    hits: Sequence[Any] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: bool = False


def listed(
    schema: Any, searcher: Any, asked: Asked, *, language: str, hit: Callable[[bytes, str], Any]
) -> Listing:
    """Put the question to an index; `hit` reads what is stored of a thing."""
    for near in (False, True):
        words = _words(schema, asked, language, near=near)
        if words is None:
            continue
        wanted = _within(schema, asked, words, asked.facets)
        ordered = _order(asked)
        found = searcher.search(
            wanted, limit=max(asked.limit, 1), offset=min(asked.offset, DEEPEST), count=True, **ordered
        )
        if found.count or not asked.text or near:
            break
    else:
        return Listing(counts=_counts(schema, searcher, asked, Query.empty_query()))
    hits = [hit(bytes(searcher.doc(address).get_first("shown")), language) for _, address in found.hits]
    return Listing(found.count, hits[: asked.limit], _counts(schema, searcher, asked, words), corrected=near)


def _words(schema: Any, asked: Asked, language: str, *, near: bool) -> Any | None:
    if asked.text:
        return question(schema, asked.text, language=language, near=near)
    return None if near else Query.all_query()


def _order(asked: Asked) -> dict[str, Any]:
    if asked.order == "copies":
        return {"order_by_field": "copies"}
    if asked.order == "year" or not asked.text:
        return {"order_by_field": "year"}
    return {}


def _within(schema: Any, asked: Asked, words: Any, facets: Mapping[str, Sequence[str]]) -> Any:
    """The words within the kind and the values chosen."""
    bounds = [Query.term_query(schema, "kind", asked.kind, index_option="basic")]
    for group, values in facets.items():
        terms = [f"{group}:{value}" for value in values]
        if asked.every:
            bounds += [Query.term_query(schema, "facet", term, index_option="basic") for term in terms]
        elif terms:
            bounds.append(Query.term_set_query(schema, "facet", terms))
    return Query.boolean_query(
        [(Occur.Must, words), *((Occur.Must, Query.const_score_query(bound, 0.0)) for bound in bounds)]
    )


def _counts(schema: Any, searcher: Any, asked: Asked, words: Any) -> dict[str, dict[str, int]]:
    """The facets counted: a group in which any value may hold is counted without its own choice."""
    counted = _aggregated(searcher, _within(schema, asked, words, asked.facets))
    if asked.every:
        return counted
    for group in [name for name, values in asked.facets.items() if values]:
        others = {name: values for name, values in asked.facets.items() if name != group}
        freed = _aggregated(searcher, _within(schema, asked, words, others))
        counted[group] = freed.get(group, {})
    return counted


def _aggregated(searcher: Any, wanted: Any) -> dict[str, dict[str, int]]:
    request = {"facets": {"terms": {"field": "facet", "size": MOST_VALUES}}}
    counted: dict[str, dict[str, int]] = {}
    for bucket in searcher.aggregate(wanted, request)["facets"]["buckets"]:
        group, _colon, value = bucket["key"].partition(":")
        counted.setdefault(group, {})[value] = bucket["doc_count"]
    return counted
