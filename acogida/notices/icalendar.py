"""Deadlines as an iCalendar file (RFC 5545), so that any calendar can follow them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from acogida.notices.models import Notice

LINE = 75  # octets, RFC 5545 §3.1


def calendar(notices: Iterable[Notice], *, title: str) -> bytes:
    """The whole file: one all-day event for each notice that has a date to keep."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Acogida//Acogida//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(title)}",
    ]
    for notice in notices:
        lines.extend(_event(notice))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(notice: Notice) -> Iterator[str]:
    if notice.due_on is None:
        return
    house = urlsplit(settings.SITE_URL).netloc
    yield "BEGIN:VEVENT"
    yield f"UID:notice-{notice.pk}@{house}"
    yield f"DTSTAMP:{notice.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{notice.due_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{notice.due_on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(notice.text)}"
    if notice.url:
        yield f"URL:{settings.SITE_URL}{notice.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 §3.3.11; control characters but the line's end have no place in it."""
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c >= " " or c == "\n")
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(plain, written)
    return kept


def _folded(line: str) -> str:
    """The line cut at 75 octets, never inside a letter; each further piece begins with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*pieces, piece])
