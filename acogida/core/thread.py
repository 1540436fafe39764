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
    """One thing on the thread as a page shows it.

    `causes` are the pks of its causes by their kind, where describing it told: then no link is asked.
    """

    kind: str
    pk: int
    title: str
    url: str = ""
    note: str = ""
    causes: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

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
        causes=_follow(found[pk], user=user, upward=True),
        effects=_follow(found[pk], user=user, upward=False),
    )


def _follow(start: Bead, *, user: Any, upward: bool) -> list[Bead]:
    """Breadth first, at most one query a link and level; a thing unseen ends its branch."""
    seen: set[Key] = {start.key}
    level: dict[str, list[Bead]] = {start.kind: [start]}
    beads: list[Bead] = []
    while level:
        following: dict[str, set[int]] = {}
        for link in LINKS:
            here, there = (link.effect, link.cause) if upward else (link.cause, link.effect)
            if here not in level:
                continue
            keys = {(there, pk) for pk in _next(link, level[here], upward=upward)} - seen
            seen |= keys
            for name, pk in keys:
                following.setdefault(name, set()).add(pk)
        level = {}
        for name in sorted(following, key=lambda n: KINDS[n].order, reverse=upward):
            described = KINDS[name].describe(sorted(following[name]), user)
            found = [described[pk] for pk in sorted(described)]
            beads.extend(found)
            if found:
                level[name] = found
    return beads


def _next(link: Link, beads: list[Bead], *, upward: bool) -> set[int]:
    """The other ends of a link: as the beads say themselves, else asked."""
    if upward and all(link.cause in bead.causes for bead in beads):
        return {pk for bead in beads for pk in bead.causes[link.cause]}
    pks = {bead.pk for bead in beads}
    pairs = (link.from_effects if upward else link.from_causes)(pks)
    return {pair[0 if upward else 1] for pair in pairs}
