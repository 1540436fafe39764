"""The public practices carried out there or under those objectives."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, Window

from acogida.core.gathered import ShortList, whole
from acogida.practices.models import Practice
from acogida.practices.queries.published import published, title_of
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope

MOST = 60
TOLD = ("texts", "original_language")


def asks(scope: Scope, _on: date) -> list[ShortList[Any]]:
    """The newest, each with the words of its current version and how many there are in all."""
    found = Practice.objects.all()
    if scope.countries is not None:
        found = found.filter(Q(places__in=scope.countries) | Q(places__country__in=scope.countries))
    if scope.objectives is not None:
        found = found.filter(traits__served__objective__in=scope.objectives)
    rows = published().filter(pk__in=found.order_by().values("pk"))
    told = [f"current_version__content__{name}" for name in TOLD]
    return [ShortList(rows.values_list("code", "implementer", *told, Window(Count("pk")))[:MOST], _practice)]


def _practice(code: str, who: str, texts: Any, original: str, count: int) -> dict[str, Any]:
    content = {"texts": whole(texts), "original_language": original}
    return {"code": code, "content": content, "who": who, "count": count}


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Newest first, with their citable code."""
    rows = [
        {
            "code": one["code"],
            "title": {language: title_of(one["content"], language) for language in ground.languages},
            "who": one["who"],
        }
        for one in told[0]
    ]
    return {"count": told[0][0]["count"], "rows": rows} if rows else None
