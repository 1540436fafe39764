"""A choice of the explorer as a page shows it: title, sentences, chart, map, and the words of its codes."""

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.design.charts import Chart, line_chart
from acogida.design.maps import Map, choropleth
from acogida.evidence.presenters.charts import chart_of
from acogida.evidence.queries import Choice, make_line
from acogida.evidence.sentences import MILLION, age, number, quantity, sex, special_origin, unit_words
from acogida.evidence.store import Row
from acogida.territories.models import Level, Territory
from acogida.territories.queries import outline_of

SHOWN = 15
Names = Mapping[str, str]


def title_of(choice: Choice, rows: Sequence[Row], names: Names) -> str:
    """What is shown, where and when, as the heading of its chart."""
    places = ", ".join(str(place) for place in choice.places)
    parts = [str(choice.indicator), places, *_groups(choice, names)]
    if rows:
        first, last = rows[0].period, rows[-1].period
        parts.append(first if first == last else f"{first}–{last}")
    return ", ".join(part for part in parts if part)


def _groups(choice: Choice, names: Names) -> list[str]:
    groups = []
    if choice.origin != "all" and choice.by != "origin":
        groups.append(_("origin %(origin)s") % {"origin": names.get(choice.origin, choice.origin)})
    if choice.sex != "all" and choice.by != "sex":
        groups.append(sex(choice.sex))
    if choice.age != "all" and choice.by != "age":
        groups.append(_("age %(age)s") % {"age": age(choice.age)})
    return groups


def sentences(choice: Choice, rows: Sequence[Row], names: Names) -> list[str]:
    """The newest figure of each place, or the largest parts, each as a sentence."""
    if choice.by == "time":
        newest = {row.territory: row for row in rows}
        return [_said(choice, newest[p.code], p, names) for p in choice.places if p.code in newest]
    shown = [row for row in rows if row.value is not None][:3]
    places = {place.code: place for place in choice.places}
    return [_said(choice, row, places.get(row.territory), names) for row in shown]


def _said(choice: Choice, row: Row, place: Territory | None, names: Names) -> str:
    where = place or Territory(code=row.territory, name=names.get(row.territory, row.territory))
    origin = "" if row.origin == "all" else names.get(row.origin) or special_origin(row.origin)
    return make_line(row, choice.indicator, where, origin=origin).sentence


def part_name(choice: Choice, row: Row, names: Names) -> str:
    """What one row of a choice is called beside the others."""
    match choice.by:
        case "origin":
            return names.get(row.origin) or special_origin(row.origin)
        case "sex":
            return sex(row.sex)
        case "age":
            return age(row.age)
        case "place":
            return names.get(row.territory, row.territory)
        case _:
            return row.period


def drawn_choice(choice: Choice, rows: Sequence[Row], names: Names) -> Chart | None:
    """Lines for several places through time, a line or columns for one, bars for parts."""
    if not rows:
        return None
    words = {
        "title": title_of(choice, rows, names),
        "sentence": "",
        "source": f"{choice.indicator.dataset.publisher}, {choice.indicator.dataset.edition}",
    }
    if choice.by == "time" and len({row.territory for row in rows}) > 1:
        return _lines(choice, rows, words)
    kind = "line" if choice.by == "time" else "bar"
    shown = rows if choice.by == "time" else rows[:SHOWN]
    named = [(part_name(choice, row, names), row) for row in shown]
    return chart_of(words["title"], named, choice.indicator, kind=kind, sentence="", source=words["source"])


def _lines(choice: Choice, rows: Sequence[Row], words: dict[str, str]) -> Chart:
    unit = choice.indicator.unit
    scale = MILLION if unit == "usd" and max((r.value or 0 for r in rows), default=0) >= MILLION else 1
    series = {
        str(place): [
            (row.period, None if row.value is None else row.value / scale)
            for row in rows
            if row.territory == place.code
        ]
        for place in choice.places
    }
    periods = sorted({row.period for row in rows})
    ordered = {name: _in_order(data, periods) for name, data in series.items() if data}
    return line_chart(
        words["title"],
        ordered,
        unit=_("US$ million") if scale == MILLION else unit_words(unit),
        sentence="",
        source=words["source"],
        format_number=partial(number, digits=1 if unit == "percent" else 0),
    )


def _in_order(
    data: Sequence[tuple[str, float | None]], periods: Sequence[str]
) -> list[tuple[str, float | None]]:
    """The figures of one line at every period of the chart: where there is none, a gap."""
    known = dict(data)
    return [(period, known.get(period)) for period in periods]


def mapped(choice: Choice, rows: Sequence[Row], places: Mapping[str, Territory]) -> Map | None:
    """The places side by side on a map, where boundaries are shipped for all but few of them."""
    if choice.by != "place" or len(rows) < 4:
        return None
    drawable = [
        p for row in rows if (p := places.get(row.territory)) and p.level in (Level.COUNTRY, Level.DIVISION)
    ]
    outlines = {place.code: shape for place in drawable if (shape := outline_of(place))}
    if len(outlines) < 4 or len(outlines) * 2 < len(drawable):
        return None
    key = "iso3" if drawable[0].level == Level.COUNTRY else "admin1_id"
    unit = choice.indicator.unit
    return choropleth(
        title_of(choice, rows, {code: str(p) for code, p in places.items()}),
        list(outlines.values()),
        {row.territory: row.value for row in rows if row.territory in outlines},
        unit=unit_words(unit),
        sentence="",
        source=f"{choice.indicator.dataset.publisher}, {choice.indicator.dataset.edition}",
        names={code: str(place) for code, place in places.items()},
        key=key,
        format_number=partial(number, digits=1 if unit == "percent" else 0),
    )


def table_of(choice: Choice, rows: Sequence[Row], names: Names) -> list[tuple[str, str, str, str]]:
    """Each figure: its part or period, its place, the figure, the note beside it."""
    places = {place.code: place for place in choice.places}
    told = []
    for row in rows:
        where = places.get(row.territory) or Territory(
            code=row.territory, name=names.get(row.territory, row.territory)
        )
        line = make_line(row, choice.indicator, where)
        value = quantity(row.value, choice.indicator.unit) if row.value is not None else line.value
        told.append((part_name(choice, row, names), str(where), value, line.note))
    return told


def address(path: str, choice: Choice) -> str:
    """The address that gives this choice again, with the figures as they then are."""
    return f"{settings.SITE_URL}{path}?{urlencode(choice.query)}"


def without(choice: Choice, place: Territory) -> str:
    """The query of the same choice without one place."""
    return "?" + urlencode([pair for pair in choice.query if pair != ("place", place.code)])


def also(choice: Choice, place: Territory) -> str:
    """The query of the same choice with one more place."""
    return "?" + urlencode([*choice.query, ("place", place.code)])
