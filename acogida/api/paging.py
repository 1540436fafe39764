"""Lists in pages by key: a page costs the same at the beginning and at the end of 100,000 rows."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)


def page_of(rows: QuerySet[M], *, key: str, after: Any, limit: int) -> tuple[list[M], str]:
    """The rows after a key, in its order, and the key of the last where more follow, else ""."""
    chosen = rows.order_by(key)
    if after not in (None, ""):
        chosen = chosen.filter(**{f"{key}__gt": after})
    found = list(chosen[: limit + 1])
    more = len(found) > limit
    return found[:limit], str(getattr(found[limit - 1], key)) if more else ""


def answer(request: HttpRequest, rows: Iterable[M], cursor: str, shown: Callable[[M], Any]) -> dict[str, Any]:
    """A page as it is sent: its items and the address of the next one."""
    return {"items": [shown(row) for row in rows], "next_cursor": cursor, "next": next_url(request, cursor)}


def next_url(request: HttpRequest, cursor: str) -> str:
    """The address of the following page: this one's filters with another cursor."""
    if not cursor:
        return ""
    asked = {**request.GET.dict(), "cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(asked)}"
