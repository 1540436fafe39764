"""Programmes and courses in the words of schema.org."""

from typing import Any

from acogida.core.text import in_language
from acogida.training.models import Course, Edition
from acogida.training.states import Mode

MODES = {Mode.VIRTUAL: "online", Mode.IN_PERSON: "onsite", Mode.HYBRID: "blended"}


def edition(found: Edition, *, address: str) -> dict[str, Any]:
    """A programme as the course, and this edition as the one time it is held."""
    held: dict[str, Any] = {
        "@type": "CourseInstance",
        "name": str(found),
        "courseMode": MODES[Mode(found.mode)],
        "startDate": found.starts_on.isoformat(),
        "endDate": found.ends_on.isoformat(),
    }
    if found.place:
        held["location"] = {"@type": "Place", "name": found.place}
    return {
        "@type": "Course",
        "@id": address,
        "url": address,
        "name": str(found.programme),
        "description": in_language(found.summary) or str(found),
        "provider": [{"@type": "Organization", "name": row["name"]} for row in found.organisers],
        "hasCourseInstance": held,
    }


def course(found: Course, *, minutes: int, address: str) -> dict[str, Any]:
    """A course that anybody may take; `minutes` is how long its units take together."""
    return {
        "@type": "Course",
        "@id": address,
        "url": address,
        "name": str(found),
        "description": in_language(found.summary),
        "inLanguage": found.languages,
        "isAccessibleForFree": True,
        "datePublished": found.published_at.date().isoformat() if found.published_at else "",
        "timeRequired": f"PT{minutes}M",
    }
