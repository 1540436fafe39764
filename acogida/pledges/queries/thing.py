"""A pledge as plain data, for JSON files and the API: keys and codes in English."""

from datetime import date
from typing import Any

from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Pledge
from acogida.pledges.queries.lights import delivery, freshness


def thing(pledge: Pledge, on: date, *, root: str) -> dict[str, Any]:
    """A pledge for JSON, keys and codes in English, with its versions and updates where prefetched."""
    return {
        "number": pledge.number,
        "title": pledge.title,
        "description": pledge.description,
        "language": pledge.language,
        "pledger": pledge.pledger_name,
        "partners": [p.organisation.name for p in getattr(pledge, "confirmed", [])],
        "entity_kind": pledge.entity_kind_id,
        "country": pledge.country.code if pledge.country else "",
        "territory": pledge.territory.code if pledge.territory else "",
        "year": pledge.year,
        "starts_on": pledge.starts_on,
        "ends_on": pledge.ends_on,
        "objectives": numbers_in(pledge.objectives_mask),
        "objectives_basis": pledge.objectives_basis,
        "principles": numbers_in(pledge.principles_mask),
        "contributions": pledge.contributions,
        "form": pledge.form,
        "route": pledge.route,
        "framework": pledge.framework,
        "state": pledge.state,
        "state_reason": pledge.state_reason,
        "delivery": delivery(pledge, on).value,
        "freshness": freshness(pledge, on).value,
        "last_reported_on": pledge.last_reported_on,
        "grade": pledge.last_grade,
        "source_url": pledge.source_url,
        "page": root + pledge.get_absolute_url(),
        "history": [
            {"number": v.number, "signed_at": v.signed_at, "reason": v.reason, "sha256": v.sha256}
            for v in getattr(pledge, "signed", [])
        ],
        "updates": [
            {"reported_on": u.reported_on, "narrative": u.narrative, "grade": u.grade}
            for u in getattr(pledge, "reported", [])
        ],
    }
