"""Charts, maps and a timeline, drawn from made-up figures and invented islands."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from acogida.design.charts import (
    Bar,
    Chart,
    Target,
    Tie,
    Timeline,
    bar_chart,
    column_chart,
    line_chart,
    network_chart,
    stacked_bar_chart,
    target_chart,
    timeline,
)
from acogida.design.gallery.example import Example
from acogida.design.maps import Feature, Map, Point, choropleth, point_map


def examples() -> dict[str, list[Example]]:
    return {
        "chart": [Example("", {"chart": chart}) for chart in charts()],
        "map": [Example("", {"map": shown}) for shown in maps()],
        "timeline": [Example("", {"timeline": schedule()})],
    }


def charts() -> list[Chart]:
    """One of each kind, with gaps, negative numbers and long names among them."""
    said: dict[str, Any] = {
        "sentence": _("An example: the figures are made up to show a shape."),
        "source": _("Example figures"),
    }
    people, per_cent = _("people"), "%"
    origins = [
        (_("A country with a name long enough to need two lines, and more"), 48210.0),
        (_("Country B"), 21875.0),
        (_("Country C"), None),
        (_("Country D"), 312.0),
    ]
    years = [(str(year), 1200 + (year - 2012) ** 2 * 37.0) for year in range(2012, 2025)]
    change: list[tuple[str, float | None]] = [("2021", -3.2), ("2022", None), ("2023", 1.4), ("2024", 4.8)]
    dimensions = [_("Institutional capacity"), _("Rights of migrants"), _("Partnerships")]
    answers = {_("Yes"): [8.0, 4.0, 6.0], _("Partly"): [5.0, 7.0, 0.0], _("No"): [2.0, 6.0, 3.0]}
    indicators = [
        Target(_("People attended at the help desk"), 120, 300, 500, people),
        Target(_("Days of waiting for an appointment"), 30, 18, 10, _("days")),
        Target(_("Officials trained"), 0, None, 40, people),
    ]
    lines: dict[str, list[tuple[str, float | None]]] = {
        _("Women"): [(str(year), 40 + (year - 1990) * 1.9) for year in range(1990, 2025, 5)],
        _("Men"): [
            (str(year), None if year == 2005 else 44 + (year - 1990) * 1.4) for year in range(1990, 2025, 5)
        ],
    }
    return [
        bar_chart(
            _("People born abroad by country of birth, example, 2024 (people)"), origins, unit=people, **said
        ),
        column_chart(_("People born abroad, example, 2012–2024 (people)"), years, unit=people, **said),
        column_chart(_("Yearly change, example, 2021–2024 (%)"), change, unit=per_cent, **said),
        line_chart(_("Women and men, example, 1990–2020 (thousands)"), lines, unit=_("thousands"), **said),
        stacked_bar_chart(
            _("Answers by dimension, example, 2026 (share)"),
            dimensions,
            answers,
            unit=_("answers"),
            whole=True,
            paints=("success", "warning", "error"),
            **said,
        ),
        target_chart(_("From baseline to target, example, 2026"), indicators, **said),
        network_chart(
            _("Who has themes in common, example"),
            ["A", "B", "C", "D"],
            [Tie(0, 1, 0.8, "A – B"), Tie(1, 3, 0.3, "B – D")],
            headers=[_("Pair"), _("Themes in common")],
            rows=[["A – B", "4"], ["B – D", "1"]],
            **said,
        ),
        bar_chart(_("A chart without figures"), [], unit=people, **said),
    ]


def schedule() -> Timeline:
    """A plan of two years as rows in time."""
    return timeline(
        _("Actions of the plan, example, 2025–2026"),
        [
            Bar(
                _("Help desk in the bus station"),
                date(2025, 2, 1),
                date(2026, 6, 30),
                0.6,
                "info",
                "#timeline",
                _("Under way"),
            ),
            Bar(
                _("Course for officials"),
                date(2025, 9, 1),
                date(2025, 12, 15),
                0.2,
                "error",
                "#timeline",
                _("Late"),
                after=(2,),
                is_critical=True,
            ),
            Bar(
                _("Ordinance against discrimination"),
                date(2025, 3, 1),
                date(2025, 8, 31),
                1,
                "success",
                "",
                _("Done"),
            ),
            Bar(
                _("Survey of neighbours"),
                date(2026, 7, 1),
                date(2026, 11, 30),
                None,
                "neutral",
                "",
                _("Planned"),
            ),
        ],
        today=date(2026, 2, 10),
        sentence=_("One action is done, one is late."),
        source=_("Example figures"),
    )


def islands() -> list[Feature]:
    """Six invented islands, as GeoJSON features."""

    def island(number: int, lon: float, lat: float) -> Feature:
        ring = [
            (lon, lat),
            (lon + 3.4, lat + 0.6),
            (lon + 3.9, lat + 2.7),
            (lon + 1.6, lat + 3.6),
            (lon - 0.5, lat + 1.9),
        ]
        return {
            "type": "Feature",
            "id": str(number),
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }

    return [island(i, -75 + i % 3 * 4.4, 4 - i // 3 * 4.2) for i in range(6)]


def maps() -> list[Map]:
    """Areas by value, and places marked."""
    said: dict[str, Any] = {
        "sentence": _("An example: the figures are made up to show a shape."),
        "source": _("Example figures"),
    }
    values: dict[str, float | None] = {
        str(i): v for i, v in enumerate([120.0, 3400.0, None, 15.0, 980.0, 45.0])
    }
    names = {str(i): _("Island %(letter)s") % {"letter": "ABCDEF"[i]} for i in range(6)}
    points = [
        Point(_("Town one"), 5.5, -73.5, 300, "#map", "info"),
        Point(_("Town two"), 1.2, -69.2, 80, "#map", "success"),
        Point(_("Town three"), 1.3, -69.1, 20, "", "success"),
        Point(_("Town four"), 1.9, -64.5, 10, "#map", "warning"),
    ]
    return [
        choropleth(
            _("People born abroad by island, example, 2024 (people)"),
            islands(),
            values,
            unit=_("people"),
            names=names,
            **said,
        ),
        point_map(
            _("Towns with a plan, example, 2026 (actions)"), islands(), points, unit=_("actions"), **said
        ),
    ]
