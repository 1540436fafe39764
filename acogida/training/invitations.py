"""Sessions as calendar entries (RFC 5545), with the number of their change and with cancellations."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from acogida.training.models import Session


def calendar(sessions: Iterable[Session], *, title: str, address: str) -> bytes:
    """The sessions for a person's calendar. `address` is the page they join from.

    An entry replaces the one with the same UID and a lower SEQUENCE; a cancelled one is taken away. A
    file of cancelled sessions alone has METHOD CANCEL, any other PUBLISH.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 -- only calendars need it

    held = list(sessions)
    made = Calendar()
    made.add("prodid", "-//Acogida//Training//ES")
    made.add("version", "2.0")
    cancelled = bool(held) and all(session.cancelled_at for session in held)
    made.add("method", "CANCEL" if cancelled else "PUBLISH")
    made.add("x-wr-calname", title)
    house = urlsplit(settings.SITE_URL).netloc
    for session in held:
        event = Event()
        event.add("uid", f"training-session-{session.pk}@{house}")
        event.add("sequence", session.sequence)
        event.add("dtstamp", session.changed_at)
        event.add("dtstart", session.starts_at)
        event.add("dtend", session.ends_at)
        event.add("summary", str(session))
        event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
        event.add("url", address)
        event.add("location", session.venue or address)
        made.add_component(event)
    return bytes(made.to_ical())
