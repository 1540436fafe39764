"""How much two mechanisms share, and why: a heuristic that opens its reasons, never a verdict.

Four likenesses, each from 0 to 1: members, objectives and themes by Jaccard's index (what both have over
what either has), and meetings by the share of the quarters in which both met over those in which either
did. The score is their mean by weight, over those that can be compared: where one side lists no members,
or has no meeting on record, that likeness is left out and its weight with it.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from acogida.core.gathered import Gathered, ShortList, told_together, whole
from acogida.core.gathered import day as day_of
from acogida.mechanisms.models import Mechanism, Meeting, ObjectiveCode, Participation
from acogida.mechanisms.queries import WORKING

KEPT = tuple(field.attname for field in Mechanism._meta.concrete_fields)
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


def profiles(day: date, *, only_working: bool = True) -> list[Profile]:
    """Mechanisms as they stood on a day, in the order of the registry: one query for any number."""
    return told_together([asked_profiles(day, only_working=only_working)])


def asked_profiles(day: date, *, only_working: bool = True) -> ShortList[Profile]:
    """The same, for whoever asks for it together with other things."""
    found = Mechanism.objects.filter(status__in=WORKING) if only_working else Mechanism.objects.all()
    held = [
        _held(Participation.objects.on(day).members(), "country_id"),
        _held(ObjectiveCode.objects.all(), "objective_id"),
        _held(Mechanism.themes.through.objects.all(), "theme_id"),
        _held(Meeting.objects.filter(starts_on__lte=day), "starts_on"),
    ]
    return ShortList(found.values_list(*KEPT, *held), _profile)


def _held(rows: QuerySet[Any], column: str) -> Gathered:
    return Gathered(rows.filter(mechanism=OuterRef("pk")).order_by().values(gathered=F(column)))


def _profile(*row: Any) -> Profile:
    kept = dict(zip(KEPT, row, strict=False))
    texts = {name: whole(kept[name]) for name in ("names", "acronyms")}
    members, objectives, themes, days = map(whole, row[len(KEPT) :])
    return Profile(
        mechanism=Mechanism(**{**kept, **texts, "checked_on": day_of(kept["checked_on"])}),
        members=frozenset(members),
        objectives=frozenset(objectives),
        themes=frozenset(themes),
        quarters=frozenset(_quarter(text) for text in days),
    )


@lru_cache(maxsize=5_000)
def _quarter(text: str) -> tuple[int, int]:
    """The quarter of a day; remembered, since mechanisms meet on the same days again and again."""
    return Meeting(starts_on=date.fromisoformat(text)).quarter


def overlaps(day: date, weights: dict[str, int], *, most: int | None = None) -> list[Overlap]:
    """Every pair of working mechanisms, or the `most` alike, the most alike first; equal scores in the order
    of the registry.
    """
    found = profiles(day)
    ranked = nsmallest(most, _ranks(found, weights)) if most else sorted(_ranks(found, weights))
    return [compare(found[first], found[second], weights) for _score, first, second in ranked]


def alike(one: Mechanism, found: Sequence[Profile], weights: dict[str, int]) -> list[Overlap]:
    """The pairs of one mechanism with each of the others, in the order of `overlaps`; none of one that is
    not among the profiles.
    """
    place = next((n for n, profile in enumerate(found) if profile.mechanism == one), None)
    if place is None:
        return []
    pairs = [
        compare(found[min(n, place)], found[max(n, place)], weights) for n in range(len(found)) if n != place
    ]
    return sorted(pairs, key=lambda pair: -pair.score)


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
