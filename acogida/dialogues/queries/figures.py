"""The figures of an event: counted once when it closes, then only shown, with small numbers hidden."""

from collections import Counter
from typing import Any

from django.conf import settings

from acogida.dialogues.models import Attendance, Event
from acogida.evidence.disclosure import protect

PARTS = ("sectors", "genders", "countries", "returning", "where")


def count(event: Event) -> dict[str, Any]:
    """What is frozen: for each theme, those who came by sector, gender, country, new or returning, where.

    Counted from what was written at registration; no person is in it.
    """
    rows = Attendance.objects.filter(theme__event=event).select_related("guest__country", "theme")
    themes: dict[int, dict[str, Any]] = {
        number: {"theme": number, "participants": 0, **{part: Counter() for part in PARTS}}
        for number in event.themes.order_by("number").values_list("number", flat=True)
    }
    for row in rows:
        found, guest = themes[row.theme.number], row.guest
        found["participants"] += 1
        found["sectors"][guest.sector] += 1
        found["genders"][guest.gender] += 1
        found["countries"][guest.country.code] += 1
        found["returning"]["returning" if guest.is_returning else "new"] += 1
        found["where"][row.where] += 1
    return {
        "origin": "registrations",
        "invited": event.guests.filter(sent_at__isnull=False).count(),
        "registered": event.guests.coming().count(),
        "themes": [
            {**found, **{part: dict(sorted(found[part].items())) for part in PARTS}}
            for found in themes.values()
        ],
    }


def shown(found: dict[str, int], total: int) -> list[tuple[str, int | None]]:
    """A breakdown with small numbers hidden (None), the greatest first; parts always add up to the total."""
    cells: dict[tuple[str, ...], float] = {
        ("all",): float(total),
        **{(key,): float(n) for key, n in found.items()},
    }
    hidden = protect(cells, threshold=settings.SMALL_CELL_THRESHOLD)
    rows = [(key, None if (key,) in hidden else n) for key, n in found.items()]
    return sorted(rows, key=lambda row: (row[1] is None, -(row[1] or 0), row[0]))
