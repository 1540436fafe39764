"""Services in the shape of Open Referral's HSDS 3.0, for pages and for the API."""

from typing import Any

from acogida.services import hours
from acogida.services.lists import Paper
from acogida.services.models import Service

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
        "attributes": [{"taxonomy": "acogida:topics", "term": key} for key in service.topics],
    }
