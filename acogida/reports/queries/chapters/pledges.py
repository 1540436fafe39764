"""The public pledges, how their delivery stands and how fresh what we know is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.pledges.models import Pledge
from acogida.pledges.queries.asked import Asked, narrowed
from acogida.pledges.queries.dashboard import tallies
from acogida.pledges.queries.lights import delivery, freshness
from acogida.reports.kinds import Kind
from acogida.reports.queries.scope import Scope

MOST = 60


def content(scope: Scope, on: date, _languages: Sequence[str]) -> dict[str, Any] | None:
    """Counted as the dashboard counts, so that every number is also there. Nothing for a mechanism."""
    if scope.kind == Kind.MECHANISM:
        return None
    asked = Asked(
        country=scope.country.code if scope.country else "",
        objective=int(scope.subject) if scope.kind == Kind.OBJECTIVE else 0,
        round_table=int(scope.subject) if scope.kind == Kind.ROUND_TABLE else 0,
    )
    found = tallies(asked, on)
    if not found.total:
        return None
    rows = narrowed(Pledge.objects.public(), asked, on).order_by("pledger_name", "pk")[:MOST]
    return {
        "total": found.total,
        "delivery": found.plain["delivery"],
        "freshness": found.plain["freshness"],
        "rows": [
            {
                "number": one.number,
                "title": one.title,
                "pledger": one.pledger_name,
                "delivery": delivery(one, on).value,
                "freshness": freshness(one, on).value,
            }
            for one in rows
        ],
    }
