"""Corridors as a table, a chart and a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.design.charts import Chart, line_chart
from acogida.evidence.models import Indicator
from acogida.evidence.queries import EDITIONS, Corridors
from acogida.evidence.sentences import number, unit_words
from acogida.evidence.store import Row

Names = Mapping[str, str]


@dataclass(frozen=True)
class CorridorTable:
    """Head, rows of (origin, cells with their address, total), and the totals beneath."""

    destinations: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[str, str]], str]]
    totals: Sequence[str]


def corridor_table(found: Corridors, names: Names, *, edition: str) -> CorridorTable:
    """Every pair; where the source estimates none, the cell says so by a dash."""
    stock, _abroad = EDITIONS[edition]
    path = reverse("evidence:explorer")

    def cell(origin: str, destination: str) -> tuple[str, str]:
        row = found.cells.get((origin, destination))
        if row is None or row.value is None:
            return ("–", "")
        asked = {"indicator": stock, "place": destination, "origin": origin, "by": "time"}
        return (number(row.value), f"{path}?{urlencode(asked)}")

    return CorridorTable(
        [names.get(code, code) for code in found.destinations],
        [
            (
                names.get(origin, origin),
                [cell(origin, destination) for destination in found.destinations],
                _total(found.left.get(origin)),
            )
            for origin in found.origins
        ],
        [_total(found.arrived.get(code)) for code in found.destinations],
    )


def _total(row: Row | None) -> str:
    return "–" if row is None or row.value is None else number(row.value)


def corridor_sentence(found: Corridors, names: Names) -> str:
    """The largest corridor of the table, in words."""
    known = {pair: row.value for pair, row in found.cells.items() if row.value is not None}
    if not known:
        return _("The source estimates none of these corridors.")
    origin, destination = max(known, key=lambda pair: known[pair])
    return _(
        "The largest corridor shown: %(number)s people from %(origin)s live in %(place)s (%(year)s)."
    ) % {
        "number": number(known[origin, destination]),
        "origin": names.get(origin, origin),
        "place": names.get(destination, destination),
        "year": found.year,
    }


def corridor_lines(lines: Sequence[Sequence[Row]], names: Names, indicator: Indicator) -> Chart | None:
    """The largest corridors through time."""
    drawable = [rows for rows in lines if len(rows) > 1]
    if not drawable:
        return None
    periods = sorted({row.period for rows in drawable for row in rows})
    series = {}
    for rows in drawable:
        known = {row.period: row.value for row in rows}
        name = (
            f"{names.get(rows[0].origin, rows[0].origin)} → {names.get(rows[0].territory, rows[0].territory)}"
        )
        series[name] = [(period, known.get(period)) for period in periods]
    return line_chart(
        _("%(what)s: the largest corridors, %(first)s–%(last)s")
        % {"what": in_language(indicator.title), "first": periods[0], "last": periods[-1]},
        series,
        unit=unit_words(indicator.unit),
        sentence="",
        source=f"{indicator.dataset.publisher}, {indicator.dataset.edition}",
        format_number=partial(number, digits=0),
    )
