"""Wall clocks and moments: what a day and an hour in a city are in UTC, also when clocks change."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.core.errors import Refused


def moment_of(day: date, hour: time, zone: str) -> datetime:
    """The moment in UTC at which the clocks of `zone` show this hour. An hour shown twice is its first.

    Raises Refused for an hour that the clocks skip.
    """
    local = datetime.combine(day, hour, ZoneInfo(zone))
    found = local.astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused(
            _("On %(day)s the clocks of %(zone)s are put forward: %(hour)s does not exist that day.")
            % {"day": day, "zone": city_of(zone), "hour": hour.strftime("%H:%M")}
        )
    return found


def city_of(zone: str) -> str:
    """The city a zone is named after, as the page's language calls it: Ciudad de México, Buenos Aires."""
    named = _cities((get_language() or "es")[:2]).get(zone, {}).get("city", "")
    return str(named) or zone.rsplit("/", 1)[-1].replace("_", " ")


@lru_cache
def _cities(language: str) -> Any:
    from babel import Locale  # noqa: PLC0415 -- Babel's data is read only where it is used

    return Locale(language).time_zones


def is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True
