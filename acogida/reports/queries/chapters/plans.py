"""The adopted plans and what they do under which objective."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.compact.models import Objective
from acogida.plans.queries.published import public_content, published
from acogida.reports.queries.scope import Scope, said

MOST = 100


def content(scope: Scope, _on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """Adopted plans by name of the place, with how many of their actions serve the objectives asked for."""
    found = published()
    if scope.countries is not None:
        found = found.filter(territory__country__in=scope.countries)
    rows: list[dict[str, Any]] = []
    actions: Counter[int] = Counter()
    invented = False
    for plan in found[: MOST * 5]:
        served = [
            action["objective"]
            for action in public_content(plan)["actions"]
            if action["objective"] and (scope.objectives is None or action["objective"] in scope.objectives)
        ]
        if not served and scope.objectives is not None:
            continue
        actions.update(served)
        invented = invented or plan.territory.is_demonstration
        rows.append(
            {
                "place": said(languages, plan.territory),
                "title": plan.title,
                "starts_on": plan.starts_on.isoformat(),
                "ends_on": plan.ends_on.isoformat(),
                "actions": len(served),
            }
        )
    if not rows:
        return None
    objectives = Objective.objects.in_bulk(list(actions))
    return {
        "plans": len(rows),
        "rows": rows[:MOST],
        "more": max(len(rows) - MOST, 0),
        "is_demonstration": invented,
        "actions": [
            {
                "number": number,
                "title": said(languages, objectives[number], "short"),
                "actions": actions[number],
            }
            for number in sorted(actions)
        ],
    }
