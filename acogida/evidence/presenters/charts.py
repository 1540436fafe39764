"""Breakdowns drawn: the chart, its table and its sentence, hidden figures said to be hidden."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.design.charts import Chart, bar_chart, column_chart, line_chart
from acogida.evidence.models import Indicator
from acogida.evidence.queries import Breakdown
from acogida.evidence.sentences import MILLION, number, quantity, unit_words, written
from acogida.evidence.store import Row

FEW = 12


def drawn(breakdown: Breakdown) -> Chart:
    """The chart of a breakdown: bars for parts, a line (or columns, where few) through time."""
    return chart_of(
        breakdown.title,
        breakdown.rows,
        breakdown.indicator,
        kind=breakdown.kind,
        sentence=breakdown.sentence,
        source=breakdown.source,
    )


def chart_of(
    title: str,
    rows: Sequence[tuple[str, Row]],
    indicator: Indicator,
    *,
    kind: str,
    sentence: str,
    source: str,
) -> Chart:
    """A chart of named figures of one indicator, with its table of exact figures."""
    unit = indicator.unit
    scale = MILLION if unit == "usd" and max((r.value or 0 for _n, r in rows), default=0) >= MILLION else 1
    data = [(name, None if row.value is None else row.value / scale) for name, row in rows]
    words = _("US$ million") if scale == MILLION else unit_words(unit)
    draw: Callable[..., Chart] = bar_chart
    given: object = data
    if kind == "line":
        draw, given = (column_chart, data) if len(data) <= FEW else (line_chart, {str(indicator): data})
    digits = 1 if unit == "percent" else 0
    chart = draw(
        title,
        given,
        unit=words,
        sentence=sentence,
        source=source,
        format_number=partial(number, digits=digits),
    )
    shown = [[name, _cell(row, unit)] for name, row in rows]
    first = _("Period") if kind == "line" else _("Group")
    return replace(chart, headers=[first, f"{indicator} ({unit_words(unit)})"], rows=shown)


def _cell(row: Row, unit: str) -> str:
    """The exact figure for the table: dollars are not rounded to millions there."""
    if row.value is not None and unit == "usd":
        return number(row.value)
    if row.value is not None and unit == "percent":
        return quantity(row.value, unit)
    text = written(row, unit, threshold=settings.SMALL_CELL_THRESHOLD)
    return f"{text} ({_('projection')})" if row.flag == "projection" else text
