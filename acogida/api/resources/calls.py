"""Calls for practices, from their first day on."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.practices import CallOut
from acogida.practices.models import Call

router = Router()


def _rows() -> Any:
    return Call.objects.filter(opens_on__lte=timezone.localdate()).prefetch_related("objectives")


def _call(found: Call) -> Said:
    return {
        "id": found.pk,
        "slug": found.slug,
        "title": found.title,
        "text": found.text,
        "language": found.language,
        "objectives": sorted(objective.number for objective in found.objectives.all()),
        "opens_on": found.opens_on,
        "closes_on": found.closes_on,
        "url": api_url("calls", found.pk),
        "page": page_url("practices:call", found.slug),
    }


def _on_objective(rows: Any, number: int) -> Any:
    return rows.filter(pk__in=Call.objects.filter(objectives=number).values("pk"))


mount(
    router,
    Resource(
        name="calls",
        one="call",
        lists=gettext_noop("Calls for practices"),
        shows=gettext_noop("One call for practices: its theme and its last day"),
        missing=gettext_lazy("There is no call with this number."),
        rows=_rows,
        brief=_call,
        shape=CallOut,
        filters={"objective": _on_objective, "language": "language", "year": "closes_on__year"},
    ),
)
