"""What an annual report says, as frozen figures: what was pledged up to a day, what came of it."""

from datetime import date
from typing import Any

from django.db.models import Q

from acogida.compact.models import RoundTable
from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Pledge, Update
from acogida.pledges.queries.asked import Asked
from acogida.pledges.queries.dashboard import tallies
from acogida.pledges.queries.lights import delivery, freshness
from acogida.pledges.states import CLOSINGS

MOST = 500


def content_of(year: int, as_of: date) -> dict[str, Any]:
    """Everything the report of a year shows, as plain JSON."""
    found = tallies(Asked(), as_of)
    made = Pledge.objects.public().filter(announced_on__year=year).order_by("announced_on", "pk")
    closed = Pledge.objects.filter(state__in=CLOSINGS, closed_on__year=year).order_by("closed_on", "pk")
    updates = Update.objects.filter(published_at__isnull=False, reported_on__year=year)
    return {
        "year": year,
        "as_of": as_of.isoformat(),
        "total": found.total,
        "objectives": {str(k): v for k, v in found.objectives.items()},
        "contributions": found.contributions,
        "delivery": found.plain["delivery"],
        "freshness": found.plain["freshness"],
        "route": found.plain["route"],
        "updates": updates.count(),
        "documented": updates.filter(Q(grade="documented") | Q(grade="confirmed")).count(),
        "confirmed": updates.filter(grade="confirmed").count(),
        "announced": [_brief(one, as_of) for one in made[:MOST]],
        "closed": [{**_brief(one, as_of), "reason": one.state_reason} for one in closed[:MOST]],
    }


def _brief(pledge: Pledge, on: date) -> dict[str, Any]:
    return {
        "number": pledge.number,
        "title": pledge.title,
        "pledger": pledge.pledger_name,
        "objectives": numbers_in(pledge.objectives_mask),
        "delivery": delivery(pledge, on).value,
        "freshness": freshness(pledge, on).value,
    }


def by_round_table() -> list[tuple[RoundTable, list[int], list[Pledge]]]:
    """The four round tables of the Forum, each with its objectives and the public pledges that serve them."""
    pledges = list(
        Pledge.objects.public().select_related("country", "territory").order_by("pledger_name", "pk")[:5000]
    )
    rows = []
    for table in RoundTable.objects.prefetch_related("objectives"):
        numbers = sorted(o.number for o in table.objectives.all())
        mask = sum(1 << (n - 1) for n in numbers)
        rows.append((table, numbers, [one for one in pledges if one.objectives_mask & mask]))
    return rows
