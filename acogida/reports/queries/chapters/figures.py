"""The figures of a country, each with its period and source."""

from datetime import date
from typing import Any

from django.utils.translation import override

from acogida.core.gathered import ShortList
from acogida.evidence.queries.profile import lines_of
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope


def asks(_scope: Scope, _on: date) -> list[ShortList[Any]]:
    """Nothing: figures are no rows of the database."""
    return []


def content(ground: Ground, _told: list[list[Any]]) -> dict[str, Any] | None:
    """The lines of the territory profile, as a visitor reads them: three queries a language."""
    country = ground.scope.country
    if country is None:
        return None
    rows: list[dict[str, Any]] = []
    for language in ground.languages:
        with override(language):
            lines = lines_of(country, year=ground.on.year)
            rows = rows or [
                {"label": {}, "value": {}, "period": one.period, "source": one.source} for one in lines
            ]
            for row, line in zip(rows, lines, strict=True):
                row["label"][language] = line.label
                row["value"][language] = f"{line.value} ({line.note})" if line.note else line.value
    return {"rows": rows} if rows else None
