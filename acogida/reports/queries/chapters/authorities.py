"""The local authorities that take part, and the objectives on which several find themselves weak."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.assessments.queries.country import Stage, common_gaps, participants
from acogida.reports.queries.scope import Scope, said

MOST = 100


def content(scope: Scope, _on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """Counts and an alphabetical list, never an order of merit."""
    rows = [
        row
        for row in participants(scope.country.code if scope.country else "")
        if scope.countries is None or row.territory.country_id in scope.countries
    ]
    if not rows:
        return None
    gaps = [
        gap
        for gap in common_gaps(rows)
        if scope.objectives is None or gap.objective.number in scope.objectives
    ]
    return {
        "published": sum(row.stage == Stage.PUBLISHED for row in rows),
        "in_process": sum(row.stage == Stage.IN_PROCESS for row in rows),
        "places": [
            {
                "name": said(languages, row.territory),
                "stage": row.stage,
                "years": list(row.years),
            }
            for row in rows[:MOST]
        ],
        "more": max(len(rows) - MOST, 0),
        "is_demonstration": any(row.territory.is_demonstration for row in rows),
        "gaps": [
            {
                "number": gap.objective.number,
                "title": said(languages, gap.objective, "short"),
                "weak": gap.weak,
                "answered": gap.answered,
            }
            for gap in gaps
        ],
    }
