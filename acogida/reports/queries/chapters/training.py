"""Who was trained, from the frozen final reports of the editions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.reports.queries.scope import Scope
from acogida.training.models import FinalReport


def content(scope: Scope, _on: date, _languages: Sequence[str]) -> dict[str, Any] | None:
    """A country's people and completions by edition; only of editions with a final report."""
    if scope.country is None:
        return None
    rows = []
    seen: set[int] = set()
    for report in FinalReport.objects.order_by("edition", "-frozen_at", "-pk"):
        if report.edition_id in seen:
            continue
        seen.add(report.edition_id)
        for row in report.content["countries"]:
            if row["names"] == scope.country.names:
                rows.append(
                    {
                        "title": report.content["title"],
                        "starts_on": report.content["starts_on"],
                        "people": row["people"],
                        "complete": row["complete"],
                    }
                )
    return {"rows": rows} if rows else None
