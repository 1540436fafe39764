"""When a theme begins and ends by the clock of several cities: the same rows in page, mail, calendar, PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acogida.dialogues.models import Event, Theme


@dataclass(frozen=True)
class Local:
    """One city's clock: its day, from and to as `HH:MM`, and whether it ends on the day after."""

    city: str
    zone: str
    day: date
    start: str
    end: str
    ends_next_day: bool

    @property
    def weekday(self) -> str:
        """The day in words, with its weekday."""
        return str(date_format(self.day, "l j F"))

    @property
    def said(self) -> str:
        """`08:00–10:00 San José`, and the day after where it ends there."""
        hours = f"{self.start}–{self.end}"
        if self.ends_next_day:
            hours = _("%(hours)s (the day after)") % {"hours": hours}
        return f"{hours} {self.city}"


def strip(
    starts_at: datetime | None, ends_at: datetime | None, cities: Iterable[tuple[str, str]]
) -> list[Local]:
    """The clocks of the cities, pairs of tz zone and name, in their order; none where no time is known.

    Summer time is that of the zone on that day, never of today.
    """
    if starts_at is None or ends_at is None:
        return []
    found = []
    for zone, city in cities:
        there = ZoneInfo(zone)
        start, end = starts_at.astimezone(there), ends_at.astimezone(there)
        found.append(
            Local(city, zone, start.date(), f"{start:%H:%M}", f"{end:%H:%M}", end.date() > start.date())
        )
    return found


def of_theme(theme: Theme, event: Event) -> list[Local]:
    """The strip of one theme in its event's reference cities."""
    return strip(theme.starts_at, theme.ends_at, [(zone, city) for zone, city in event.cities])
