"""Attendance reports of meetings as hosts download them: Zoom (both layouts) and Teams, es and en.

Zoom writes a table of joins and leaves, with or without lines about the meeting above it; a restarted
meeting gives a second report. Teams writes sections, in UTF-16 with tabs. Times are on the clocks of
whoever downloaded the report, in the order of day and month of their language.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.documents.tables.delimited import decoded
from acogida.training.intervals import Span

MOST_ROWS = 50_000
COLUMNS = {
    "name": ("name", "nombre", "full name", "nombre completo", "nombre de usuario", "participant", "nome"),
    "email": ("user email", "email", "e-mail", "correo electronico", "e-mail del usuario", "correo",
              "correo electronico del usuario", "courriel"),
    "joined": ("join time", "hora para unirse", "hora de entrada", "hora de union", "hora de ingreso"),
    "left": ("leave time", "hora para salir", "hora de salida", "hora de abandono"),
    "waiting": ("in waiting room", "en sala de espera", "en la sala de espera"),
    "action": ("user action", "accion del usuario", "accion de usuario"),
    "time": ("timestamp", "marca de tiempo", "marca temporal"),
}  # fmt: skip
YES = {"yes", "si", "sim", "oui", "true"}
JOINED = ("joined", "se unio", "unido", "entro")
# Zoom and Teams, by the language of who downloads: day first, month first, year first; with or without AM.
PATTERNS = [
    f"{day} {hour}"
    for day in ("%m/%d/%Y", "%d/%m/%Y", "%Y-%m-%d", "%m/%d/%y", "%d/%m/%y")
    for hour in ("%I:%M:%S %p", "%H:%M:%S", "%I:%M %p", "%H:%M")
]


@dataclass
class Attendee:
    """A name with its times in UTC."""

    name: str
    email: str
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Meeting:
    """What a report says: who wrote it (zoom or teams) and each name with all its times."""

    kind: str
    attendees: list[Attendee]


def read(data: bytes, *, zone: str, day: date) -> Meeting:
    """Read a report. `zone` are the clocks it was written by; `day` tells day and month apart.

    Raises Refused with a sentence where it is no such report, or tells no times of joining and leaving.
    """
    rows = _rows(data)
    kind = (
        "teams"
        if any("teams" in fold(" ".join(r)) or r[0][:2] in {"1.", "2.", "3."} for r in rows[:40] if r)
        else "zoom"
    )
    best = _table(rows)
    if best is None:
        raise Refused(
            _(
                "This is no report of joins and leaves. In Zoom, download the participants without "
                "“show unique users”; in Teams, the attendance report."
            )
        )
    start, columns = best
    clock = _Clock(zone, day)
    found: dict[tuple[str, str], Attendee] = {}
    pending: dict[tuple[str, str], datetime] = {}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not any(row) or len([c for c in row if c]) < 2:
            if found:
                break
            continue
        cell = {key: row[place].strip() if place < len(row) else "" for key, place in columns.items()}
        if fold(cell.get("waiting", "")) in YES or not cell["name"]:
            continue
        key = (cell["name"][:200], cell.get("email", "").lower()[:254])
        attendee = found.setdefault(key, Attendee(*key))
        if "joined" in columns:
            attendee.spans.append((clock.read(cell["joined"], number), clock.read(cell["left"], number)))
        else:
            _follow(attendee, key, cell, pending, clock.read(cell["time"], number))
    if not any(attendee.spans for attendee in found.values()):
        raise Refused(_("The report names nobody who joined."))
    return Meeting(kind, [attendee for attendee in found.values() if attendee.spans])


def _follow(
    attendee: Attendee,
    key: tuple[str, str],
    cell: dict[str, str],
    pending: dict[tuple[str, str], datetime],
    at: datetime,
) -> None:
    """The older report of Teams: one line for each joining and one for each leaving."""
    if fold(cell["action"]).startswith(JOINED):
        pending[key] = at
    elif key in pending:
        attendee.spans.append((pending.pop(key), at))


def _rows(data: bytes) -> list[list[str]]:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused(_("The file is empty."))
    text = data.decode("utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else decoded(data)[0]
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count) if first else ","
    if text.count("\t") > text.count(","):
        delimiter = "\t"
    rows = []
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        rows.append([cell.strip("\ufeff ") for cell in row])
        if len(rows) > MOST_ROWS:
            raise Refused(_("The report has more than %(n)s lines.") % {"n": MOST_ROWS})
    return rows


def _table(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """The line of the headers and the place of each column; of several tables, the one with each joining."""
    for number, row in enumerate(rows):
        columns: dict[str, int] = {}
        for place, header in enumerate(row):
            said = re.sub(r"\s*\(.*?(nombre original|original name).*?\)", "", fold(header)).strip()
            for key, words in COLUMNS.items():
                if key not in columns and (said in words or any(said.startswith(f"{w} (") for w in words)):
                    columns[key] = place
        if "name" in columns and (
            {"joined", "left"} <= columns.keys() or {"action", "time"} <= columns.keys()
        ):
            return number, columns
    return None


class _Clock:
    """Reads the report's moments. Once a pattern fits the day of the session, it is kept for the file."""

    def __init__(self, zone: str, day: date) -> None:
        self.zone, self.day, self.pattern = ZoneInfo(zone), day, ""

    def read(self, text: str, line: int) -> datetime:
        plain = re.sub(
            r"\s+", " ", text.replace(",", " ").replace("\u202f", " ").replace("\xa0", " ")
        ).strip()
        plain = re.sub(r"(?i)\b([ap])\.?\s?m\.?$", lambda m: f"{m[1].upper()}M", plain)
        if self.pattern and (found := self._fits(plain, self.pattern)):
            return found
        fitting = [(self._fits(plain, pattern), pattern) for pattern in PATTERNS]
        there = [(at, pattern) for at, pattern in fitting if at is not None]
        if not there:
            raise Refused(_("Line %(line)s: “%(text)s” is no moment.") % {"line": line, "text": text})
        near = [pair for pair in there if abs(pair[0].date() - self.day) <= timedelta(days=1)]
        found, pattern = (near or there)[0]
        if near:
            self.pattern = pattern
        return found

    def _fits(self, text: str, pattern: str) -> datetime | None:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=self.zone).astimezone(UTC)
        except ValueError:
            return None


def spans_as_text(spans: Iterable[Span]) -> list[list[str]]:
    return [[first.isoformat(), last.isoformat()] for first, last in spans]


def spans_from_text(spans: Iterable[Sequence[str]]) -> list[Span]:
    return [(datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in spans]
