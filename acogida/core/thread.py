"""The golden thread: what caused a thing and what came of it, across modules that do not know each other.

Each module registers its kinds of bead and the links that point down from them; nobody imports upward.

    evidence ─ assessment answer ─ challenge ─ action ─ indicator ─ progress ─ pledge ─ practice
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

Key = tuple[str, int]
Pks = Iterable[int]


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
    """A kind of bead. `describe(pks, user)` returns only those this person may see.

    `pks` is whatever Django's `pk__in` takes: numbers, or a query that becomes part of the one asked.
    """

    name: str
    label: str | Promise
    order: int
    describe: Callable[[Any, Any], Mapping[int, Bead]]


@dataclass(frozen=True)
class Link:
    """What leads from causes to effects of two kinds and back: pks for pks, as numbers or as a query.

    `within`: a third kind whose own link to the effects tells all that this one does, so that below a bead of
    that kind it need not be asked (an action's reports are those of its indicators too).
    """

    cause: str
    effect: str
    effects_of: Callable[[Any], Pks]
    causes_of: Callable[[Any], Pks]
    within: str = ""


def held_by(
    model: type[Model], cause: str, effect: str = "pk"
) -> tuple[Callable[[Any], Pks], Callable[[Any], Pks]]:
    """Both directions of a link that a model holds: the field that names the cause, the one of the effect."""

    def effects_of(pks: Any) -> Pks:
        return (
            model._default_manager.filter(**{f"{cause}__in": pks}).order_by().values_list(effect, flat=True)
        )

    def causes_of(pks: Any) -> Pks:
        held = model._default_manager.filter(**{f"{effect}__in": pks, f"{cause}__isnull": False})
        return held.order_by().values_list(cause, flat=True)

    return effects_of, causes_of


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
    """Breadth first, one query a kind and level; a thing unseen ends its branch."""
    seen: set[Key] = {start.key}
    passed: set[str] = set()
    level: dict[str, list[Bead]] = {start.kind: [start]}
    beads: list[Bead] = []
    while level:
        passed |= set(level)
        asked: dict[str, list[Pks]] = {}
        for link in LINKS:
            here, there = (link.effect, link.cause) if upward else (link.cause, link.effect)
            if here in level and (upward or link.within not in passed):
                asked.setdefault(there, []).append(_next(link, level[here], upward=upward))
        before, level = level, {}
        for name in sorted(asked, key=lambda n: KINDS[n].order, reverse=upward):
            described = _described(name, asked[name], seen, user)
            found = [described[pk] for pk in sorted(described) if (name, pk) not in seen]
            if not upward:
                found = [bead for bead in found if _is_effect(bead, before)]
            seen |= {bead.key for bead in found}
            beads.extend(found)
            if found:
                level[name] = found
    return beads


def _is_effect(bead: Bead, causes: Mapping[str, list[Bead]]) -> bool:
    """Whether it says of itself that one of these caused it: of an amendment a stranger reads nothing before
    it is adopted. A bead that does not tell its causes is taken at the link's word.
    """
    leading = [
        kind for kind in causes if any((link.cause, link.effect) == (kind, bead.kind) for link in LINKS)
    ]
    return any(
        kind not in bead.causes or any(cause.pk in bead.causes[kind] for cause in causes[kind])
        for kind in leading
    )


def _described(name: str, asked: list[Pks], seen: set[Key], user: Any) -> Mapping[int, Bead]:
    """The beads of one kind to which links lead; nothing is asked where they are known to lead nowhere."""
    if len(asked) == 1 and isinstance(asked[0], QuerySet):
        return KINDS[name].describe(asked[0], user)
    pks = {pk for some in asked for pk in some if (name, pk) not in seen}
    return KINDS[name].describe(sorted(pks), user) if pks else {}


def _next(link: Link, beads: list[Bead], *, upward: bool) -> Pks:
    """The other ends of a link: as the beads say themselves, else as the link tells."""
    if upward and all(link.cause in bead.causes for bead in beads):
        return {pk for bead in beads for pk in bead.causes[link.cause]}
    pks = [bead.pk for bead in beads]
    return link.causes_of(pks) if upward else link.effects_of(pks)
