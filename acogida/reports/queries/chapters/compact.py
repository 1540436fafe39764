"""What the Compact asks under the objectives of the report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.compact.models import LocalAction, Objective
from acogida.reports.kinds import Kind
from acogida.reports.queries.scope import Scope, said


def content(scope: Scope, _on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """The objectives by number; of a single one also what a local authority can do."""
    if scope.kind not in {Kind.OBJECTIVE, Kind.ROUND_TABLE}:
        return None
    objectives = Objective.objects.filter(number__in=scope.objectives or ()).prefetch_related("sdg_targets")
    actions = (
        LocalAction.objects.filter(objective__in=scope.objectives or ())
        if scope.kind == Kind.OBJECTIVE
        else LocalAction.objects.none()
    )
    return {
        "objectives": [
            {
                "number": one.number,
                "title": said(languages, one),
                "paragraph": one.gcm_paragraph,
                "sdg": sorted(target.code for target in one.sdg_targets.all()),
            }
            for one in objectives
        ],
        "actions": [{"text": said(languages, one), "ref": one.gcm_ref} for one in actions],
    }
