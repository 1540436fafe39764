"""From what a person types to what the engine is asked.

Every word must be found, in any of the four languages: the word's stem in each language is looked for
in that language's fields. The reader's language weighs more, and so does a title. A word of the thesaurus
is looked for by its neighbours too, which weigh less than the word itself.
"""

from collections.abc import Iterable
from typing import Any

from tantivy import Occur, Query

from acogida.core.search import thesaurus
from acogida.core.text import LANGUAGES, fold, stems, words

LONGEST = 12
SHORTEST_PREFIX = 3
SHORTEST_NEAR = 5
READER, TITLE, SYNONYM = 2.0, 3.0, 0.4
# Words that carry no meaning of their own; asked for only where nothing else was typed.
EMPTY = frozenset(
    words(
        "a al as au aux com con da das de del des do dos du e el em en et for in la las le les los"
        " na no nos o of on os ou para par pour por the to um uma un una une y"
    )
)


def question(schema: Any, text: str, *, language: str, near: bool) -> Any | None:
    """The engine's question for a text; None where it holds no word (or, if `near`, none long enough).

    With `near`, words of five letters or more may differ by one letter.
    """
    typed = list(dict.fromkeys(words(text)))
    meant = ([w for w in typed if fold(w) not in EMPTY] or typed)[:LONGEST]
    if not meant or (near and all(len(word) < SHORTEST_NEAR for word in meant)):
        return None
    last = meant[-1] if typed and typed[-1] == meant[-1] else ""
    return Query.boolean_query(
        [(Occur.Must, _word(schema, word, language, near=near, begun=word == last)) for word in meant]
    )


def _word(schema: Any, word: str, language: str, *, near: bool, begun: bool) -> Any:
    """One word in any language; `begun` takes it as the beginning of a word too, as it is being typed."""
    ways = []
    alike = {} if near else thesaurus.alike(word)
    for code in LANGUAGES:
        weight = READER if code == language else 1.0
        stem = stems(word, code)[0]
        for part, factor in (("title", TITLE), ("body", 1.0)):
            found = Query.term_query(schema, f"{part}_{code}", stem, index_option="freq")
            ways.append(Query.boost_query(found, weight * factor))
            if near and len(word) >= SHORTEST_NEAR:
                like = Query.fuzzy_term_query(schema, f"{part}_{code}", stem, distance=1)
                ways.append(Query.boost_query(like, weight * factor / 2))
        for other in alike.get(code, ()):
            for part, factor in (("title", TITLE), ("body", 1.0)):
                found = Query.term_query(schema, f"{part}_{code}", other, index_option="freq")
                ways.append(Query.boost_query(found, weight * factor * SYNONYM))
        if begun and not near and len(word) >= SHORTEST_PREFIX:
            beginning = Query.fuzzy_term_query(schema, f"title_{code}", fold(word), distance=0, prefix=True)
            ways.append(Query.boost_query(beginning, weight))
    return Query.disjunction_max_query(ways, tie_breaker=0.1)


def narrowed(
    schema: Any,
    asked: Any,
    *,
    kinds: Iterable[str] = (),
    country: str | None = None,
    objective: int | None = None,
) -> Any:
    """The same question within some kinds, a country, an objective."""
    bounds = []
    if chosen := list(kinds):
        bounds.append(Query.term_set_query(schema, "kind", chosen))
    if country:
        bounds.append(Query.term_query(schema, "country", country, index_option="basic"))
    if objective:
        bounds.append(Query.term_query(schema, "objective", objective))
    if not bounds:
        return asked
    return Query.boolean_query(
        [(Occur.Must, asked), *((Occur.Must, Query.const_score_query(bound, 0.0)) for bound in bounds)]
    )
