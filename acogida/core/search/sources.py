"""What can be found: each module registers its sources; the index asks them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.functional import Promise

from acogida.core.models import SearchChange


@dataclass(frozen=True)
class Entry:
    """One public thing as the index keeps it, in one language.

    `path` names the page without its language prefix's words: a pair of view name and arguments, so
    that the same entry opens in the reader's language. `country` is ISO 3166-1 alpha-3.

    What a listing of one kind needs besides: `facets` are `group:value` words to count and choose by,
    `year` and `copies` numbers to sort by, `extra` plain JSON given back with the hit. They are of the
    thing, not of the language: those of its first entry count.
    """

    key: str
    language: str
    title: str
    body: str
    view: str
    args: tuple[str, ...]
    country: str = ""
    objectives: tuple[int, ...] = ()
    note: str = ""
    facets: tuple[str, ...] = ()
    year: int = 0
    copies: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """A kind of thing that search finds. `entries(None)` gives all, `entries(keys)` those.

    The entries of one key, one a language, follow each other. A key that gives none is no longer public.
    """

    kind: str
    label: str | Promise
    order: int
    entries: Callable[[Iterable[str] | None], Iterable[Entry]]


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Called once from a module's `AppConfig.ready`."""
    SOURCES[source.kind] = source


def changed(kind: str, key: object) -> None:
    """Ask for one thing to be indexed again; call it inside the deed's transaction.

    The worker is told once a transaction, on commit. Should that fail, the change waits in the outbox
    for the worker's next round.
    """
    SearchChange.objects.create(kind=kind, key=str(key))
    if not any(waiting[1] is _tell_worker for waiting in connection.run_on_commit):
        transaction.on_commit(_tell_worker, robust=True)


def _tell_worker() -> None:
    # Imported here: the task reaches back to this module through the index.
    from acogida.core.search.tasks import apply_search_changes  # noqa: PLC0415 -- as said above

    apply_search_changes.enqueue()
