"""How many pledges there are of each kind, under the filters asked: every number opens its list."""

from dataclasses import dataclass, field
from datetime import date

from acogida.pledges.masks import CONTRIBUTIONS
from acogida.pledges.queries.asked import Asked
from acogida.territories.models import Territory

OBJECTIVES, PRINCIPLES = range(1, 24), range(1, 11)
PLAIN = ("delivery", "freshness", "form", "route", "framework", "entity_kind")


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
    from acogida.pledges.queries.columns import left_by  # noqa: PLC0415 -- numpy, and only counting needs it

    found = left_by(asked, on)
    return Tallies(
        total=found.total(),
        objectives=found.apart("objectives_mask", OBJECTIVES),
        principles=found.apart("principles_mask", PRINCIPLES),
        contributions=found.apart("contributions_mask", [one.value for one in CONTRIBUTIONS]),
        plain={name: found.counted(name) for name in PLAIN},
        countries=found.counted("country"),
        years=found.counted("year"),
    )


def by_place(asked: Asked, on: date, *, level: str) -> list[tuple[Territory, int]]:
    """Places with their number of pledges, by name: countries, or the municipalities of the country asked."""
    from acogida.pledges.queries.columns import left_by  # noqa: PLC0415 -- as above

    counts = left_by(asked, on).counted("country" if level == "country" else "territory")
    places = Territory.objects.in_bulk(list(counts))
    rows = [(places[pk], n) for pk, n in counts.items() if pk in places]
    return sorted(rows, key=lambda row: str(row[0]))
