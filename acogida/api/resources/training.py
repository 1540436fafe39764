"""Published editions of training programmes: agenda, conditions and seats. People are never in it."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.training import EditionBrief, EditionOut
from acogida.core.text import in_language
from acogida.training.models import Component, Edition, Quota, Session
from acogida.training.queries.conditions import conditions

router = Router()


def _component(part: Component) -> Said:
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


def _session(held: Session) -> Said:
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


def _brief(edition: Edition) -> Said:
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


def _whole(found: Edition) -> Said:
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


def _with_seats_for(rows: Any, code: str) -> Any:
    """Those that keep seats for the country."""
    return rows.filter(pk__in=Quota.objects.filter(country__code=code).values("slot__edition"))


mount(
    router,
    Resource(
        name="programmes",
        one="programme",
        lists=gettext_noop("Editions of training programmes"),
        shows=gettext_noop("One edition: its parts with their agenda, seats and conditions"),
        missing=gettext_lazy("There is no published edition with this number."),
        rows=lambda: Edition.objects.filter(published_at__isnull=False).select_related("programme"),
        brief=_brief,
        whole=_whole,
        shape=EditionBrief,
        whole_shape=EditionOut,
        filters={"country": _with_seats_for, "year": "starts_on__year"},
        words="edition",
    ),
)
