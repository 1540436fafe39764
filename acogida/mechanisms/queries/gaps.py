"""What no mechanism of a country covers, and meetings that ask the same people at the same time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef

from acogida.core.gathered import Gathered, ShortList, whole
from acogida.mechanisms.models import Mechanism, Meeting, ObjectiveCode, Part, Participation, Reach
from acogida.mechanisms.queries import WORKING
from acogida.mechanisms.queries.overlap import Profile, profiles
from acogida.territories.models import Territory

OBJECTIVES = range(1, 24)
SAME_TIME = timedelta(days=30)


@dataclass(frozen=True)
class Coverage:
    """A country and, for each objective, its regional mechanisms that work on it. None is a gap."""

    country: Territory
    by_objective: dict[int, list[Mechanism]]

    @property
    def gaps(self) -> list[int]:
        return [number for number, found in self.by_objective.items() if not found]


def coverage(day: date) -> list[Coverage]:
    """Countries that are members of something, by name. Global bodies are left out: they cover everything.

    What is covered is what a mechanism works on, not what was achieved.
    """
    found = [one for one in profiles(day) if one.mechanism.reach != Reach.GLOBAL and one.members]
    held: dict[int, list[Profile]] = defaultdict(list)
    for profile in found:
        for country in profile.members:
            held[country].append(profile)
    countries = Territory.objects.filter(pk__in=held)
    return [
        Coverage(
            country,
            {
                number: [one.mechanism for one in held[country.pk] if number in one.objectives]
                for number in OBJECTIVES
            },
        )
        for country in sorted(countries, key=lambda c: c.local_name)
    ]


def asked_work(country: Territory, day: date) -> ShortList[frozenset[int]]:
    """On what each regional mechanism works that a country is a member of: what `left_out` asks for."""
    worked = ObjectiveCode.objects.filter(mechanism=OuterRef("mechanism")).order_by()
    found = Participation.objects.on(day).members().filter(country=country, mechanism__status__in=WORKING)
    found = found.exclude(mechanism__reach=Reach.GLOBAL).order_by("pk")
    return ShortList(found.values_list(Gathered(worked.values(gathered=F("objective_id")))), _numbers)


def _numbers(numbers: Any) -> frozenset[int]:
    return frozenset(whole(numbers))


def left_out(worked: Collection[frozenset[int]]) -> list[int]:
    """The gaps that `coverage` tells of one country; none where it is a member of nothing."""
    return [number for number in OBJECTIVES if not any(number in one for one in worked)] if worked else []


@dataclass(frozen=True)
class Collision:
    """Two meetings of two mechanisms less than a month apart, and the members that both ask to travel."""

    first: Meeting
    second: Meeting
    shared: int


def collisions(meetings: list[Meeting]) -> list[Collision]:
    """Pairs within thirty days that share members, the earliest first."""
    members: dict[int, set[int]] = defaultdict(set)
    asked = Participation.objects.filter(
        mechanism__in={m.mechanism_id for m in meetings}, part=Part.MEMBER, ended_at__isnull=True
    )
    for mechanism, country in asked.values_list("mechanism_id", "country_id"):
        members[mechanism].add(country)
    ordered = sorted(meetings, key=lambda m: (m.starts_on, m.pk))
    found = []
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.starts_on - one.ends_on > SAME_TIME:
                break
            shared = len(members[one.mechanism_id] & members[other.mechanism_id])
            if shared and one.mechanism_id != other.mechanism_id:
                found.append(Collision(one, other, shared))
    return found
