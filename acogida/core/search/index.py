"""The installation's search index: built anew, kept up with changes, asked.

Only the worker and the command `acogida reindex` write. Everybody else reads the last commit.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, islice

from django.conf import settings

from acogida.core.models import SearchChange
from acogida.core.search.engine import Index, Results
from acogida.core.search.listing import Asked, Listing
from acogida.core.search.sources import SOURCES, Entry

AT_ONCE = 500


@lru_cache(maxsize=1)
def index() -> Index:
    """The index of this installation, in its data folder."""
    return Index(settings.DATA / "index")


def rebuild() -> dict[str, int]:
    """Build the index anew from every source, all or nothing; the number of things of each kind.

    Readers see the old index until the new one is complete.
    """
    with index().writing() as writer:
        # What changes from here on is applied again afterwards; what came before is read below.
        waiting = list(SearchChange.objects.values_list("pk", flat=True))
        writer.clear()
        made = {}
        for source in sorted(SOURCES.values(), key=lambda s: s.order):
            made[source.kind] = 0
            for portion in _portions(source.entries(None)):
                made[source.kind] += writer.add(source.kind, portion)
    _forget(waiting)
    return made


def apply_changes() -> int:
    """Bring the index up with the outbox; the number of changes applied. Nothing without an index.

    A change is forgotten only after the index holds it: a crash in between applies it twice, which
    does no harm.
    """
    applied = 0
    while index().exists():
        changes = list(SearchChange.objects.order_by("pk")[:AT_ONCE])
        if not changes:
            break
        keys: dict[str, set[str]] = {}
        for change in changes:
            keys.setdefault(change.kind, set()).add(change.key)
        with index().writing() as writer:
            for kind, of_kind in keys.items():
                for key in of_kind:
                    writer.remove(kind, key)
                if kind in SOURCES:
                    writer.add(kind, SOURCES[kind].entries(sorted(of_kind)))
        _forget([change.pk for change in changes])
        applied += len(changes)
    return applied


def search(
    text: str,
    *,
    language: str,
    kinds: Iterable[str] | None = None,
    country: str | None = None,
    objective: int | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Public things that hold every word of `text`, best first, shown in `language` where they have it.

    `kinds` are names of registered sources, `country` an ISO 3166-1 alpha-3 code, `objective` 1 to 23.
    Accents, endings and one wrong letter in a longer word are forgiven. Empty without an index.
    """
    return index().search(
        text,
        language=language,
        kinds=kinds,
        country=country,
        objective=objective,
        limit=limit,
        offset=offset,
    )


def listing(asked: Asked, *, language: str) -> Listing:
    """One kind of public thing, chosen and counted by its facets. Empty without an index."""
    return index().listing(asked, language=language)


def _portions(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """A source's entries, some thousand at a time, the languages of one thing never parted.

    A source gives them together (see `Source`); this holds no more of them in memory than it must.
    """
    by_key = (list(same) for _, same in groupby(entries, key=lambda entry: entry.key))
    while portion := list(islice(by_key, AT_ONCE)):
        yield [entry for same in portion for entry in same]


def _forget(pks: list[int]) -> None:
    for start in range(0, len(pks), AT_ONCE):
        SearchChange.objects.filter(pk__in=pks[start : start + AT_ONCE]).delete()
