"""Timelines: what happens from when to when, how far it is, and where today stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from acogida.core.written import day
from acogida.design.charts.canvas import Canvas, cut, measure, wrap
from acogida.design.charts.chart import NARROW, drawings, empty, number
from acogida.design.charts.scale import Scale
from acogida.design.palette import TONES

HEAD = 40  # units of the drawing above the first row: months, and the word "today"


@dataclass(frozen=True)
class Bar:
    """One row. `done` is the share from 0 to 1, None where it is not measured.

    `tone` is one of `palette.TONES`; `state` says the same in words, for the table. `after` are the places
    (from 0) of the rows it waits for: an arrow leads from each. What `is_critical` delays the whole with it:
    it has an edge, and so have its arrows; say so in `state` too.
    """

    label: str
    start: date
    end: date
    done: float | None = None
    tone: str = "info"
    url: str = ""
    state: str = ""
    after: tuple[int, ...] = ()
    is_critical: bool = False


@dataclass(frozen=True)
class Timeline:
    """Ready to show: `{% component "timeline" timeline=… %}`. `links` are the rows' pages, "" where none."""

    title: str
    svg: SafeString
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentence: str = ""
    source: str = ""
    links: Sequence[str] = ()
    alt: str = ""
    svg_for_documents: str = ""


def timeline(
    title: str,
    bars: Sequence[Bar],
    *,
    today: date | None = None,
    sentence: str = "",
    source: str = "",
    label: str = "",
) -> Timeline:
    """Rows in the order given. `today` draws a line where it falls inside the years shown.

    Raises ValueError for a bar that ends before it starts, a share outside 0–1, an unknown tone or a row that
    waits for one that is not there.
    """
    for bar in bars:
        if any(not 0 <= place < len(bars) for place in bar.after):
            raise ValueError(f"{bar.label!r}: it waits for a row that is not there")
        if bar.end < bar.start or bar.tone not in TONES or not 0 <= (bar.done or 0) <= 1:
            raise ValueError(f"{bar.label!r}: dates in order, a known tone and a share from 0 to 1")
    alt = f"{title}. {sentence}" if sentence else title
    page, fixed = drawings(lambda width: _drawn(bars, width, today), alt)
    rows = [
        [
            bar.label,
            day(bar.start, "SHORT_DATE_FORMAT"),
            day(bar.end, "SHORT_DATE_FORMAT"),
            "–" if bar.done is None else f"{number(round(bar.done * 100))} %",
            bar.state,
        ]
        for bar in bars
    ]
    headers = [label or _("Action"), _("Starts on"), _("Ends on"), _("Progress"), _("State")]
    if not any(bar.state for bar in bars):
        headers, rows = headers[:4], [row[:4] for row in rows]
    return Timeline(title, page, headers, rows, sentence, source, tuple(bar.url for bar in bars), alt, fixed)


def _drawn(bars: Sequence[Bar], width: int, today: date | None) -> Canvas:
    if not bars:
        return empty(width)
    narrow = width == NARROW
    names = 0.0 if narrow else width * 0.34
    first = min(bar.start for bar in bars).replace(day=1)
    last = max(bar.end for bar in bars) + timedelta(days=1)
    step = 46 if narrow else 36
    canvas = Canvas(width, HEAD + len(bars) * step + 4)
    x = Scale(first.toordinal(), max(last.toordinal(), first.toordinal() + 28), names, width - 4)
    _months(canvas, first, last, x)
    for i, bar in enumerate(bars):
        _row(canvas, bar, HEAD + i * step, names, x)
    for i, bar in enumerate(bars):
        for earlier in bar.after:
            top = HEAD + (34 if narrow else 20)
            _arrow(canvas, bars[earlier], bar, top + earlier * step, top + i * step, x)
    if today and first <= today <= last:
        at = x(today.toordinal())
        canvas.line(at, 34, at, canvas.height, "series-2", width=1.5, dash="4 3")
        half = measure(_("today"), 12) / 2
        place = min(max(at, names + half), width - half)
        canvas.text(place, 30, _("today"), paint="series-2", size=12, anchor="middle", bold=True)
    return canvas


