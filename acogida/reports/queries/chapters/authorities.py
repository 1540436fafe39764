"""The local authorities that take part, and the objectives on which several find themselves weak."""

from datetime import date
from typing import Any

from acogida.assessments.queries.country import Stage, asked_participants, common_gaps, taking_part
from acogida.core.gathered import ShortList
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope

MOST = 100


def asks(scope: Scope, _on: date) -> list[ShortList[Any]]:
    """Every assessment that the public may know of."""
    return [asked_participants(scope.country.code if scope.country else "")]


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Counts and an alphabetical list, never an order of merit."""
    scope = ground.scope
    rows = [
        row
        for row in taking_part(told[0])
        if scope.countries is None or row.territory.country_id in scope.countries
    ]
    if not rows:
        return None
    gaps = [
        gap
        for gap in common_gaps(rows, ground.objectives)
        if scope.objectives is None or gap.objective.number in scope.objectives
    ]
    return {
        "published": sum(row.stage == Stage.PUBLISHED for row in rows),
        "in_process": sum(row.stage == Stage.IN_PROCESS for row in rows),
        "places": [
            {
                "name": ground.said(row.territory),
                "stage": row.stage,
                "years": list(row.years),
            }
            for row in rows[:MOST]
        ],
        "more": max(len(rows) - MOST, 0),
        "is_demonstration": any(row.territory.is_demonstration for row in rows),
        "gaps": [
            {**ground.objective(gap.objective.number), "weak": gap.weak, "answered": gap.answered}
            for gap in gaps
        ],
    }
