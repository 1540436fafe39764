"""A network on a ring: named knots, and lines between those that have something in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from acogida.design.charts.canvas import Canvas, cut
from acogida.design.charts.chart import NARROW, Chart, empty, finished


@dataclass(frozen=True)
class Tie:
    """A line between two knots, by their places in the list. `strength` from 0 to 1 is its width."""

    one: int
    other: int
    strength: float
    label: str


def network_chart(
    title: str,
    knots: Sequence[str],
    ties: Sequence[Tie],
    *,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    sentence: str,
    source: str,
) -> Chart:
    """Knots in the order given, clockwise from the top. `headers` and `rows` are the same ties as a table."""
    return finished(
        lambda width: _ring(knots, ties, width),
        title=title,
        headers=headers,
        rows=rows,
        sentence=sentence,
        source=source,
    )


def _ring(knots: Sequence[str], ties: Sequence[Tie], width: int) -> Canvas:
    if not knots:
        return empty(width)
    narrow = width == NARROW
    size, room = (11.0, 62.0) if narrow else (13.0, 150.0)
    height = width if narrow else 520
    canvas = Canvas(width, height)
    across, down = width / 2 - room, height / 2 - (34 if narrow else 40)
    places = []
    for i in range(len(knots)):
        angle = 2 * pi * i / len(knots) - pi / 2
        places.append((width / 2 + across * cos(angle), height / 2 + down * sin(angle), cos(angle)))
    for tie in sorted(ties, key=lambda t: t.strength):
        (x1, y1, _a), (x2, y2, _b) = places[tie.one], places[tie.other]
        d = f"M{x1:.1f} {y1:.1f}Q{width / 2:.1f} {height / 2:.1f} {x2:.1f} {y2:.1f}"
        canvas.path(d, stroke="series-1", width=1 + 5 * tie.strength, tip=tie.label)
    for name, (x, y, side) in zip(knots, places, strict=True):
        canvas.circle(x, y, 5, "series-2", ring="paper")
        anchor = "middle" if abs(side) < 0.08 else "start" if side > 0 else "end"
        shift = 0.0 if anchor == "middle" else 10.0 if side > 0 else -10.0
        lift = 4.5 if anchor != "middle" else (-12.0 if y < height / 2 else 22.0)
        left = width - x - 12 if anchor == "start" else x - 12 if anchor == "end" else width / 2
        canvas.text(
            x + shift, y + lift, cut(name, left, size), size=size, anchor=anchor, bold=True, halo=True
        )
    return canvas
