"""The adopted plans and what they do under which objective."""

from collections import Counter
from datetime import date
from typing import Any

from acogida.core.gathered import Plucked, ShortList, whole
from acogida.plans.queries.published import published
from acogida.reports.queries.ground import Ground, columns_of_place, place
from acogida.reports.queries.scope import Scope
from acogida.territories.models import Territory

MOST = 100
PLAN = ("title", "starts_on", "ends_on")


def asks(scope: Scope, _on: date) -> list[ShortList[Any]]:
    """Adopted plans with the objective of each of their actions, as the adopted content says it."""
    found = published()
    if scope.countries is not None:
        found = found.filter(territory__country__in=scope.countries)
    served = Plucked("current_version__content", "actions", "objective")
    return [ShortList(found.values_list(*columns_of_place("territory"), *PLAN, served)[: MOST * 5], _plan)]


def _plan(name: str, names: Any, is_demonstration: bool, *said: Any) -> tuple[Territory, list[str], Any]:
    *plan, served = said
    return place(name, names, is_demonstration), plan, whole(served)


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Adopted plans by name of the place, with how many of their actions serve the objectives asked for."""
    asked = ground.scope.objectives
    rows: list[dict[str, Any]] = []
    actions: Counter[int] = Counter()
    invented = False
    for territory, (title, starts_on, ends_on), objectives in told[0]:
        served = [number for number in objectives if number and (asked is None or number in asked)]
        if not served and asked is not None:
            continue
        actions.update(served)
        invented = invented or territory.is_demonstration
        rows.append(
            {
                "place": ground.said(territory),
                "title": title,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "actions": len(served),
            }
        )
    if not rows:
        return None
    return {
        "plans": len(rows),
        "rows": rows[:MOST],
        "more": max(len(rows) - MOST, 0),
        "is_demonstration": invented,
        "actions": [{**ground.objective(number), "actions": actions[number]} for number in sorted(actions)],
    }
