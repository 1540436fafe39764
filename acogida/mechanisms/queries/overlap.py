"""How much two mechanisms share, and why: a heuristic that opens its reasons, never a verdict.

Four likenesses, each from 0 to 1: members, objectives and themes by Jaccard's index (what both have over
what either has), and meetings by the share of the quarters in which both met over those in which either
did. The score is their mean by weight, over those that can be compared: where one side lists no members,
or has no meeting on record, that likeness is left out and its weight with it.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from typing import Any, TypeVar

from acogida.mechanisms.models import Mechanism, Meeting, ObjectiveCode, Participation
from acogida.mechanisms.queries import WORKING

T = TypeVar("T", bound=Hashable)
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
    members = _by_mechanism(
        Participation.objects.on(day).members().order_by().values_list("mechanism_id", "country_id")
    )
    objectives = _by_mechanism(ObjectiveCode.objects.order_by().values_list("mechanism_id", "objective_id"))
    quarters: dict[int, set[tuple[int, int]]] = {}
    if with_meetings:
        held = Meeting.objects.filter(starts_on__lte=day).only("mechanism_id", "starts_on")
        quarters = _by_mechanism((one.mechanism_id, one.quarter) for one in held)
    return [
        Profile(
            mechanism=one,
            members=frozenset(members.get(one.pk, ())),
            objectives=frozenset(objectives.get(one.pk, ())),
            themes=frozenset(theme.pk for theme in one.themes.all()),
            quarters=frozenset(quarters.get(one.pk, ())),
        )
        for one in found.prefetch_related("themes")
    ]


def _by_mechanism(pairs: Iterable[tuple[int, T]]) -> dict[int, set[T]]:
    found: dict[int, set[T]] = {}
    for mechanism, held in pairs:
        found.setdefault(mechanism, set()).add(held)
    return found


def overlaps(day: date, weights: dict[str, int], *, most: int | None = None) -> list[Overlap]:
    """Every pair of working mechanisms, or the `most` alike, the most alike first; equal scores in the order
    of the registry.
    """
    found = profiles(day)
    ranked = nsmallest(most, _ranks(found, weights)) if most else sorted(_ranks(found, weights))
    return [compare(found[first], found[second], weights) for _score, first, second in ranked]


def _ranks(found: Sequence[Profile], weights: dict[str, int]) -> Iterator[tuple[float, int, int]]:
    """For each pair its score, negative, and where both stand: what `compare` says, without its reasons.

    Sets are numbers with a bit for each thing held: two hundred mechanisms make twenty thousand pairs.
    """
    of_members, of_objectives = weights["members"], weights["objectives"]
    of_themes, of_meetings = weights["themes"], weights["meetings"]
    rows = list(
        zip(
            _bits([one.members for one in found]),
            _bits([one.objectives for one in found]),
            _bits([one.themes for one in found]),
            _bits([one.quarters for one in found]),
            strict=True,
        )
    )
    for first, (members, objectives, themes, quarters) in enumerate(rows):
        for second in range(first + 1, len(rows)):
            members2, objectives2, themes2, quarters2 = rows[second]
            whole, total = of_objectives + of_themes, 0.0
            if members and members2:
                whole += of_members
                total = of_members * ((members & members2).bit_count() / (members | members2).bit_count())
            if either := objectives | objectives2:
                total += of_objectives * ((objectives & objectives2).bit_count() / either.bit_count())
            if either := themes | themes2:
                total += of_themes * ((themes & themes2).bit_count() / either.bit_count())
            if quarters and quarters2:
                whole += of_meetings
                total += of_meetings * (
                    (quarters & quarters2).bit_count() / (quarters | quarters2).bit_count()
                )
            yield (-total / whole if whole else 0.0), first, second


def _bits(held: Sequence[Collection[Hashable]]) -> list[int]:
    places: dict[Hashable, int] = {}
    return [sum(1 << places.setdefault(one, len(places)) for one in some) for some in held]


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
