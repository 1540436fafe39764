"""Timelines: what happens from when to when, how far it is, and where today stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, cut, measure, wrap
from acogida.design.charts.chart import NARROW, drawings, empty, number
from acogida.design.charts.scale import Scale
from acogida.design.palette import TONES

HEAD = 40  # units of the drawing above the first row: months, and the word "today"


@dataclass(frozen=True)
class Bar:
    """One row. `done` is the share from 0 to 1, None where it is not measured.

    `tone` is one of `palette.TONES`; `state` says the same in words, for the table.
    """

    label: str
    start: date
    end: date
    done: float | None = None
    tone: str = "info"
    url: str = ""
    state: str = ""


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

    Raises ValueError for a bar that ends before it starts, a share outside 0–1 or an unknown tone.
    """
    for bar in bars:
        if bar.end < bar.start or bar.tone not in TONES or not 0 <= (bar.done or 0) <= 1:
            raise ValueError(f"{bar.label!r}: dates in order, a known tone and a share from 0 to 1")
    alt = f"{title}. {sentence}" if sentence else title
    page, fixed = drawings(lambda width: _drawn(bars, width, today), alt)
    rows = [
        [
            bar.label,
            date_format(bar.start, "SHORT_DATE_FORMAT"),
            date_format(bar.end, "SHORT_DATE_FORMAT"),
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
    dates = f"{date_format(bar.start, 'SHORT_DATE_FORMAT')} – {date_format(bar.end, 'SHORT_DATE_FORMAT')}"
    tip = " · ".join(filter(None, [bar.label, dates, share, bar.state]))
    canvas.rect(left, middle - 8, long, 16, "line", radius=3, tip=tip)
    canvas.rect(left, middle - 8, 3, 16, bar.tone)
    if bar.done:
        canvas.rect(left, middle - 8, long * bar.done, 16, bar.tone, radius=3, tip=tip)
    if share and left + long + measure(share, 12) + 6 <= canvas.width:
        canvas.text(left + long + 5, middle + 4, share, size=12, paint="quiet", halo=True)


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
        told = date_format(month, "Y" if month.month == 1 and every > 1 else "M Y" if year else "M")
        if month is shown[0] and len(shown) > 1 and x(shown[1].toordinal()) < place + measure(told, 12) + 8:
            continue  # the year that follows says more than the month that would cover it
        if place + 3 >= free and place + measure(told, 12) <= canvas.width:
            canvas.text(place + 3, 14, cut(told, 70, 12), size=12, paint="quiet", bold=year)
            free = place + 3 + measure(told, 12) + 4
