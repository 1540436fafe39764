"""Opening hours in the form OpenStreetMap uses (`Mo-Fr 08:00-16:00; PH off`), read and written.

An officer edits a plain week; what comes from elsewhere may say more, and is shown as it falls in the
next seven days. Holidays are those of the country, worked out here: `PH` stands for their dates.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from acogida.core.aside import done_aside
from acogida.core.errors import Refused

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST = 400
PH = re.compile(r"(?:(?<=^)|(?<=; )|(?<=;))PH(?= )")
TIMES = re.compile(r"\d\d:\d\d-\d\d:\d\d(,\d\d:\d\d-\d\d:\d\d)*")
DATES = re.compile(r"\d{4} [A-Z][a-z]{2} \d{1,2}(,\d{4} [A-Z][a-z]{2} \d{1,2})*")
RULE = re.compile(r"(?P<days>[A-Z][A-Za-z,\-]*|\d{4} [^;]*?) (?P<times>off|closed|[\d:,\-]+)$")

Interval = tuple[time, time]


@dataclass(frozen=True)
class Week:
    """A week as an officer writes it. `days` are 0 (Monday) to 6; an interval may end on the next day.

    `off_on_holidays` is closed on the public holidays of the country.
    """

    days: dict[int, tuple[Interval, ...]] = field(default_factory=dict)
    always: bool = False
    off_on_holidays: bool = False
    closed_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Now:
    """How a service stands at a moment of its own clock; `until` is when that changes, if it does."""

    is_open: bool
    until: datetime | None
    holiday: str = ""


def composed(week: Week) -> str:
    """The week in the standard form; "" where nothing is said."""
    rules = ["24/7"] if week.always else []
    groups: list[tuple[list[int], tuple[Interval, ...]]] = []
    for day in range(7):
        if week.always or not (found := tuple(week.days.get(day, ()))):
            continue
        same = next((group for group in groups if group[1] == found), None)
        if same:
            same[0].append(day)
        else:
            groups.append(([day], found))
    for days, intervals in groups:
        times = ",".join(f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in intervals)
        rules.append(f"{_ranges(days)} {times}")
    if not rules:
        return ""
    if week.off_on_holidays:
        rules.append("PH off")
    if week.closed_on:
        rules.append(f"{','.join(_written(day) for day in sorted(set(week.closed_on)))} off")
    return checked("; ".join(rules))


def _ranges(days: list[int]) -> str:
    parts, start = [], days[0]
    for before, here in zip(days, [*days[1:], -1], strict=True):
        if here != before + 1:
            run = before - start
            parts.append(
                DAYS[start] if run == 0 else f"{DAYS[start]}{',' if run == 1 else '-'}{DAYS[before]}"
            )
            start = here
    return ",".join(parts)


def _written(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def checked(text: str) -> str:
    """The hours, put in order; raises Refused where they cannot be read."""
    from opening_hours import validate  # noqa: PLC0415 -- only where hours are read

    text = " ".join(text.split())
    if not text:
        return ""
    if len(text) > LONGEST:
        raise Refused(_("These hours are too long. Say the usual week only."))
    if not validate(text):
        raise Refused(
            _("“%(hours)s” cannot be read as opening hours. Write them as Mo-Fr 08:00-16:00.")
            % {"hours": text[:60]}
        )
    return re.sub(r"\bclosed\b", "off", text)


def week_of(text: str) -> Week | None:
    """The week these hours say, where an officer's form can show it; None where they say more."""
    days: dict[int, tuple[Interval, ...]] = {}
    always = off = False
    closed: tuple[date, ...] = ()
    for rule in filter(None, (part.strip() for part in text.split(";"))):
        if rule == "24/7":
            always = True
            continue
        found = RULE.fullmatch(rule)
        if not found:
            return None
        who, when = found["days"], found["times"]
        if who == "PH" and when == "off":
            off = True
        elif DATES.fullmatch(who) and when == "off":
            closed = tuple(_read(day) for day in who.split(","))
        elif (numbers := _numbers(who)) and TIMES.fullmatch(when):
            days |= dict.fromkeys(numbers, _intervals(when))
        elif numbers and when == "off":
            days = {day: said for day, said in days.items() if day not in numbers}
        else:
            return None
    if any(len(said) > 2 for said in days.values()):
        return None
    return Week(days, always, off, closed)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, _dash, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            return []
        begins, ends = DAYS.index(first), DAYS.index(last or first)
        found += range(begins, ends + 1) if begins <= ends else [*range(begins, 7), *range(ends + 1)]
    return found


