"""The meetings of mechanisms as a calendar that phones and mail programs take (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.mechanisms.models import Meeting


def calendar(meetings: Iterable[Meeting]) -> bytes:
    """One all-day event for each meeting; the same meeting keeps its UID for ever."""
    import icalendar  # noqa: PLC0415 -- only who asks for a calendar pays for it

    made = icalendar.Calendar()
    made.add("prodid", "-//Acogida//Acogida//ES")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Meetings of regional mechanisms"))
    house = urlsplit(settings.SITE_URL).netloc
    for meeting in meetings:
        event = icalendar.Event()
        # A shipped meeting is loaded anew with each version: its mechanism and day name it, not its row.
        event.add("uid", f"{meeting.mechanism.key}-{meeting.starts_on:%Y%m%d}@{house}")
        event.add("dtstamp", datetime.combine(meeting.checked_on, time(), tzinfo=UTC))
        event.add("dtstart", meeting.starts_on)
        event.add("dtend", meeting.ends_on + timedelta(days=1))
        event.add("summary", f"{meeting.mechanism.short}: {meeting}")
        if meeting.place:
            event.add("location", meeting.place)
        event.add("url", f"{settings.SITE_URL}{meeting.mechanism.get_absolute_url()}")
        made.add_component(event)
    return bytes(made.to_ical())
