"""Who was trained, from the frozen final reports of the editions."""

from datetime import date
from typing import Any

from acogida.core.gathered import ShortList, whole
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope
from acogida.training.models import FinalReport


def asks(scope: Scope, _on: date) -> list[ShortList[Any]]:
    """The final reports, those of an edition together, its newest first."""
    if scope.country is None:
        return []
    found = FinalReport.objects.order_by("edition", "-frozen_at", "-pk")
    return [ShortList(found.values_list("edition_id", "content"), _report)]


def _report(edition: int, content: Any) -> tuple[int, dict[str, Any]]:
    return edition, whole(content)


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """A country's people and completions by edition; only of editions with a final report."""
    country = ground.scope.country
    if country is None:
        return None
    rows = []
    seen: set[int] = set()
    for edition, report in told[0]:
        if edition in seen:
            continue
        seen.add(edition)
        for row in report["countries"]:
            if row["names"] == country.names:
                rows.append(
                    {
                        "title": report["title"],
                        "starts_on": report["starts_on"],
                        "people": row["people"],
                        "complete": row["complete"],
                    }
                )
    return {"rows": rows} if rows else None
