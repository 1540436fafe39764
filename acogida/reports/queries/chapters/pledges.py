"""The public pledges, how their delivery stands and how fresh what we know is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count

from acogida.core.gathered import ShortList
from acogida.pledges.models import Pledge
from acogida.pledges.queries.asked import serving
from acogida.pledges.queries.lights import with_lights
from acogida.pledges.states import Delivery, Freshness
from acogida.reports.kinds import Kind
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope

MOST = 60
LIGHTS = ("delivery_light", "freshness_light")
NUMBERED = ("pk", "dashboard_number", "source_id")


def asks(scope: Scope, on: date) -> list[ShortList[Any]]:
    """How many stand under which lights, and the first by name. Nothing for a mechanism."""
    if scope.kind == Kind.MECHANISM:
        return []
    found = with_lights(Pledge.objects.public(), on)
    found = found.filter(country=scope.country) if scope.country else serving(found, scope.objectives or ())
    counts = found.order_by().values_list(*LIGHTS).annotate(n=Count("pk"))
    rows = found.order_by("pledger_name", "pk").values_list(*NUMBERED, "title", "pledger_name", *LIGHTS)
    return [ShortList(counts, lambda *count: count), ShortList(rows[:MOST], _row)]


def _row(
    pk: int, dashboard: str, source: str, title: str, pledger: str, delivery: str, freshness: str
) -> dict[str, Any]:
    return {
        "number": Pledge(pk=pk, dashboard_number=dashboard, source_id=source).number,
        "title": title,
        "pledger": pledger,
        "delivery": delivery,
        "freshness": freshness,
    }


def content(_ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Counted as the dashboard counts, so that every number is also there."""
    if not told or not told[0]:
        return None
    counts, rows = told
    return {
        "total": sum(n for _delivery, _freshness, n in counts),
        "delivery": _summed(Delivery.values, ((light, n) for light, _freshness, n in counts)),
        "freshness": _summed(Freshness.values, ((light, n) for _delivery, light, n in counts)),
        "rows": rows,
    }


def _summed(lights: Iterable[str], counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How many stand under each light, in the order of the lights."""
    sums = dict.fromkeys(lights, 0)
    for light, n in counts:
        sums[light] += n
    return {light: n for light, n in sums.items() if n}
