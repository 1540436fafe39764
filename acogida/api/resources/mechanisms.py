"""Regional mechanisms and their meetings."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.mechanisms import MechanismBrief, MechanismOut, MeetingOut
from acogida.mechanisms import queries
from acogida.mechanisms.models import Commitment, Document, Fact, Meeting, Participation, Presidency
from acogida.mechanisms.queries import of_country
from acogida.territories.models import Territory

router = Router()


def _rows() -> Any:
    today = timezone.localdate()
    members = Participation.objects.on(today).members()
    return queries.registry().prefetch_related(
        "codes", Prefetch("participations", members, to_attr="members_today")
    )


def _with_facts(rows: Any) -> Any:
    """What is known now: a fact or a participation that was corrected is no longer told."""
    facts = Fact.objects.filter(ended_at__isnull=True)
    parts = Participation.objects.filter(ended_at__isnull=True).select_related("country")
    commitments = Commitment.objects.filter(ended_at__isnull=True).select_related("document")
    return rows.prefetch_related(
        Prefetch("documents", Document.objects.filter(ended_at__isnull=True)),
        Prefetch("commitments", commitments.prefetch_related("objectives")),
        Prefetch("presidencies", Presidency.objects.select_related("country")),
        Prefetch("facts", facts, to_attr="facts_now"),
        Prefetch("participations", parts, to_attr="parts_now"),
    )


def _brief(found: Any) -> Said:
    plain = ("key", "names", "acronyms", "kind", "reach", "area", "status", "checked_on")
    return {
        **{name: getattr(found, name) for name in plain},
        "label": found.short,
        "themes": [theme.key for theme in found.themes.all()],
        "objectives": sorted(code.objective_id for code in found.codes.all()),
        "members": len(found.members_today),
        "url": api_url("mechanisms", found.key),
        "page": page_url("mechanisms:mechanism", found.key),
    }


def _whole(found: Any) -> Said:
    sure = ("confidence", "sources")
    return {
        **_brief(found),
        "facts": [_fields(one, "field", "text", "checked_on", *sure) for one in found.facts_now],
        "participations": [
            {"country": one.country.code, **_fields(one, "part", "starts_on", "ends_on", *sure)}
            for one in found.parts_now
        ],
        "presidencies": [
            {"country": one.country.code, **_fields(one, "starts_on", "ends_on", *sure)}
            for one in found.presidencies.all()
        ],
        "documents": [_fields(one, "titles", "type", "dated", "sources") for one in found.documents.all()],
        "commitments": [
            {
                **_fields(one, "texts", "dated", "until", "because", "checked_on", *sure),
                "document": one.document.titles if one.document else {},
                "objectives": [objective.number for objective in one.objectives.all()],
            }
            for one in found.commitments.all()
        ],
    }


def _meeting(found: Meeting) -> Said:
    plain = ("titles", "starts_on", "ends_on", "precision", "place", "confidence", "sources", "checked_on")
    return {
        **_fields(found, *plain),
        "id": found.pk,
        "mechanism": found.mechanism.key,
        "country": found.country.code if found.country else "",
        "url": api_url("meetings", found.pk),
    }


def _fields(row: Any, *names: str) -> Said:
    return {name: getattr(row, name) for name in names}


def _with(rows: Any, code: str) -> Any:
    """Those in which the country takes part today, in whatever quality."""
    country = Territory.objects.filter(code=code).first()
    today = timezone.localdate()
    return (
        rows.filter(pk__in=[p.mechanism_id for p in of_country(country, today)]) if country else rows.none()
    )


mount(
    router,
    Resource(
        name="mechanisms",
        one="mechanism",
        lists=gettext_noop("Regional mechanisms: who meets whom about what"),
        shows=gettext_noop("One mechanism: facts with their sources, members, presidencies, documents"),
        missing=gettext_lazy("There is no mechanism with this key."),
        rows=_rows,
        whole_rows=_with_facts,
        brief=_brief,
        whole=_whole,
        shape=MechanismBrief,
        whole_shape=MechanismOut,
        key="key",
        filters={
            "kind": "kind",
            "reach": "reach",
            "objective": "codes__objective",
            "country": _with,
            "state": "status",
        },
        words="mechanism",
    ),
)
mount(
    router,
    Resource(
        name="meetings",
        one="meeting",
        lists=gettext_noop("Meetings of regional mechanisms on record"),
        shows=gettext_noop("One meeting"),
        missing=gettext_lazy("There is no meeting with this number."),
        rows=lambda: Meeting.objects.select_related("mechanism", "country"),
        brief=_meeting,
        shape=MeetingOut,
        filters={"mechanism": "mechanism__key", "country": "country__code", "year": "starts_on__year"},
    ),
)
