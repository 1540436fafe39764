"""The figures of a country, each with its period and source."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from acogida.evidence.queries.profile import lines_of
from acogida.reports.queries.scope import Scope


def content(scope: Scope, on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """The lines of the territory profile, as a visitor reads them."""
    if scope.country is None:
        return None
    rows: list[dict[str, Any]] = []
    for language in languages:
        with override(language):
            lines = lines_of(scope.country, year=on.year)
            rows = rows or [
                {"label": {}, "value": {}, "period": one.period, "source": one.source} for one in lines
            ]
            for row, line in zip(rows, lines, strict=True):
                row["label"][language] = line.label
                row["value"][language] = f"{line.value} ({line.note})" if line.note else line.value
    return {"rows": rows} if rows else None
