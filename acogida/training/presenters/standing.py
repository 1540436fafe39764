"""What a participant still misses, in a sentence each, with its numbers."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from acogida.training.models import Credit
from acogida.training.presenters import attendance, words
from acogida.training.queries.completion import Part, Standing, is_open
from acogida.training.states import Kind


def sentence(part: Part, zone: str, now: datetime) -> str:
    """Why a part is not met, or by what it is."""
    component = part.component
    if component.kind == Kind.SESSION:
        return _said_of_session(part, zone, now)
    if part.credit is not None:
        return _said_of(part.credit)
    if component.opens_at and now < component.opens_at:
        return _("It opens: %(when)s.") % {"when": words.moment(component.opens_at, zone)}
    if component.closes_at and now > component.closes_at:
        return _("It closed: %(when)s. Write to the secretariat if you could not do it.") % {
            "when": words.moment(component.closes_at, zone)
        }
    if part.units is not None:
        return _("%(n)s of %(total)s units done.") % {"n": part.units[0], "total": part.units[1]}
    if component.closes_at:
        return _("Not done yet; until %(when)s.") % {"when": words.moment(component.closes_at, zone)}
    return _("Not done yet.")


def _said_of_session(part: Part, zone: str, now: datetime) -> str:
    held = part.component.session
    counted = part.attendance
    if counted and (counted.ruling or counted.minutes):
        return attendance.sentence(counted)
    if now < held.ends_at:
        return _("It is held: %(when)s.") % {"when": words.moment(held.starts_at, zone)}
    return attendance.sentence(counted) if counted else _("Not counted yet.")


def _said_of(credit: Credit) -> str:
    if credit.verdict == Credit.Verdict.PRESENTED:
        return _("Your earlier certificate waits to be looked at.")
    if credit.verdict == Credit.Verdict.REFUSED:
        return _("Your earlier certificate was not recognised: %(why)s") % {"why": credit.reason}
    return str(Credit.How(credit.how).label)


def rows(standing: Standing, now: datetime) -> list[dict[str, Any]]:
    """Every condition: met, still to come, or missing; the sentence; what can be done about it now."""
    zone = standing.nomination.edition.time_zone
    return [_row(part, zone, now) for part in standing.parts]


def _row(part: Part, zone: str, now: datetime) -> dict[str, Any]:
    component = part.component
    is_coming = (
        now < part.component.session.ends_at
        if component.kind == Kind.SESSION
        else bool(component.opens_at and now < component.opens_at)
    )
    return {
        "component": component,
        "met": part.met,
        "is_coming": is_coming and not part.met,
        "words": sentence(part, zone, now),
        "survey": getattr(component, "survey", None) if is_open(component, now) and not part.met else None,
        "course": getattr(component, "course_part", None)
        if is_open(component, now) and not part.met
        else None,
        "may_present": component.kind == Kind.COURSE and not part.met,
    }


def missing(standing: Standing, now: datetime) -> list[str]:
    zone = standing.nomination.edition.time_zone
    return [f"{part.component}: {sentence(part, zone, now)}" for part in standing.missing]
