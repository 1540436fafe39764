"""How much two mechanisms share, and why: a heuristic that opens its reasons, never a verdict.

Four likenesses, each from 0 to 1: members, objectives and themes by Jaccard's index (what both have over
what either has), and meetings by the share of the quarters in which both met over those in which either
did. The score is their mean by weight, over those that can be compared: where one side lists no members,
or has no meeting on record, that likeness is left out and its weight with it.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Prefetch

from acogida.mechanisms.models import Mechanism, Meeting, ObjectiveCode, Part, Participation
from acogida.mechanisms.queries import WORKING

WEIGHTS = {"members": 40, "objectives": 30, "themes": 30, "meetings": 0}


@dataclass(frozen=True)
class Profile:
    """What is compared of one mechanism on a day."""

    mechanism: Mechanism
    members: frozenset[int]
    objectives: frozenset[int]
    themes: frozenset[str]
    quarters: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Overlap:
    """Two mechanisms, how alike they are (0 to 1) in each respect that can be compared, and the whole."""

    first: Profile
    second: Profile
    parts: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    def shared(self, respect: str) -> list[Any]:
        return sorted(getattr(self.first, respect) & getattr(self.second, respect))


def jaccard(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """What both have over what either has: 0 for nothing in common, 1 for the same (Jaccard, 1901)."""
    either = set(one) | set(other)
    return len(set(one) & set(other)) / len(either) if either else 0.0


def compare(first: Profile, second: Profile, weights: dict[str, int]) -> Overlap:
    """The likenesses that can be compared and their mean by weight; 0 where no weight is left."""
    compared = {"objectives", "themes"}
    if first.members and second.members:
        compared.add("members")
    if first.quarters and second.quarters:
        compared.add("meetings")
    names = {"meetings": "quarters"}
    parts = {
        respect: jaccard(
            getattr(first, names.get(respect, respect)), getattr(second, names.get(respect, respect))
        )
        for respect in WEIGHTS
        if respect in compared
    }
    whole = sum(weights[respect] for respect in parts)
    score = sum(weights[respect] * value for respect, value in parts.items()) / whole if whole else 0.0
    return Overlap(first, second, parts, score)


def profiles(day: date, *, only_working: bool = True, with_meetings: bool = True) -> list[Profile]:
    """Mechanisms as they stood on a day: five queries for any number, four without their meetings."""
    found = Mechanism.objects.filter(status__in=WORKING) if only_working else Mechanism.objects.all()
    if with_meetings:
        found = found.prefetch_related(Prefetch("meetings", Meeting.objects.filter(starts_on__lte=day)))
    found = found.prefetch_related(
        "themes",
        Prefetch("codes", ObjectiveCode.objects.order_by("objective")),
        Prefetch("participations", Participation.objects.on(day).filter(part=Part.MEMBER)),
    )
    return [
        Profile(
            mechanism=one,
            members=frozenset(p.country_id for p in one.participations.all()),
            objectives=frozenset(code.objective_id for code in one.codes.all()),
            themes=frozenset(theme.pk for theme in one.themes.all()),
            quarters=frozenset(m.quarter for m in one.meetings.all()) if with_meetings else frozenset(),
        )
        for one in found
    ]


def overlaps(day: date, weights: dict[str, int]) -> list[Overlap]:
    """Every pair of working mechanisms, the most alike first; equal scores in the order of the registry."""
    pairs = [compare(one, other, weights) for one, other in combinations(profiles(day), 2)]
    return sorted(pairs, key=lambda o: (-o.score, o.first.mechanism.position, o.second.mechanism.position))


@dataclass(frozen=True)
class Saving:
    """What holding two sessions together would save, under assumptions that the page shows."""

    delegations: int
    trips: int
    money: int
    items: int


def together(overlap: Overlap, *, people: int, fare: int) -> Saving:
    """If both met in one place in one week: each country in both sends its people once instead of twice.

    `people` a delegation, `fare` the cost of one trip in whole dollars; agenda items are the shared themes.
    """
    delegations = len(overlap.first.members & overlap.second.members)
    trips = delegations * people
    return Saving(delegations, trips, trips * fare, len(overlap.first.themes & overlap.second.themes))
