"""Published editions of training programmes: agenda, conditions and seats. People are never in it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.training import EditionOut, EditionPage, EditionsAsked
from acogida.core.text import in_language
from acogida.training.models import Component, Edition, Quota, Session
from acogida.training.queries.conditions import conditions

router = Router(tags=["programmes"])


@router.get(
    "programmes",
    response={200: EditionPage, 400: Problem},
    summary=gettext_noop("Editions of training programmes"),
)
def programmes(request: HttpRequest, asked: Query[EditionsAsked]) -> dict[str, Any]:
    rows = Edition.objects.filter(published_at__isnull=False).select_related("programme")
    if asked.year:
        rows = rows.filter(starts_on__year=asked.year)
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _brief)


@router.get(
    "programmes/{int:number}",
    response={200: EditionOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One edition: its parts with their agenda, seats and conditions"),
)
def programme(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    rows = Edition.objects.filter(published_at__isnull=False).select_related("programme")
    found = rows.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404(_("There is no published edition with this number."))
    parts = list(found.components.select_related("session").prefetch_related("session__items"))
    quotas = Quota.objects.filter(slot__edition=found).select_related("slot", "country")
    return {
        **_brief(found),
        "summary": in_language(found.summary),
        "certificate": in_language(found.certificate),
        "conditions": conditions(found, parts),
        "organisers": [{"role": in_language(r["role"]), "name": r["name"]} for r in found.organisers],
        "notes": [in_language(note) for note in found.notes],
        "source": found.source,
        "components": [_component(part) for part in parts],
        "seats": [
            {"country": quota.country.code, "profile": str(quota.slot), "seats": quota.seats}
            for quota in quotas
        ],
    }


def _component(part: Component) -> dict[str, Any]:
    held: Session | None = getattr(part, "session", None)
    return {
        "key": part.key,
        "kind": part.kind,
        "title": str(part),
        "required": part.is_required,
        "hours": part.hours,
        "opens_at": part.opens_at,
        "closes_at": part.closes_at,
        "session": _session(held) if held else None,
    }


def _session(held: Session) -> dict[str, Any]:
    return {
        "starts_at": held.starts_at,
        "ends_at": held.ends_at,
        "sequence": held.sequence,
        "cancelled": held.cancelled_at is not None,
        "interpretation": held.interpretation,
        "agenda": [
            {
                "starts_at": item.starts_at,
                "ends_at": item.ends_at,
                "title": str(item),
                "is_break": item.is_break,
                "roles": item.roles,
            }
            for item in held.items.all()
        ],
    }


def _brief(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.pk,
        "slug": edition.slug,
        "programme": edition.programme.slug,
        "title": str(edition),
        "mode": edition.mode,
        "place": edition.place,
        "time_zone": edition.time_zone,
        "starts_on": edition.starts_on,
        "ends_on": edition.ends_on,
        "is_demonstration": edition.is_demonstration,
        "url": api_url("programmes", edition.pk),
        "page": page_url("training:edition", edition.slug),
    }
