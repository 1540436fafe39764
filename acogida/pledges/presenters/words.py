"""How the pages say things: lights, numbers, dates, shares."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from acogida.core import written
from acogida.pledges.models import Grade, Pledge
from acogida.pledges.queries.lights import last_word
from acogida.pledges.states import Delivery, Freshness

DELIVERY_TONES = {
    Delivery.NOT_REPORTED: "neutral",
    Delivery.NOT_STARTED: "neutral",
    Delivery.NO_STEPS: "neutral",
    Delivery.ON_TRACK: "info",
    Delivery.BEHIND: "warning",
    Delivery.DELAYED: "warning",
    Delivery.COMPLETE: "success",
    Delivery.FULFILLED: "success",
    Delivery.PARTLY_FULFILLED: "info",
    Delivery.NOT_FULFILLED: "error",
    Delivery.WITHDRAWN: "error",
}
FRESHNESS_TONES = {
    Freshness.UNREPORTED: "neutral",
    Freshness.FRESH: "success",
    Freshness.AGEING: "warning",
    Freshness.STALE: "error",
    Freshness.FINAL: "neutral",
}
GRADE_TONES = {Grade.STATED: "neutral", Grade.DOCUMENTED: "info", Grade.CONFIRMED: "success"}

Light = tuple[str, str]


def delivery_light(found: Delivery) -> Light:
    return str(found.label), DELIVERY_TONES[found]


def freshness_light(found: Freshness) -> Light:
    return str(found.label), FRESHNESS_TONES[found]


def grade(found: str) -> Light:
    known = Grade(found)
    return str(known.label), GRADE_TONES[known]


def number(value: float | Decimal | str | None) -> str:
    """As the page's language writes it, at most two decimals; a dash for none."""
    return "–" if value is None else written.number(value)


def money(amount: Decimal | None, currency: str) -> str:
    return f"{number(amount)} {currency}" if amount is not None else ""


def day(value: date | str | None) -> str:
    return written.day(value) if value else "–"


def period(pledge: Pledge) -> str:
    """From when to when, as far as it was said."""
    if pledge.starts_on and pledge.ends_on:
        return f"{day(pledge.starts_on)} – {day(pledge.ends_on)}"
    return pledge.period_text or (str(pledge.year) if pledge.year else "")


def said_last(pledge: Pledge) -> str:
    """When the last report came, or that none has come yet."""
    if pledge.is_recorded:
        return ""
    if pledge.last_reported_on:
        return _("Last report: %(day)s") % {"day": day(pledge.last_reported_on)}
    found = last_word(pledge)
    return _("Announced on %(day)s, no report yet") % {"day": day(found)} if found else ""
