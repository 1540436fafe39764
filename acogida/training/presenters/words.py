"""How the pages say moments, spans of time and balances."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.training.clock import city_of
from acogida.training.models import Component, Edition, Nomination, Session
from acogida.training.models.nomination import Experience, Gender
from acogida.training.queries.fill import Balance, Matrix
from acogida.training.states import Kind, State

STATE_TONES = {
    State.PROPOSED: "info",
    State.WAITING: "warning",
    State.ACCEPTED: "success",
    State.DECLINED: "neutral",
    State.REPLACED: "neutral",
    State.WITHDRAWN: "neutral",
}
ROLES = {
    "speaker": gettext_lazy("Speaks"),
    "facilitator": gettext_lazy("Facilitates"),
    "moderator": gettext_lazy("Moderates"),
}


def moment(at: datetime | None, zone: str) -> str:
    """A day, an hour and the city whose clocks show it."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(zone))
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M} ({city_of(zone)})"


def period(edition: Edition) -> str:
    first, last = date_format(edition.starts_on, "DATE_FORMAT"), date_format(edition.ends_on, "DATE_FORMAT")
    return first if first == last else f"{first} – {last}"


def strip(starts_at: datetime, ends_at: datetime, zones: list[str]) -> list[tuple[str, str]]:
    """The same moment in several cities, each with its weekday: (city, from – to)."""
    rows = []
    for zone in zones:
        first, last = (at.astimezone(ZoneInfo(zone)) for at in (starts_at, ends_at))
        rows.append((city_of(zone), f"{_short_day(first)} {first:%H:%M}–{last:%H:%M}"))
    return rows


def _short_day(day: datetime) -> str:
    """Weekday, day and month as the language shortens them; only English writes months large."""
    month = "M" if (get_language() or "es").startswith("en") else "b"
    return str(date_format(day, f"D j {month}"))


def zones_of(edition: Edition, *more: str) -> list[str]:
    """The edition's own zone first, then its reference cities and the reader's, each once."""
    return list(dict.fromkeys([edition.time_zone, *edition.reference_zones, *(z for z in more if z)]))


def language(code: str) -> str:
    """What the page's language calls a language: español, inglés."""
    from babel import Locale  # noqa: PLC0415 -- Babel's data is read only where it is used

    return str(Locale((get_language() or "es")[:2]).languages.get(code, code)) if code else ""


def session(found: Session, edition: Edition, *more: str) -> dict[str, Any]:
    """A session as pages show it: its clock in each city and its agenda in the edition's time."""
    zone = ZoneInfo(edition.time_zone)
    return {
        "session": found,
        "strip": strip(found.starts_at, found.ends_at, zones_of(edition, *more)),
        "cancelled": bool(found.cancelled_at),
        "interpretation": ", ".join(language(code) for code in found.interpretation),
        "languages": [(code, language(code)) for code in found.interpretation],
        "items": [
            {
                "span": f"{item.starts_at.astimezone(zone):%H:%M}–{item.ends_at.astimezone(zone):%H:%M}",
                "title": str(item),
                "is_break": item.is_break,
                "points": item.points,
                "roles": [(str(ROLES.get(role["role"], role["role"])), role["name"]) for role in item.roles],
            }
            for item in found.items.all()
        ],
        "city": city_of(edition.time_zone),
    }


def component(found: Component, edition: Edition, *more: str) -> dict[str, Any]:
    """A part of an edition: what it is, until when, and its session and groups where it has them."""
    held = getattr(found, "session", None)
    asked = getattr(found, "course_part", None)
    return {
        "component": found,
        # A course taken here has its own page where everybody may take it; participants open it from theirs.
        "course": asked.course if asked and asked.course.is_open and asked.course.published_at else None,
        "is_elsewhere": bool(found.url) and asked is None,
        "kind": Kind(found.kind).label,
        "closes": moment(found.closes_at, edition.time_zone),
        "opens": moment(found.opens_at, edition.time_zone),
        "session": session(held, edition, *more) if held else None,
        "groups": [str(group) for group in found.groups.all()],
    }


def organisers(edition: Edition) -> list[tuple[str, str]]:
    return [(in_language(row["role"]), row["name"]) for row in edition.organisers]


def notes(edition: Edition) -> list[str]:
    return [in_language(note) for note in edition.notes]


def shares(found: Balance) -> list[tuple[str, str]]:
    """The balance of who holds the seats, for the facts of a page."""
    rows = []
    for label, key, counts in (
        *((Gender(k).label, k, found.gender) for k in Gender.values),
        *((Experience(k).label, k, found.experience) for k in Experience.values if k != "unsaid"),
    ):
        if counts[key]:
            share = _("%(n)s of %(total)s") % {"n": counts[key], "total": found.people}
            rows.append((str(label), share))
    return rows


def fill(found: Matrix) -> list[dict[str, Any]]:
    """The rows of the quota matrix: a country, then for each profile held / seats and who waits."""
    return [
        {
            "country": line.country,
            "cells": [
                {
                    "text": f"{cell.held} / {cell.quota.seats}",
                    "waiting": cell.waiting,
                    "tone": "success" if not cell.free else "neutral",
                }
                for cell in line.cells
            ],
            "held": line.held,
            "seats": line.seats,
        }
        for line in found.lines
    ]


def nominee(found: Nomination) -> dict[str, Any]:
    """A nomination in a list: who, for what, where it stands."""
    return {
        "nomination": found,
        "state": found.state_label,
        "tone": STATE_TONES[State(found.state)],
        "open": found.state in {State.PROPOSED, State.WAITING, State.ACCEPTED},
        "note": " · ".join(
            part
            for part in (str(found.slot), found.municipality, found.organisation, found.position, found.email)
            if part
        ),
    }
