"""The dashboard in words: groups of counts, each with the address of its list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.compact.models import EntityKind, Objective, Principle
from acogida.design.charts import Chart, bar_chart
from acogida.design.maps import Map, Point, choropleth, point_map
from acogida.pledges.models import Contribution, Form, Framework, Route
from acogida.pledges.presenters import words
from acogida.pledges.queries import Asked
from acogida.pledges.queries.dashboard import Tallies
from acogida.pledges.states import Delivery, Freshness
from acogida.territories.models import Territory
from acogida.territories.queries import lac_countries, outline_of, outlines_in


@dataclass(frozen=True)
class Line:
    """One number: what it counts, how many, the list it opens, and its tone where it is a light."""

    label: str
    count: int
    said: str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Group:
    name: str
    title: str
    lines: list[Line]


def groups(
    found: Tallies,
    asked: Asked,
    *,
    objectives: Sequence[Objective],
    principles: Sequence[Principle],
    entities: Sequence[EntityKind],
    countries: dict[int, Territory],
) -> list[Group]:
    """Every dimension, lights first; what counts nothing is left out."""
    plain = found.plain
    named = {o.number: f"{o.number}. {o.short}" for o in objectives}
    ideas = {p.number: str(p) for p in principles}
    kinds = {e.pk: str(e) for e in entities}
    places = sorted(
        ((countries[pk].code, str(countries[pk]), n) for pk, n in found.countries.items()),
        key=lambda row: row[1],
    )
    lights = (
        ("delivery", _("Delivery"), _of(Delivery, plain["delivery"]), words.DELIVERY_TONES),
        ("freshness", _("Freshness"), _of(Freshness, plain["freshness"]), words.FRESHNESS_TONES),
    )
    rest = (
        ("objective", _("Objectives of the Compact"), _named(named, found.objectives)),
        ("principle", _("Guiding principles"), _named(ideas, found.principles)),
        ("contribution", _("What it contributes"), _of(Contribution, found.contributions)),
        ("form", _("How it is made"), _of(Form, plain["form"])),
        ("route", _("Where it was made"), _of(Route, plain["route"])),
        ("framework", _("Framework"), _of(Framework, plain["framework"])),
        ("entity", _("Kind of entity"), _named(kinds, plain["entity_kind"])),
        ("country", _("Country"), places),
        ("year", _("Year"), [(y, str(y), n) for y, n in sorted(found.years.items(), reverse=True)]),
    )
    made = [_group(name, title, rows, asked, tones) for name, title, rows, tones in lights]
    return made + [_group(name, title, rows, asked, {}) for name, title, rows in rest if rows]


Row = tuple[Any, str, int]


def _of(choices: Any, counts: dict[str, int]) -> list[Row]:
    return [(c.value, str(c.label), counts[c.value]) for c in choices if c.value in counts]


def _named(names: dict[Any, str], counts: dict[Any, int]) -> list[Row]:
    return [(key, name, counts[key]) for key, name in names.items() if key in counts]


def _group(name: str, title: str, rows: Iterable[Row], asked: Asked, tones: Any) -> Group:
    here = reverse("pledges:index")
    return Group(
        name,
        title,
        [
            Line(label, n, words.number(n), here + asked.query(**{name: value}), tones.get(value, ""))
            for value, label, n in rows
        ],
    )


def chart(group: Group, total: int) -> Chart:
    """A group as lying bars, drawn plain, for a page of somebody else."""
    top = max(group.lines, key=lambda line: line.count, default=None)
    told = {"count": words.number(total), "name": top.label if top else ""}
    sentence = _("Of %(count)s public pledges, the most are under “%(name)s”.") % told if top else ""
    return bar_chart(
        _("Public pledges by: %(title)s") % {"title": group.title},
        [(line.label, float(line.count)) for line in group.lines[:25]],
        unit=_("pledges"),
        sentence=sentence,
        source="Acogida",
        label=group.title,
    )


def country_map(rows: list[tuple[Territory, int]], asked: Asked) -> Map:
    """Countries of the region coloured by their number of pledges; every country is in the table."""
    shown = {place.code: place for place, _n in rows}
    shapes = [shape for place in lac_countries() if (shape := outline_of(place))]
    here = reverse("pledges:index")
    return choropleth(
        _("Public pledges by country"),
        shapes,
        {place.code: float(n) for place, n in rows},
        unit=_("pledges"),
        sentence=_counted(rows),
        source=_("Pledges: Acogida; outlines: Natural Earth"),
        names={code: str(place) for code, place in shown.items()},
        urls={code: here + asked.query(country=code) for code in shown},
        key="iso3",
        label=_("Country"),
    )


def municipal_map(country: Territory, rows: list[tuple[Territory, int]], asked: Asked) -> Map:
    """The municipalities of a country that have pledges, as marks whose size follows the number."""
    here = reverse("pledges:index")
    points = [
        Point(str(p), p.lat, p.lon, value=float(n), url=here + asked.query(territory=p.code))
        for p, n in rows
        if p.lat is not None and p.lon is not None
    ]
    return point_map(
        _("Public pledges by municipality: %(country)s") % {"country": country},
        outlines_in(country),
        points,
        unit=_("pledges"),
        sentence=_counted(rows),
        source=_("Pledges: Acogida; outlines: Natural Earth"),
        label=_("Municipality"),
    )


def _counted(rows: list[tuple[Territory, int]]) -> str:
    total = sum(n for _place, n in rows)
    said = ngettext("%(n)s place has public pledges", "%(n)s places have public pledges", len(rows))
    return f"{said % {'n': words.number(len(rows))}}: {words.number(total)}."