def _row(canvas: Canvas, bar: Bar, top: float, names: float, x: Scale) -> None:
    narrow = not names
    middle = top + (34 if narrow else 20)
    lines = wrap(bar.label, canvas.width if narrow else names - 12, lines=1 if narrow else 2)
    if bar.url:
        canvas.link(bar.url, bar.label)
    for i, line in enumerate(lines):
        # The space keeps words of two lines apart for who hears them as one name.
        heard = line if line == lines[-1] else f"{line} "
        canvas.text(
            0, top + 18 if narrow else middle + 4.5 + (i - (len(lines) - 1) / 2) * 14, heard, halo=narrow
        )
    if bar.url:
        canvas.end_link()
    left = x(bar.start.toordinal())
    long = max(x(bar.end.toordinal() + 1) - left, 3)
    share = "" if bar.done is None else f"{number(round(bar.done * 100))} %"
    dates = f"{day(bar.start, 'SHORT_DATE_FORMAT')} – {day(bar.end, 'SHORT_DATE_FORMAT')}"
    tip = " · ".join(filter(None, [bar.label, dates, share, bar.state]))
    canvas.rect(left, middle - 8, long, 16, "line", radius=3, tip=tip)
    canvas.rect(left, middle - 8, 3, 16, bar.tone)
    if bar.done:
        canvas.rect(left, middle - 8, long * bar.done, 16, bar.tone, radius=3, tip=tip)
    if bar.is_critical:
        edge = f"M{left:.1f} {middle - 9:.1f}h{long:.1f}v18h{-long:.1f}Z"
        canvas.path(edge, stroke="series-2", width=2)
    if share and left + long + measure(share, 12) + 6 <= canvas.width:
        canvas.text(left + long + 5, middle + 4, share, size=12, paint="quiet", halo=True)


def _arrow(canvas: Canvas, before: Bar, after: Bar, from_y: float, to_y: float, x: Scale) -> None:
    """From the end of one bar down (or up) to the beginning of the one that waits for it."""
    critical = before.is_critical and after.is_critical
    paint, width = ("series-2", 2.0) if critical else ("quiet", 1.25)
    begin, end = x(before.end.toordinal() + 1) - 2, x(after.start.toordinal())
    down = 1 if to_y > from_y else -1
    leave, arrive = from_y + 8 * down, to_y - 8 * down
    at = end + 6  # a little inside the bar that waits; the way turns back where its dates cannot hold
    way = f"M{begin:.1f} {leave:.1f}V{leave + 4 * down:.1f}H{at:.1f}V{arrive - 4 * down:.1f}"
    canvas.path(way, stroke=paint, width=width, tip=f"{before.label} → {after.label}")
    canvas.path(
        f"M{at - 4:.1f} {arrive - 6 * down:.1f}L{at + 4:.1f} {arrive - 6 * down:.1f}L{at:.1f} {arrive:.1f}Z",
        fill=paint,
    )


def _months(canvas: Canvas, first: date, last: date, x: Scale) -> None:
    """Years in bold, and as many months between them as find room."""
    months: list[date] = []
    at = first
    while at <= last:
        months.append(at)
        at = (at + timedelta(days=32)).replace(day=1)
    room = (x.end - x.start) / max(len(months), 1)
    every = next((n for n in (1, 2, 3, 6, 12) if room * n >= 44), 12)
    shown = [month for month in months if (month.month - 1) % every == 0] or months[:1]
    free = 0.0  # where the last words written end: the next ones begin after them, or are left out
    for month in shown:
        place = x(month.toordinal())
        canvas.line(place, 22, place, canvas.height, "border" if month.month == 1 else "line")
        year = month.month == 1 or month is shown[0]
        told = day(month, "Y" if month.month == 1 and every > 1 else "M Y" if year else "M")
        if month is shown[0] and len(shown) > 1 and x(shown[1].toordinal()) < place + measure(told, 12) + 8:
            continue  # the year that follows says more than the month that would cover it
        if place + 3 >= free and place + measure(told, 12) <= canvas.width:
            canvas.text(place + 3, 14, cut(told, 70, 12), size=12, paint="quiet", bold=year)
            free = place + 3 + measure(told, 12) + 4
