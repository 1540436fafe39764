"""Words of the directory: hours, distances, ageing, lists, in the page's language."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.core import written
from acogida.services import hours
from acogida.services.hours import Interval, Now, Week
from acogida.services.models import Service

METRES_UNTIL_KM = 1.0


def distance(km: float | None) -> str:
    """As people say it: metres when near, one decimal up to ten kilometres."""
    if km is None:
        return ""
    if round(km, 1) < METRES_UNTIL_KM:
        return _("%(n)s m") % {"n": max(100, round(km * 10) * 100)}
    shown = written.number(km, "0.#" if km < 10 else "0")
    return _("%(n)s km") % {"n": shown}


def _locale() -> str:
    return (get_language() or "es")[:2]


def clock(moment: time) -> str:
    """The hour as the language writes it."""
    return str(format_time(moment, format="short", locale=_locale())) if moment else "24:00"


def spans(found: tuple[Interval, ...] | list[Interval]) -> str:
    """08:00–12:00, 13:00–16:00; midnight at the end is 24:00; an end on the next day says so."""
    if not found:
        return _("closed")
    parts = []
    for begins, ends in found:
        next_day = ends <= begins and ends != time()
        until = "24:00" if ends == time() else f"{ends:%H:%M}"
        words = f"{begins:%H:%M}–{until}"
        parts.append(_("%(hours)s (next day)") % {"hours": words} if next_day else words)
    return ", ".join(parts)


def week_rows(service: Service, *, at: datetime) -> list[tuple[str, str]]:
    """(days, hours) of the usual week; of hours that say more, the seven days to come."""
    if not service.hours:
        return []
    week = hours.week_of(service.hours)
    if week is None:
        coming = hours.coming(service.hours, zone=service.time_zone, iso2=service.iso2, at=at)
        return [
            (f"{WEEKDAYS[day.weekday()]} {date_format(day, 'j N')}", spans(found)) for day, found in coming
        ]
    rows = [(_("Every day"), _("day and night"))] if week.always else _grouped(week)
    if week.off_on_holidays:
        rows.append((_("Public holidays"), _("closed")))
    ahead = [day for day in week.closed_on if day >= timezone.localdate(at)]
    if ahead:
        rows.append((", ".join(date_format(day, "j N Y") for day in ahead), _("closed")))
    return rows


def _grouped(week: Week) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    start = 0
    for day in range(1, 8):
        if day < 7 and week.days.get(day, ()) == week.days.get(start, ()):
            continue
        last = day - 1
        name = str(WEEKDAYS[start])
        if last > start:
            joined = _("%(first)s to %(last)s") if last > start + 1 else _("%(first)s and %(last)s")
            name = joined % {"first": WEEKDAYS[start], "last": WEEKDAYS[last]}
        rows.append((name[:1].upper() + name[1:], spans(week.days.get(start, ()))))
        start = day
    return rows


def now(service: Service, *, at: datetime) -> tuple[str, str]:
    """Whether it is open, until when, with the tone."""
    found = hours.now(service.hours, zone=service.time_zone, iso2=service.iso2, at=at, language=_locale())
    if found is None:
        return _("hours not known: call first"), "neutral"
    return _said(found, at.astimezone(ZoneInfo(service.time_zone)))


def _said(found: Now, here: datetime) -> tuple[str, str]:
    if found.is_open:
        if found.until is None or found.until - here > timedelta(hours=24):
            return _("open now"), "success"
        return _("open now, until %(hour)s") % {"hour": f"{found.until:%H:%M}"}, "success"
    if found.until is None:
        return _("closed"), "neutral"
    opens = f"{found.until:%H:%M}"
    if found.until.date() == here.date():
        words = _("closed now, opens at %(hour)s") % {"hour": opens}
    else:
        day = WEEKDAYS[found.until.weekday()]
        words = _("closed now, opens %(day)s at %(hour)s") % {"day": day, "hour": opens}
    if found.holiday:
        words = _("%(words)s (today is a holiday: %(holiday)s)") % {"words": words, "holiday": found.holiday}
    return words, "neutral"


def checked(service: Service, *, on: date) -> tuple[str, str]:
    """When it was last checked, with the tone of its age."""
    if service.checked_on is None:
        return _("not checked yet"), "neutral"
    day = date_format(service.checked_on, "DATE_FORMAT")
    if service.is_old(on):
        return _("checked on %(day)s: long ago, call before you go") % {"day": day}, "error"
    if service.is_stale(on):
        return _("checked on %(day)s: to be checked again") % {"day": day}, "warning"
    return _("checked on %(day)s") % {"day": day}, "success"


def choice_labels(chosen: list[str], choices: Any) -> list[str]:
    """The words of keys of a controlled list."""
    known = dict(choices.choices)
    return [str(known[key]) for key in chosen if key in known]


def day(value: date) -> str:
    return date_format(value, "DATE_FORMAT")
