"""A pledge as it is signed: plain JSON that never changes again, and that anybody can check."""

from datetime import date
from typing import Any

from acogida.compact.models import Objective, Principle
from acogida.pledges.models import Pledge

PLAIN = (
    "title",
    "description",
    "language",
    "for_whom",
    "responsible_unit",
    "resources",
    "need",
    "contributions",
    "form",
    "framework",
    "scope",
    "period_text",
    "currency",
    "is_offer",
    "share",
)


def content_of(pledge: Pledge) -> dict[str, Any]:
    """What was promised, by whom and by when. Only partners that confirmed are in it; no person is."""
    return {
        **{name: getattr(pledge, name) for name in PLAIN},
        "number": pledge.number,
        "pledger": pledge.pledger_name,
        "entity_kind": pledge.entity_kind_id,
        "country": pledge.country.code if pledge.country else "",
        "territory": pledge.territory.code if pledge.territory else "",
        "starts_on": _day(pledge.starts_on),
        "ends_on": _day(pledge.ends_on),
        "amount": None if pledge.amount is None else str(pledge.amount),
        "matches": pledge.matches.number if pledge.matches else "",
        "objectives": list(
            Objective.objects.filter(pledges=pledge).order_by("number").values_list("number", flat=True)
        ),
        "principles": [
            {"number": one.number, "title": one.title} for one in Principle.objects.filter(pledges=pledge)
        ],
        "partners": [
            {"organisation": one.organisation.name, "part": one.part, "share": one.share}
            for one in pledge.partners.confirmed().select_related("organisation")
        ],
        "milestones": [
            {"id": m.pk, "organisation": m.organisation.name, "title": m.title, "due_on": _day(m.due_on)}
            for m in pledge.milestones.select_related("organisation")
        ],
        "indicators": [_indicator(one) for one in pledge.indicators.select_related("organisation")],
    }


def _indicator(found: Any) -> dict[str, Any]:
    return {
        "id": found.pk,
        "organisation": found.organisation.name,
        "title": found.title,
        "unit": found.unit,
        "direction": found.direction,
        "baseline": str(found.baseline),
        "baseline_on": _day(found.baseline_on),
        "target": str(found.target),
        "target_on": _day(found.target_on),
        "source": found.source,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
