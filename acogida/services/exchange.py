"""Services in the shape of Open Referral's HSDS 3.0: written for pages and for the API, and read."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.services import hours
from acogida.services.lists import LANGUAGE_CODES, Cost, Paper
from acogida.services.models import Service

TOPICS_TAXONOMY, COST_TAXONOMY = "acogida:topics", "acogida:cost"
HSDS_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def hsds(service: Service, *, page: str) -> dict[str, Any]:
    """A service in the shape of Open Referral's HSDS 3.0; the profile is in docs/how-to."""
    week = hours.week_of(service.hours)
    schedules = [
        {
            "freq": "WEEKLY",
            "byday": HSDS_DAYS[day],
            "opens_at": f"{begins:%H:%M}",
            "closes_at": f"{ends:%H:%M}",
            "timezone": service.time_zone,
        }
        for day, spans in sorted((week.days if week else {}).items())
        for begins, ends in spans
    ]
    location: dict[str, Any] = {"location_type": "physical", "addresses": [{"address_1": service.address}]}
    if service.is_located:
        location |= {"latitude": service.lat, "longitude": service.lon}
    return {
        "id": str(service.pk),
        "name": service.name,
        "description": service.what,
        "url": service.website or page,
        "email": service.email,
        "status": "active",
        "fees_description": str(service.get_cost_display()),
        "eligibility_description": service.who,
        "assured_date": service.checked_on.isoformat() if service.checked_on else None,
        "organization": {"name": service.provider},
        "phones": [{"number": service.phone, "type": "voice"}] if service.phone else [],
        "languages": [{"code": code} for code in service.languages],
        "schedules": schedules or ([{"description": service.hours}] if service.hours else []),
        "required_documents": [{"document": key} for key in service.papers if key != Paper.NONE],
        "service_at_locations": [{"location": location}],
        "attributes": [
            *({"taxonomy": TOPICS_TAXONOMY, "term": key} for key in service.topics),
            {"taxonomy": COST_TAXONOMY, "term": service.cost},
        ],
        "language": (get_language() or "es")[:2],
    }


def rows_of_hsds(data: bytes) -> list[dict[str, object]]:
    """The services of an HSDS file by the columns of our table; what the profile does not name is left out.

    Raises Refused where it is no such file.
    """
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(_("This is not a JSON file that can be read.")) from error
    found = said.get("contents", [said]) if isinstance(said, dict) else said
    if not isinstance(found, list) or not all(isinstance(one, dict) and "name" in one for one in found):
        raise Refused(_("This file holds no services in the shape of HSDS: each has a “name”."))
    return [_row(one) for one in found]


def _row(said: Mapping[str, Any]) -> dict[str, object]:
    language = said.get("language") if said.get("language") in LANGUAGES else "es"
    place = _first(_first(said.get("service_at_locations")).get("location"))
    terms: dict[str, list[str]] = defaultdict(list)
    for one in _dicts(said.get("attributes")):
        terms[str(one.get("taxonomy"))].append(str(one.get("term") or ""))
    codes = [str(one.get("code") or "").lower()[:3] for one in _dicts(said.get("languages"))]
    papers = [str(one.get("document") or "") for one in _dicts(said.get("required_documents"))]
    cost = "".join(terms[COST_TAXONOMY][:1])
    row: dict[str, object] = {
        "name": said.get("name"),
        "provider": _first(said.get("organization")).get("name"),
        "address": _first(place.get("addresses")).get("address_1"),
        "phone": _first(said.get("phones")).get("number"),
        "email": said.get("email"),
        "website": said.get("url"),
        "cost": cost if cost in Cost.values else Cost.UNKNOWN.value,
        "hours": _hours(_dicts(said.get("schedules"))),
        "lat": place.get("latitude"),
        "lon": place.get("longitude"),
        "topics": ",".join(terms[TOPICS_TAXONOMY]),
        "languages": ",".join(code for code in codes if code in LANGUAGE_CODES),
        "papers": ",".join(dict.fromkeys(p if p in Paper.values else Paper.OTHER.value for p in papers)),
        f"summary_{language}": said.get("description"),
        f"eligibility_{language}": said.get("eligibility_description"),
    }
    return {name: "" if value is None else value for name, value in row.items()}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _first(value: Any) -> dict[str, Any]:
    """The value itself, or the first of its list; an empty one where there is none."""
    return value if isinstance(value, dict) else next(iter(_dicts(value)), {})


def _hours(schedules: Iterable[Mapping[str, Any]]) -> str:
    """A weekly schedule in the standard form; else what its description says."""
    days: dict[int, list[hours.Interval]] = defaultdict(list)
    told = ""
    for one in schedules:
        told = told or str(one.get("description") or "")
        try:
            span = _clock(one["opens_at"]), _clock(one["closes_at"])
        except (KeyError, TypeError, ValueError):
            continue
        for day in str(one.get("byday") or "").split(","):
            if day in HSDS_DAYS:
                days[HSDS_DAYS.index(day)].append(span)
    week = hours.Week(days={day: tuple(sorted(spans)) for day, spans in days.items()})
    return hours.composed(week) if days else told


def _clock(text: str) -> time:
    return time.fromisoformat(text[:5]) if text[:5] != "24:00" else time()
