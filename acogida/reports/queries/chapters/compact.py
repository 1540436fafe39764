"""What the Compact asks under the objectives of the report."""

from datetime import date
from typing import Any

from acogida.compact.models import LocalAction, Objective
from acogida.core.gathered import ShortList, whole
from acogida.reports.kinds import Kind
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope


def asks(scope: Scope, _on: date) -> list[ShortList[Any]]:
    """The targets of the 2030 Agenda, and of a single objective what a local authority can do."""
    if scope.kind not in {Kind.OBJECTIVE, Kind.ROUND_TABLE}:
        return []
    numbers = scope.objectives or ()
    targets = Objective.sdg_targets.through.objects.filter(objective__in=numbers).order_by("pk")
    actions = LocalAction.objects.filter(objective__in=numbers if scope.kind == Kind.OBJECTIVE else [])
    return [
        ShortList(targets.values_list("objective", "sdgtarget"), lambda *target: target),
        ShortList(actions.values_list("summary", "gcm_ref"), _action),
    ]


def _action(summary: Any, ref: str) -> LocalAction:
    return LocalAction(summary=whole(summary), gcm_ref=ref)


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """The objectives by number; of a single one also what a local authority can do."""
    if not told:
        return None
    targets, actions = told
    return {
        "objectives": [
            {
                "number": number,
                "title": ground.said(ground.objectives[number]),
                "paragraph": ground.objectives[number].gcm_paragraph,
                "sdg": sorted(code for of, code in targets if of == number),
            }
            for number in ground.scope.objectives or ()
        ],
        "actions": [{"text": ground.said(one), "ref": one.gcm_ref} for one in actions],
    }
