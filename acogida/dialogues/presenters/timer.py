"""How pages show the speaker's clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from acogida.dialogues.models import Format, Panellist, Theme, Timer

SOON = 60


@dataclass(frozen=True)
class Clock:
    """`left` in minutes and seconds, with a minus once the time is over; `ends` in milliseconds."""

    who: str
    left: str
    tone: str
    ends: int | None
    seconds: int


def clock(timer: Timer | None, at: datetime) -> Clock | None:
    if timer is None:
        return None
    left = timer.left_at(at)
    ends = round(timer.ends_at.timestamp() * 1000) if timer.ends_at else None
    tone = "error" if left <= 0 else "warning" if left <= SOON else "neutral"
    return Clock(timer.who, in_minutes(left), tone, ends, left)


def next_turn(theme: Theme, seats: Iterable[Panellist], timer: Timer | None) -> dict[str, Any]:
    """What the form proposes: the seat after the one that has the floor, and the format's minutes."""
    order = list(seats)
    now = next((n for n, seat in enumerate(order) if timer and seat.organisation == timer.who), -1)
    following = order[now + 1] if now + 1 < len(order) else None
    return {"seat": following, "minutes": 5 if theme.format == Format.LIGHTNING else 10}


def in_minutes(seconds: int) -> str:
    sign = "−" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"
