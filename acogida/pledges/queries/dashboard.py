"""How many pledges there are of each kind, under the filters asked: every number opens its list.

Five readings of the table, whatever its size: sets are counted bit by bit in one of them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Sum, Value, When

from acogida.pledges.masks import CONTRIBUTIONS
from acogida.pledges.models import Pledge
from acogida.pledges.queries.asked import Asked, narrowed
from acogida.territories.models import Territory

OBJECTIVES, PRINCIPLES = 23, 10
PLAIN = ("delivery_light", "freshness_light", "form", "route", "framework", "entity_kind")


@dataclass(frozen=True)
class Tallies:
    """Counts by the values that the filters take; a pledge with three objectives is counted under each."""

    total: int
    objectives: dict[int, int] = field(default_factory=dict)
    principles: dict[int, int] = field(default_factory=dict)
    contributions: dict[str, int] = field(default_factory=dict)
    plain: dict[str, dict[str, int]] = field(default_factory=dict)
    countries: dict[int, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def tallies(asked: Asked, on: date) -> Tallies:
    """Everything the dashboard counts."""
    found = narrowed(Pledge.objects.public(), asked, on).order_by()
    bits = found.aggregate(
        total=Count("pk"),
        **_sums("objectives_mask", "o", OBJECTIVES),
        **_sums("principles_mask", "p", PRINCIPLES),
        **_sums("contributions_mask", "c", len(CONTRIBUTIONS)),
    )
    return Tallies(
        total=bits["total"],
        objectives=_some((n, bits[f"o{n}"]) for n in range(1, OBJECTIVES + 1)),
        principles=_some((n, bits[f"p{n}"]) for n in range(1, PRINCIPLES + 1)),
        contributions=_some((c.value, bits[f"c{n}"]) for n, c in enumerate(CONTRIBUTIONS, 1)),
        plain=_plain(found),
        countries=_grouped(found, "country"),
        years=_grouped(found, "year"),
    )


def _sums(name: str, letter: str, count: int) -> dict[str, Any]:
    """How many rows have each bit set."""
    return {
        f"{letter}{n}": Sum(
            Case(
                When(**{f"{name}__gt": 0}, then=F(name).bitrightshift(n - 1).bitand(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
        )
        for n in range(1, count + 1)
    }


def _some(pairs: Iterable[tuple[Any, int | None]]) -> dict[Any, int]:
    return {key: count for key, count in pairs if count}


def _plain(found: Any) -> dict[str, dict[str, int]]:
    """The simple columns in one reading: few combinations, added up here."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in PLAIN}
    for *values, count in found.values_list(*PLAIN).annotate(n=Count("pk")):
        for name, value in zip(PLAIN, values, strict=True):
            if value is not None:
                counts[name][value] += count
    return {name: dict(counter) for name, counter in counts.items()}


def _grouped(found: Any, name: str) -> dict[int, int]:
    rows = found.filter(**{f"{name}__isnull": False}).values_list(name).annotate(n=Count("pk"))
    return dict(rows)


def by_place(asked: Asked, on: date, *, level: str) -> list[tuple[Territory, int]]:
    """Places with their number of pledges, by name: countries, or the municipalities of the country asked."""
    name = "country" if level == "country" else "territory"
    found = narrowed(Pledge.objects.public(), asked, on).order_by()
    counts = _grouped(found, name)
    places = Territory.objects.in_bulk(list(counts))
    rows = [(places[pk], n) for pk, n in counts.items() if pk in places]
    return sorted(rows, key=lambda row: str(row[0]))
