"""Indicators: from where we started, where we are, and where we want to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, measure, wrap
from acogida.design.charts.chart import NARROW, Chart, Format, empty, finished, written
from acogida.design.charts.scale import Scale

EDGE = 14


@dataclass(frozen=True)
class Target:
    """One indicator: each value in its own unit, None where it is not known."""

    label: str
    baseline: float | None
    actual: float | None
    target: float | None
    unit: str = ""


def target_chart(
    title: str,
    targets: Sequence[Target],
    *,
    sentence: str,
    source: str,
    format_number: Format | None = None,
    label: str = "",
    alt: str = "",
) -> Chart:
    """One row an indicator, each on its own scale: baseline (ring), actual (dot), target (flag).

    A target below the baseline is drawn from right to left as figures are: what counts is the way
    from the ring to the flag.
    """
    return finished(
        lambda width: _drawn(targets, width, format_number),
        title=title,
        headers=[label or _("Indicator"), _("Unit"), _("Baseline"), _("Actual"), _("Target")],
        rows=[
            [t.label, t.unit, *(written(v, format_number) for v in (t.baseline, t.actual, t.target))]
            for t in targets
        ],
        sentence=sentence,
        source=source,
        alt=alt,
    )


def _drawn(targets: Sequence[Target], width: int, form: Format | None) -> Canvas:
    if not any(v is not None for t in targets for v in (t.baseline, t.actual, t.target)):
        return empty(width)
    narrow = width == NARROW
    names = 0.0 if narrow else width * 0.36
    canvas = Canvas(width, 0)
    top = _key(canvas)
    for one in targets:
        told = f"{one.label} ({one.unit})" if one.unit else one.label
        lines = wrap(told, width if narrow else names - 16, lines=2 if narrow else 3)
        for i, line in enumerate(lines):
            canvas.text(0, top + 14 + i * 15, line)
        track = top + (len(lines) * 15 + 26 if narrow else 30)
        _row(canvas, one, Scale(0, 1, names + EDGE, width - EDGE), track, form)
        top = max(track + 28, top + len(lines) * 15 + 14)
        canvas.line(0, top - 2, width, top - 2, "soft")
        top += 6
    canvas.height = top
    return canvas


def _row(canvas: Canvas, one: Target, across: Scale, y: float, form: Format | None) -> None:
    known = [v for v in (one.baseline, one.actual, one.target) if v is not None]
    canvas.line(across.start, y, across.end, y, "line", width=2)
    if not known:
        canvas.text(across.start, y + 20, written(None, form), paint="quiet", size=12)
        return
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 1, high + 1
    x = Scale(low, high, across.start, across.end)
    if one.baseline is not None and one.actual is not None:
        left, right = sorted((x(one.baseline), x(one.actual)))
        canvas.rect(left, y - 3, right - left, 6, "series-1", radius=3)
    used: list[tuple[float, float]] = []
    if one.target is not None:
        at = x(one.target)
        canvas.path(
            f"M{at:.1f} {y + 9:.1f}V{y - 11:.1f}l9 4l-9 4", fill="series-2", stroke="series-2", width=2
        )
        _value(canvas, at, y + 22, written(one.target, form), "series-2", used)
    if one.baseline is not None:
        canvas.circle(x(one.baseline), y, 5.5, "paper", ring="quiet", width=2)
        _value(canvas, x(one.baseline), y + 22, written(one.baseline, form), "quiet", used)
    if one.actual is not None:
        canvas.circle(x(one.actual), y, 6.5, "series-1")
        _value(canvas, x(one.actual), y - 13, written(one.actual, form), "series-1", [])


def _value(
    canvas: Canvas, x: float, y: float, text: str, paint: str, used: list[tuple[float, float]]
) -> None:
    """A value at its mark, kept inside the drawing; left out where another stands (the table has it)."""
    half = measure(text, 12) / 2
    x = min(max(x, half), canvas.width - half)
    if any(x - half < right and x + half > left for left, right in used):
        return
    used.append((x - half, x + half))
    canvas.text(x, y, text, paint=paint, size=12, anchor="middle", bold=paint == "series-1")


def _key(canvas: Canvas) -> float:
    """What the three marks mean, drawn as they are."""
    x = 6.0
    canvas.circle(x, 10, 5.5, "paper", ring="quiet", width=2)
    canvas.text(x + 12, 14, _("Baseline"), paint="quiet")
    x += measure(_("Baseline")) + 36
    canvas.circle(x, 10, 6.5, "series-1")
    canvas.text(x + 12, 14, _("Actual"), paint="series-1")
    x += measure(_("Actual")) + 36
    canvas.path(f"M{x:.1f} 18V2l9 4l-9 4", fill="series-2", stroke="series-2", width=2)
    canvas.text(x + 14, 14, _("Target"), paint="series-2")
    return 30.0
