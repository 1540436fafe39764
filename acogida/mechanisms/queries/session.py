"""An annual session of mechanisms: who answered what, by theme, and the ground they share."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import QuerySet

from acogida.core.text import fold
from acogida.dialogues.models import Event, EventKind
from acogida.dialogues.queries.answers import side_by_side
from acogida.mechanisms.models import JointAction, Mechanism, Theme
from acogida.mechanisms.queries import WORKING
from acogida.mechanisms.queries.overlap import WEIGHTS, Overlap, Profile, compare, profiles
from acogida.pledges.states import State
from acogida.practices.models import Level, Practice
from acogida.practices.queries.published import published

WIDE = (Level.SUBREGIONAL, Level.REGIONAL, Level.GLOBAL)
MOST_PRACTICES = 12


@dataclass(frozen=True)
class Presenter:
    """A mechanism of a session: as the event names it, as the registry knows it, what it answered.

    `profile` is what is compared of it; one that no longer meets has none.
    """

    name: str
    mechanism: Mechanism | None
    profile: Profile | None
    answers: tuple[str, ...]


def sessions() -> QuerySet[Event]:
    """The annual sessions that are public, newest first."""
    return Event.objects.public().filter(kind=EventKind.MECHANISMS).order_by("-held_on", "-pk")


def presenters(event: Event, day: date) -> list[Presenter]:
    """In the order of the session. A name that the registry does not know stands for itself."""
    known: dict[str, Profile] = {}
    for profile in profiles(day, only_working=False):
        one = profile.mechanism
        for word in {one.key, *one.names.values(), *one.acronyms.values()}:
            known.setdefault(fold(word), profile)
    return [_presenter(row, known.get(fold(row["mechanism"]))) for row in side_by_side(event)]


def _presenter(row: dict[str, Any], profile: Profile | None) -> Presenter:
    mechanism = profile.mechanism if profile else None
    works = mechanism is not None and mechanism.status in WORKING
    return Presenter(row["mechanism"], mechanism, profile if works else None, tuple(row["answers"]))


def themes_of(found: Collection[Presenter]) -> list[tuple[Theme, list[Presenter]]]:
    """The themes that those present work on, those of most mechanisms first, then by name."""
    by_theme: dict[str, list[Presenter]] = {}
    for one in found:
        for theme in sorted(one.profile.themes) if one.profile else ():
            by_theme.setdefault(theme, []).append(one)
    themes = Theme.objects.in_bulk(list(by_theme))
    rows = [(themes[key], those) for key, those in by_theme.items()]
    return sorted(rows, key=lambda row: (-len(row[1]), str(row[0])))


def shared(found: Collection[Presenter]) -> list[Overlap]:
    """Pairs of those present by how much they have in common, the most first."""
    known = [one.profile for one in found if one.profile]
    pairs = [compare(one, other, dict(WEIGHTS)) for one, other in combinations(known, 2)]
    return sorted(pairs, key=lambda o: (-o.score, o.first.mechanism.position, o.second.mechanism.position))


def uncovered(found: Collection[Presenter]) -> list[int]:
    """The objectives that none of those present works on; none where nobody present is in the registry."""
    if not any(one.profile for one in found):
        return []
    held = {number for one in found if one.profile for number in one.profile.objectives}
    return [number for number in range(1, 24) if number not in held]


def gathered_practices(found: Collection[Presenter]) -> list[Practice]:
    """Published practices beyond one country that serve what two or more of those present work on."""
    known = [one.profile.objectives for one in found if one.profile]
    common = {n for one, other in combinations(known, 2) for n in one & other}
    wide = published().filter(level__in=WIDE, traits__served__objective__in=common).distinct()
    return list(wide[:MOST_PRACTICES])


def joint_actions(event: Event) -> list[JointAction]:
    """What the session's mechanisms will do together, with the pledge that follows each."""
    found = JointAction.objects.filter(event=event).select_related("pledge")
    return list(found.prefetch_related("mechanisms", "objectives"))


def is_public(joint: JointAction) -> bool:
    """Whether the pledge behind a joint action can be read by everybody."""
    return bool(joint.pledge and joint.pledge.state != State.DRAFT)