def _intervals(text: str) -> tuple[Interval, ...]:
    return tuple(
        (_clock(begins), _clock(ends)) for begins, ends in (part.split("-") for part in text.split(","))
    )


def _clock(text: str) -> time:
    return time.fromisoformat("00:00" if text == "24:00" else text)


def _read(text: str) -> date:
    year, month, day = text.split(" ")
    return date(int(year), MONTHS.index(month) + 1, int(day))


@lru_cache(maxsize=512)
@done_aside
def holidays_in(iso2: str, year: int, language: str = "es") -> dict[date, str]:
    """The public holidays of a country in a year, named in the language where it is known.

    Empty for countries nobody worked out. Source: the package `holidays`.
    """
    import holidays  # noqa: PLC0415 -- 20 MB, only where a holiday is asked for

    try:
        calendar = holidays.country_holidays(iso2, years=year)
    except NotImplementedError:
        return {}
    spoken = {tag.split("_")[0]: tag for tag in getattr(calendar, "supported_languages", ())}
    if language in spoken:
        calendar = holidays.country_holidays(iso2, years=year, language=spoken[language])
    return dict(sorted(calendar.items()))


@lru_cache(maxsize=4096)
def _calendar(text: str, zone: str, iso2: str, year: int) -> Any:
    """The hours ready to be asked around a year; PH written out as the dates of the country's holidays."""
    from opening_hours import OpeningHours  # noqa: PLC0415 -- only where hours are asked

    if PH.search(text):
        days = [day for y in (year - 1, year, year + 1) for day in holidays_in(iso2, y)] if iso2 else []
        dates = ",".join(_written(day) for day in days)
        text = PH.sub(dates, text) if dates else PH.sub("1900 Jan 01", text)
    return OpeningHours(text, timezone=ZoneInfo(zone), auto_country=False)


def now(text: str, *, zone: str, iso2: str, at: datetime, language: str = "es") -> Now | None:
    """Whether it is open at a moment, by its own clock; None where no hours are known."""
    if not text:
        return None
    here = at.astimezone(ZoneInfo(zone))
    calendar = _calendar(text, zone, iso2, here.year)
    until = calendar.next_change(here)
    holiday = holidays_in(iso2, here.year, language).get(here.date(), "") if iso2 else ""
    return Now(bool(calendar.is_open(here)), until, holiday)


def is_open(text: str, *, zone: str, iso2: str, at: datetime) -> bool:
    found = now(text, zone=zone, iso2=iso2, at=at)
    return found is not None and found.is_open


def coming(text: str, *, zone: str, iso2: str, at: datetime) -> list[tuple[date, list[Interval]]]:
    """When it is open on this day and the six that follow, by its own clock, holidays taken out."""
    if not text:
        return []
    here = at.astimezone(ZoneInfo(zone))
    calendar = _calendar(text, zone, iso2, here.year)
    found = []
    for number in range(7):
        begins = datetime.combine(here.date() + timedelta(days=number), time(), ZoneInfo(zone))
        ends = begins + timedelta(days=1)
        spans: list[Interval] = [
            (since.time(), until.time() if until else time())
            for since, until, state, _comment in calendar.intervals(begins, ends)
            if str(state).endswith(("open", "OPEN"))
        ]
        found.append((begins.date(), spans))
    return found
