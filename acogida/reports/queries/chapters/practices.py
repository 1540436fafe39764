"""The public practices carried out there or under those objectives."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from acogida.practices.queries.published import public_content, published, title_of
from acogida.reports.queries.scope import Scope

MOST = 60


def content(scope: Scope, _on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """Newest first, with their citable code."""
    found = published()
    if scope.countries is not None:
        found = found.filter(Q(places__in=scope.countries) | Q(places__country__in=scope.countries))
    if scope.objectives is not None:
        found = found.filter(traits__served__objective__in=scope.objectives)
    found = found.distinct()
    rows = [
        {
            "code": one.code,
            "title": {language: title_of(public_content(one), language) for language in languages},
            "who": one.implementer,
        }
        for one in found[:MOST]
    ]
    count = found.count() if len(rows) == MOST else len(rows)
    return {"count": count, "rows": rows} if rows else None
