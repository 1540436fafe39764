"""Bars: lying ones for named things, standing ones for time, stacked ones for shares."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, cut, measure, wrap
from acogida.design.charts.chart import NARROW, Chart, Data, Format, empty, finished, number, written
from acogida.design.charts.scale import Scale, ticks
from acogida.design.palette import SERIES

GAP = 8


def bar_chart(
    title: str,
    data: Data,
    *,
    unit: str,
    sentence: str,
    source: str,
    format_number: Format | None = None,
    label: str = "",
    highlight: str = "",
    alt: str = "",
) -> Chart:
    """Lying bars, in the order given: for things with names.

    `data` pairs a name with its value in `unit`, None where there is no figure. `label` heads the
    column of names; `highlight` names the one bar to show in the accent colour.
    """
    return finished(
        lambda width: _lying(data, width, format_number, highlight),
        title=title,
        headers=[label or _("Item"), unit or _("Value")],
        rows=[[name, written(value, format_number)] for name, value in data],
        sentence=sentence,
        source=source,
        alt=alt,
    )


def _lying(data: Data, width: int, form: Format | None, highlight: str) -> Canvas:
    values = [value for _name, value in data if value is not None]
    if not values:
        return empty(width)
    narrow = width == NARROW
    room = max(measure(written(v, form)) for _name, v in data) * 1.1 + GAP  # they are bold
    names = 0.0 if narrow else min(max(measure(name) for name, _v in data) + GAP, width * 0.38)
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    scale = Scale(low, high, names + (room if low < 0 else 0), width - (room if high > 0 or low == 0 else 4))
    step = 46 if narrow else 34
    canvas = Canvas(width, len(data) * step + 4)
    for row, (name, value) in enumerate(data):
        top = row * step + 4
        middle = top + (31 if narrow else 15)
        lines = wrap(name, width if narrow else names - GAP, lines=1 if narrow else 2)
        for i, line in enumerate(lines):
            canvas.text(0, top + 13 if narrow else middle + 4.5 + (i - (len(lines) - 1) / 2) * 14, line)
        if value is None:
            canvas.text(scale(0) + GAP, middle + 4.5, written(None, form), paint="quiet")
            continue
        left, right = sorted((scale(0), scale(value)))
        paint = "series-2" if highlight and name == highlight else "series-1"
        canvas.rect(left, middle - 8, max(right - left, 1), 16, paint, radius=2)
        side = ("end", left - 5) if value < 0 else ("start", right + 5)
        canvas.text(side[1], middle + 4.5, written(value, form), anchor=side[0], bold=True)
    canvas.line(scale(0), 0, scale(0), canvas.height, "border")
    return canvas


def column_chart(
    title: str,
    data: Data,
    *,
    unit: str,
    sentence: str,
    source: str,
    format_number: Format | None = None,
    label: str = "",
    highlight: str = "",
    alt: str = "",
) -> Chart:
    """Standing bars, left to right: for periods. The words mean the same as in `bar_chart`."""
    return finished(
        lambda width: _standing(data, width, format_number, highlight),
        title=title,
        headers=[label or _("Period"), unit or _("Value")],
        rows=[[name, written(value, format_number)] for name, value in data],
        sentence=sentence,
        source=source,
        alt=alt,
    )


def _standing(data: Data, width: int, form: Format | None, highlight: str) -> Canvas:
    values = [value for _name, value in data if value is not None]
    if not values:
        return empty(width)
    marks = ticks(values)
    side = max(measure((form or number)(mark), 12) for mark in marks) + GAP
    height = 220
    canvas = Canvas(width, height)
    scale = Scale(marks[0], marks[-1], height - (42 if marks[0] < 0 else 28), 22)
    for mark in marks:
        canvas.line(side, scale(mark), width, scale(mark), "border" if mark == 0 else "line")
        canvas.text(side - GAP, scale(mark) + 4, (form or number)(mark), paint="quiet", size=12, anchor="end")
    step = (width - side) / len(data)
    said = all(measure(written(v, form), 12) <= step - 2 for _name, v in data)
    every = _every([name for name, _v in data], step)
    for i, (name, value) in enumerate(data):
        middle = side + step * (i + 0.5)
        if (len(data) - 1 - i) % every == 0:
            canvas.text(middle, height - 8, cut(name, step * every), paint="quiet", size=12, anchor="middle")
        if value is None:
            canvas.text(middle, scale(0) - 5, "–", paint="quiet", anchor="middle")
            continue
        top, foot = sorted((scale(value), scale(0)))
        thick = min(step * 0.72, 44)
        paint = "series-2" if highlight and name == highlight else "series-1"
        tip = f"{name}: {written(value, form)}"
        canvas.rect(middle - thick / 2, top, thick, max(foot - top, 1), paint, radius=2, tip=tip)
        if said:
            canvas.text(
                middle, top - 5 if value >= 0 else foot + 14, written(value, form), size=12, anchor="middle"
            )
    return canvas


def _every(names: Sequence[str], step: float) -> int:
    """Each how manyth name fits under the columns, counted from the last."""
    widest = max(measure(name, 12) for name in names) + GAP
    return max(1, min(len(names), -int(-widest // step)))


def stacked_bar_chart(
    title: str,
    categories: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    *,
    unit: str,
    sentence: str,
    source: str,
    format_number: Format | None = None,
    whole: bool = False,
    label: str = "",
    paints: Sequence[str] = SERIES,
    alt: str = "",
) -> Chart:
    """Lying bars in parts. `series` maps a part's name to its value in each category, in order.

    With `whole` each bar is drawn as 100 %: the parts of what has a figure. Values must not be
    negative (ValueError). `paints` names colours of the palette for the parts, e.g. tones.
    """
    for name, values in series.items():
        if len(values) != len(categories) or any(v is not None and v < 0 for v in values):
            raise ValueError(f"{name!r}: one value of zero or more for each category")
    rows = [
        [category, *(written(values[i], format_number) for values in series.values())]
        for i, category in enumerate(categories)
    ]
    suffix = f" ({unit})" if unit else ""
    return finished(
        lambda width: _stacked(categories, series, width, format_number, whole, paints),
        title=title,
        headers=[label or _("Item"), *(f"{name}{suffix}" for name in series)],
        rows=rows,
        sentence=sentence,
        source=source,
        alt=alt,
    )


def _stacked(
    categories: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    width: int,
    form: Format | None,
    whole: bool,
    paints: Sequence[str],
) -> Canvas:
    totals = [sum(values[i] or 0 for values in series.values()) for i in range(len(categories))]
    if not categories or not any(totals):
        return empty(width)
    narrow = width == NARROW
    names = 0.0 if narrow else min(max(measure(c) for c in categories) + GAP, width * 0.38)
    canvas = Canvas(width, 0)
    below = _key(canvas, list(series), paints)
    step = 48 if narrow else 34
    for row, category in enumerate(categories):
        top = below + row * step
        middle = top + (32 if narrow else 16)
        lines = wrap(category, width if narrow else names - GAP, lines=1 if narrow else 2)
        for i, line in enumerate(lines):
            canvas.text(0, top + 13 if narrow else middle + 4.5 + (i - (len(lines) - 1) / 2) * 14, line)
        full = totals[row] if whole else max(totals)
        if not totals[row]:
            canvas.text(names, middle + 4.5, written(None, form), paint="quiet")
            continue
        x = names
        for i, (part, values) in enumerate(series.items()):
            long = (values[row] or 0) / full * (width - names)
            if not long:
                continue
            told = written(values[row], form)
            paint = paints[i % len(paints)]
            canvas.rect(x, middle - 10, max(long - 1.5, 0.5), 20, paint, radius=2, tip=f"{part}: {told}")
            if measure(told, 12) + 6 <= long:
                canvas.text(
                    x + long / 2, middle + 4, told, paint="paper", size=12, anchor="middle", bold=True
                )
            x += long
    canvas.height = below + len(categories) * step + 2
    return canvas


def _key(canvas: Canvas, names: Sequence[str], paints: Sequence[str]) -> float:
    """The parts' names with their colours, in the order of the bars; gives the height used."""
    x, y = 0.0, 14.0
    for i, name in enumerate(names):
        told = cut(name, canvas.width - 20)
        long = measure(told) + 20 + GAP * 2
        if x and x + long - GAP * 2 > canvas.width:
            x, y = 0.0, y + 20
        canvas.rect(x, y - 11, 13, 13, paints[i % len(paints)], radius=2)
        canvas.text(x + 19, y, told)
        x += long
    return y + 12
