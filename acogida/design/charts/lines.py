"""Lines: figures through time, each line named at its end."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, cut, measure, wrap
from acogida.design.charts.chart import NARROW, Chart, Data, Format, empty, finished, number, written
from acogida.design.charts.scale import Scale, ticks
from acogida.design.palette import SERIES

GAP = 8
# A year, a month of it, a day of that.
TIME = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|[12]\d|3[01]))?")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "5 2", "1 3")


def line_chart(
    title: str,
    series: Mapping[str, Data],
    *,
    unit: str,
    sentence: str,
    source: str,
    format_number: Format | None = None,
    label: str = "",
    zero: bool = True,
    alt: str = "",
) -> Chart:
    """One line for each name in `series`; its data pair a period (in order) with a value in `unit`.

    Periods are those of all lines. Years, months and days stand in order and as far apart as they are;
    other words in the order they first appear, evenly. A None leaves a gap in the line.
    """
    periods = list(dict.fromkeys(period for data in series.values() for period, _v in data))
    if all(moment(period) is not None for period in periods):
        periods.sort(key=lambda period: moment(period) or 0)
    known = {name: dict(data) for name, data in series.items()}
    suffix = f" ({unit})" if unit else ""
    return finished(
        lambda width: _drawn(periods, known, width, format_number, zero),
        title=title,
        headers=[label or _("Period"), *(f"{name}{suffix}" for name in series)],
        rows=[
            [period, *(written(values.get(period), format_number) for values in known.values())]
            for period in periods
        ],
        sentence=sentence,
        source=source,
        alt=alt,
    )


def moment(period: str) -> float | None:
    """Where a year, a month (2024-03) or a day (2024-03-01) lies in time, in years; None for other words."""
    found = TIME.fullmatch(period)
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    return year + (month - 1) / 12 + (day - 1) / 366


def positions(periods: Sequence[str]) -> list[float]:
    """Where periods stand on their axis: by time where all are moments of it, else one by one."""
    moments = [found for period in periods if (found := moment(period)) is not None]
    if len(moments) == len(periods) and len(set(moments)) == len(periods):
        return moments
    return [float(number) for number in range(len(periods))]


def _drawn(
    periods: Sequence[str],
    series: Mapping[str, Mapping[str, float | None]],
    width: int,
    form: Format | None,
    zero: bool,
) -> Canvas:
    values = [v for one in series.values() for v in one.values() if v is not None]
    if not values:
        return empty(width)
    height = 260
    marks = ticks(values, zero=zero)
    side = max(measure((form or number)(mark), 12) for mark in marks) + GAP
    widest = max(measure(name) for name in series)
    # One line is named by its last figure, which must be seen whole; several by their names, which wrap.
    figure = max(measure(written(v, form)) for v in values) * 1.12 + 22
    ends = min(widest + 18, width * (0.3 if width == NARROW else 0.26)) if len(series) > 1 else figure
    canvas = Canvas(width, height)
    y = Scale(marks[0], marks[-1], height - 30, 14)
    at = positions(periods)
    across = Scale(at[0], max(at[-1], at[0] + 1), side + 6, width - ends)
    x = [across(place) for place in at]
    for mark in marks:
        canvas.line(side, y(mark), width - ends + 4, y(mark), "border" if mark == 0 else "line")
        canvas.text(side - GAP, y(mark) + 4, (form or number)(mark), paint="quiet", size=12, anchor="end")
    _periods(canvas, periods, x)
    last: list[tuple[float, str, str]] = []
    for i, (name, one) in enumerate(series.items()):
        paint = SERIES[i % len(SERIES)]
        points = [
            (x[p], y(v), v) if (v := one.get(period)) is not None else None
            for p, period in enumerate(periods)
        ]
        _line(canvas, points, paint, DASHES[i % len(DASHES)])
        drawn = [point for point in points if point]
        if drawn:
            told = name if len(series) > 1 else written(drawn[-1][2], form)
            last.append((drawn[-1][1], told, paint))
    _names(canvas, last, width - ends + 10, ends - 10)
    return canvas


def _line(canvas: Canvas, points: Sequence[tuple[float, float, float] | None], paint: str, dash: str) -> None:
    """The line with its gaps; a figure alone between two gaps is a dot."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point:
            runs[-1].append(point[:2])
        elif runs[-1]:
            runs.append([])
    for run in filter(None, runs):
        if len(run) > 1:
            d = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in run)
            canvas.path(d, stroke=paint, width=2.5, dash=dash)
        for px, py in run if len(points) <= 12 else (run[0], run[-1]):
            canvas.circle(px, py, 3.5, paint)


def _periods(canvas: Canvas, periods: Sequence[str], x: Sequence[float]) -> None:
    """The words under the axis: the last one, and before it all that stand clear of the one after them."""
    free = float("inf")
    steps = _every(periods, x)
    for i in range(len(periods) - 1, -1, -1):
        words = cut(periods[i], 90, 12)
        half = (measure(words, 12) + GAP) / 2
        if (len(periods) - 1 - i) % steps == 0 and x[i] + half <= free:
            canvas.text(x[i], canvas.height - 8, words, paint="quiet", size=12, anchor="middle")
            free = x[i] - half


def _every(periods: Sequence[str], x: Sequence[float]) -> int:
    """Evenly spaced words are left out evenly too: every second, every third."""
    gaps = [later - before for before, later in pairwise(x)]
    if not gaps or max(gaps) > min(gaps) * 1.1:
        return 1
    widest = max(measure(period, 12) for period in periods) + GAP
    return max(1, -int(-widest // min(gaps)))


def _names(canvas: Canvas, ends: list[tuple[float, str, str]], x: float, room: float) -> None:
    """Each line's name beside its end, pushed apart where they would meet."""
    labels = [(at, wrap(name, room, lines=2), paint) for at, name, paint in sorted(ends)]
    placed: list[float] = []
    low = 12.0
    for at, lines, _paint in labels:
        placed.append(max(at + 4.5 - (len(lines) - 1) * 7, low))
        low = placed[-1] + len(lines) * 14 + 3
    over = max(0.0, low - 14 - (canvas.height - 18))
    for (_at, lines, paint), top in zip(labels, placed, strict=True):
        for i, line in enumerate(lines):
            canvas.text(x, max(top - over, 12) + i * 14, line, paint=paint, bold=True)
