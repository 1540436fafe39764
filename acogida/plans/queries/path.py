"""What must come before what: circles, the critical path, and dates that cannot hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

Needs = Mapping[int, set[int]]


def circle(needs: Needs, start: int) -> list[int]:
    """The pks of a circle through `start`, each waiting for the next; empty where there is none."""
    stack = [(start, [start])]
    seen: set[int] = set()
    while stack:
        here, way = stack.pop()
        for following in sorted(needs.get(here, ()), reverse=True):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                stack.append((following, [*way, following]))
    return []


@dataclass(frozen=True)
class Step:
    """When an action can begin and end at the earliest, given what it waits for.

    `slack` is how many days it may slip before the whole ends later; 0 is the critical path. `pushed`
    is how many days after its written start it can really begin.
    """

    pk: int
    earliest_start: date
    earliest_end: date
    slack: int
    pushed: int

    @property
    def is_critical(self) -> bool:
        return self.slack == 0


def path(dates: Mapping[int, tuple[date, date]], needs: Needs) -> dict[int, Step]:
    """The critical path method on calendar days: forwards for the earliest, backwards for the latest.

    `dates` are the written first and last day of each action; `needs` holds no circle. Only what is in
    `dates` counts.
    """
    order = _ordered(dates, needs)
    early: dict[int, tuple[date, date]] = {}
    for pk in order:
        start, end = dates[pk]
        ready = [early[n][1] + timedelta(days=1) for n in needs.get(pk, ()) if n in early]
        begin = max([start, *ready])
        early[pk] = (begin, begin + (end - start))
    last = max((end for _start, end in early.values()), default=date.min)
    latest: dict[int, date] = {}
    for pk in reversed(order):
        following = [
            latest[f] - (early[f][1] - early[f][0]) - timedelta(days=1)
            for f in order
            if f in latest and pk in needs.get(f, ())
        ]
        latest[pk] = min([last, *following])
    return {
        pk: Step(
            pk,
            early[pk][0],
            early[pk][1],
            slack=(latest[pk] - early[pk][1]).days,
            pushed=(early[pk][0] - dates[pk][0]).days,
        )
        for pk in order
    }


def _ordered(dates: Mapping[int, tuple[date, date]], needs: Needs) -> list[int]:
    """Each after all that it waits for, earlier starts first."""
    left = sorted(dates, key=lambda pk: (dates[pk][0], pk))
    order: list[int] = []
    while left:
        free = next(pk for pk in left if not any(n in left for n in needs.get(pk, ()) if n in dates))
        order.append(free)
        left.remove(free)
    return order
