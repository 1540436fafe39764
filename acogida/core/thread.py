"""The golden thread: what caused a thing and what came of it, across modules that do not know each other.

Each module registers its kinds of bead and the links that point down from them; nobody imports upward.

    evidence ─ assessment answer ─ challenge ─ action ─ indicator ─ progress ─ pledge ─ practice
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

Key = tuple[str, int]


@dataclass(frozen=True)
class Bead:
    """One thing on the thread as a page shows it."""

    kind: str
    pk: int
    title: str
    url: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        return (self.kind, self.pk)

    @property
    def label(self) -> str:
        return str(KINDS[self.kind].label)

    @property
    def thread_url(self) -> str:
        return page_url(self.kind, self.pk)


@dataclass(frozen=True)
class Kind:
    """A kind of bead. `describe(pks, user)` returns only those this person may see."""

    name: str
    label: str | Promise
    order: int
    describe: Callable[[Iterable[int], Any], Mapping[int, Bead]]


@dataclass(frozen=True)
class Link:
    """Pairs (cause pk, effect pk) between two kinds, asked from either side in one query."""

    cause: str
    effect: str
    from_causes: Callable[[Iterable[int]], Iterable[tuple[int, int]]]
    from_effects: Callable[[Iterable[int]], Iterable[tuple[int, int]]]


@dataclass
class Strand:
    """What a thread page shows: the thing, its causes and its effects, nearest first."""

    bead: Bead
    causes: list[Bead] = field(default_factory=list)
    effects: list[Bead] = field(default_factory=list)


KINDS: dict[str, Kind] = {}
LINKS: list[Link] = []


def register(kind: Kind, *links: Link) -> None:
    """Called once from a module's `AppConfig.ready`."""
    KINDS[kind.name] = kind
    known = {(link.cause, link.effect) for link in LINKS}
    LINKS.extend(link for link in links if (link.cause, link.effect) not in known)


def page_url(kind: str, pk: int) -> str:
    """The thread page of one thing; `home` serves it under the name `thread`."""
    return reverse("thread", args=[kind, pk])


def around(kind: str, pk: int, *, user: Any) -> Strand | None:
    """The thread of one thing as far as this person may see it; None where they may not see it."""
    found = KINDS[kind].describe([pk], user) if kind in KINDS else {}
    if pk not in found:
        return None
    return Strand(
        bead=found[pk],
        causes=_follow((kind, pk), user=user, upward=True),
        effects=_follow((kind, pk), user=user, upward=False),
    )


def _follow(start: Key, *, user: Any, upward: bool) -> list[Bead]:
    """Breadth first, one query a link and level; a thing unseen ends its branch."""
    seen: set[Key] = {start}
    level: dict[str, set[int]] = {start[0]: {start[1]}}
    beads: list[Bead] = []
    while level:
        following: dict[str, set[int]] = {}
        for link in LINKS:
            here, there = (link.effect, link.cause) if upward else (link.cause, link.effect)
            if here not in level:
                continue
            pairs = (link.from_effects if upward else link.from_causes)(level[here])
            keys = {(there, pair[0 if upward else 1]) for pair in pairs} - seen
            seen |= keys
            for name, pk in keys:
                following.setdefault(name, set()).add(pk)
        level = {}
        for name in sorted(following, key=lambda n: KINDS[n].order, reverse=upward):
            described = KINDS[name].describe(sorted(following[name]), user)
            beads.extend(described[pk] for pk in sorted(described))
            if described:
                level[name] = set(described)
    return beads
