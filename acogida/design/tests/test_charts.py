"""A chart says the same thing as picture, table and words, whatever it is given."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation

from acogida.design.charts import (
    Bar,
    Target,
    bar_chart,
    column_chart,
    line_chart,
    stacked_bar_chart,
    target_chart,
    timeline,
)
from acogida.design.charts.canvas import cut, measure, wrap
from acogida.design.charts.scale import ticks

SAID = {"sentence": "Most come from B.", "source": "Census 2020"}
HOSTILE = '<script>alert("x")</script>'


def drawings(chart):
    """The drawings of a chart, parsed: what is not well-formed fails here."""
    return list(ElementTree.fromstring(f"<div>{chart.svg}</div>"))


def texts(drawing):
    return ["".join(node.itertext()) for node in drawing.iter() if node.tag.endswith("}text")]


def test_values_stand_in_the_picture_and_in_the_table():
    chart = bar_chart("By origin, 2020 (people)", [("A", 1200.0), ("B", 3400.5)], unit="people", **SAID)

    assert chart.headers == ["Item", "people"]
    assert chart.rows == [["A", "1,200"], ["B", "3,400.5"]]
    for drawing in drawings(chart):
        assert texts(drawing) == ["A", "1,200", "B", "3,400.5"]


def test_numbers_follow_the_language_of_the_page():
    with translation.override("pt"):
        chart = column_chart("T", [("2020", 12345.6)], unit="pessoas", **SAID)
    assert chart.rows == [["2020", "12.345,6"]]


def test_the_alternative_text_is_the_title_and_the_sentence():
    chart = bar_chart("By origin", [("A", 1)], unit="", **SAID)
    for drawing in drawings(chart):
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label") == "By origin. Most come from B."
    assert 'aria-label="By origin. Most come from B."' in chart.svg_for_documents


def test_one_drawing_is_for_wide_and_one_for_narrow_screens_and_documents_get_a_fixed_one():
    chart = bar_chart("T", [("A", 1)], unit="", **SAID)
    assert [drawing.get("class") for drawing in drawings(chart)] == [
        "drawing drawing--wide",
        "drawing drawing--narrow",
    ]
    fixed = ElementTree.fromstring(chart.svg_for_documents)
    assert (fixed.get("width"), fixed.get("height")) == ("680", "38")


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
def test_a_missing_figure_is_a_gap_that_says_so(draw):
    chart = draw("T", [("A", None), ("B", 0.0)], unit="", **SAID)
    assert chart.rows == [["A", "no figure"], ["B", "0"]]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: bar_chart("T", [], unit="x", **SAID),
        lambda: bar_chart("T", [("A", None)], unit="x", **SAID),
        lambda: column_chart("T", [], unit="x", **SAID),
        lambda: line_chart("T", {}, unit="x", **SAID),
        lambda: line_chart("T", {"A": [("2020", None)]}, unit="x", **SAID),
        lambda: stacked_bar_chart("T", [], {}, unit="x", **SAID),
        lambda: stacked_bar_chart("T", ["A"], {"yes": [None]}, unit="x", **SAID),
        lambda: target_chart("T", [], **SAID),
        lambda: target_chart("T", [Target("A", None, None, None)], **SAID),
        lambda: timeline("T", []),
    ],
)
def test_nothing_to_draw_is_said_in_words(draw):
    for drawing in drawings(draw()):
        assert texts(drawing) == ["There are no figures to draw."]


@pytest.mark.parametrize("value", [0.0, -3.0, 7.0, 1e12, 1e-6])
def test_one_value_alone_can_be_drawn(value):
    for chart in (
        bar_chart("T", [("A", value)], unit="", **SAID),
        column_chart("T", [("A", value)], unit="", **SAID),
        line_chart("T", {"A": [("2020", value)]}, unit="", **SAID),
        line_chart("T", {"A": [("2020", value)]}, unit="", zero=False, **SAID),
        target_chart("T", [Target("A", value, value, value)], **SAID),
    ):
        for drawing in drawings(chart):
            assert "nan" not in ElementTree.tostring(drawing, encoding="unicode").lower()


def test_negative_bars_go_to_the_other_side_of_zero():
    chart = bar_chart("T", [("A", -40.0), ("B", 30.0)], unit="", **SAID)
    wide = drawings(chart)[0]
    bars = [node for node in wide.iter() if node.tag.endswith("}rect")]
    zero = next(node for node in wide.iter() if node.tag.endswith("}line")).get("x1")
    left, right = bars
    assert float(left.get("x")) + float(left.get("width")) == pytest.approx(float(zero), abs=0.2)
    assert float(right.get("x")) == pytest.approx(float(zero), abs=0.2)


def test_a_line_is_broken_where_a_figure_is_missing():
    data = [("1990", 1.0), ("1995", 2.0), ("2000", None), ("2005", 3.0), ("2010", 4.0)]
    wide = drawings(line_chart("T", {"A": data}, unit="", **SAID))[0]
    assert len([node for node in wide.iter() if node.tag.endswith("}path")]) == 2


def dots(chart):
    wide = drawings(chart)[0]
    return [float(node.get("cx")) for node in wide.iter() if node.tag.endswith("}circle")]


def test_years_stand_as_far_apart_as_they_are():
    data = [("1990", 1.0), ("2010", 2.0), ("2020", 3.0), ("2024", 4.0)]
    first, second, third, last = dots(line_chart("T", {"A": data}, unit="", **SAID))
    assert (second - first) / (last - first) == pytest.approx(20 / 34, abs=0.01)
    assert (third - first) / (last - first) == pytest.approx(30 / 34, abs=0.01)


def test_months_are_told_from_years_and_other_words_stand_evenly():
    months = dots(
        line_chart("T", {"A": [("2024-01", 1.0), ("2024-07", 2.0), ("2025", 3.0)]}, unit="", **SAID)
    )
    assert months[1] - months[0] == pytest.approx(months[2] - months[1], abs=0.2)
    words = dots(
        line_chart("T", {"A": [("2010–2014", 1.0), ("2015–2019", 2.0), ("now", 3.0)]}, unit="", **SAID)
    )
    assert words[1] - words[0] == pytest.approx(words[2] - words[1], abs=0.2)


def test_lines_with_other_years_stand_in_the_order_of_time():
    chart = line_chart("T", {"A": [("2010", 1.0)], "B": [("2000", 2.0), ("2010", 3.0)]}, unit="", **SAID)
    assert [row[0] for row in chart.rows] == ["2000", "2010"]


def test_words_under_an_uneven_axis_never_meet():
    data = [(str(year), 1.0) for year in (1990, 2000, 2019, 2020, 2021, 2022, 2023, 2024)]
    for drawing in drawings(line_chart("T", {"A": data}, unit="", **SAID)):
        shown = [
            (float(node.get("x")), node.text)
            for node in drawing.iter()
            if node.tag.endswith("}text") and (node.text or "").isdigit() and len(node.text) == 4
        ]
        assert {"1990", "2000", "2024"} <= {words for _x, words in shown}
        places = sorted(x for x, _words in shown)
        assert all(later - before >= 30 for before, later in pairwise(places))


def test_lines_with_other_periods_share_one_table():
    chart = line_chart("T", {"A": [("2000", 1.0)], "B": [("2000", 2.0), ("2010", 3.0)]}, unit="%", **SAID)
    assert chart.headers == ["Period", "A (%)", "B (%)"]
    assert chart.rows == [["2000", "1", "2"], ["2010", "no figure", "3"]]


def test_parts_of_a_whole_fill_each_bar():
    chart = stacked_bar_chart(
        "T", ["A", "B"], {"yes": [1.0, 30.0], "no": [3.0, 10.0]}, unit="", whole=True, **SAID
    )
    wide = drawings(chart)[0]
    bars = [float(n.get("width")) for n in wide.iter() if n.tag.endswith("}rect") and n.get("height") == "20"]
    assert bars[0] + bars[1] == pytest.approx(bars[2] + bars[3], abs=0.3)
    assert bars[1] == pytest.approx(bars[0] * 3, rel=0.02)


@pytest.mark.parametrize("series", [{"yes": [1.0]}, {"yes": [1.0, -2.0]}])
def test_parts_must_fit_the_categories_and_not_be_negative(series):
    with pytest.raises(ValueError, match="one value of zero or more"):
        stacked_bar_chart("T", ["A", "B"], series, unit="", **SAID)


def test_an_indicator_shows_where_it_began_where_it_is_and_where_it_goes():
    chart = target_chart("T", [Target("Attended", 120, 300, 500, "people")], **SAID)
    assert chart.headers == ["Indicator", "Unit", "Baseline", "Actual", "Target"]
    assert chart.rows == [["Attended", "people", "120", "300", "500"]]
    assert {"120", "300", "500"} <= set(texts(drawings(chart)[0]))


def test_a_timeline_has_its_rows_its_links_and_today():
    bars = [
        Bar("Desk", date(2025, 2, 1), date(2026, 6, 30), 0.6, "info", "/en/plans/1/", "Under way"),
        Bar("Course", date(2025, 9, 1), date(2025, 12, 15)),
    ]
    chart = timeline("Plan", bars, today=date(2026, 1, 10))

    assert chart.headers == ["Action", "Starts on", "Ends on", "Progress", "State"]
    assert [row[3] for row in chart.rows] == ["60 %", "–"]
    assert chart.links == ("/en/plans/1/", "")
    assert "today" in texts(drawings(chart)[0])
    assert 'href="/en/plans/1/"' in chart.svg
    assert "href" not in chart.svg_for_documents


def test_an_arrow_leads_to_what_waits_and_the_critical_path_is_edged():
    bars = [
        Bar("Hire", date(2026, 1, 1), date(2026, 2, 1), is_critical=True),
        Bar("Open", date(2026, 2, 2), date(2026, 6, 1), after=(0,), is_critical=True),
        Bar("Print", date(2026, 2, 2), date(2026, 3, 1), after=(0,)),
    ]
    svg = timeline("Plan", bars).svg_for_documents

    assert svg.count("<title>Hire → ") == 2
    assert svg.count('stroke-width="2"') == 3  # two edges and the arrow between them
    with pytest.raises(ValueError, match="not there"):
        timeline("T", [Bar("A", date(2026, 1, 1), date(2026, 1, 1), after=(1,))])


@pytest.mark.parametrize(
    "bar",
    [
        Bar("A", date(2026, 2, 1), date(2026, 1, 1)),
        Bar("A", date(2026, 1, 1), date(2026, 1, 1), 1.2),
        Bar("A", date(2026, 1, 1), date(2026, 1, 1), tone="pink"),
    ],
)
def test_a_timeline_refuses_what_cannot_be(bar):
    with pytest.raises(ValueError, match="dates in order"):
        timeline("T", [bar])


def test_hostile_names_stay_words():
    day = date(2026, 1, 1)
    for chart in (
        bar_chart(HOSTILE, [(HOSTILE, 1)], unit=HOSTILE, sentence=HOSTILE, source=HOSTILE),
        column_chart(HOSTILE, [(HOSTILE, 1)], unit=HOSTILE, **SAID),
        line_chart(HOSTILE, {HOSTILE: [(HOSTILE, 1)], "B": [("x", 2)]}, unit="", **SAID),
        stacked_bar_chart(HOSTILE, [HOSTILE], {HOSTILE: [1]}, unit="", **SAID),
        target_chart(HOSTILE, [Target(HOSTILE, 1, 2, 3, HOSTILE)], **SAID),
        timeline(HOSTILE, [Bar(HOSTILE, day, day, url=f"javascript:{HOSTILE}", state=HOSTILE)]),
    ):
        assert "<script" not in chart.svg
        assert "<script" not in chart.svg_for_documents
        assert "javascript:" not in chart.svg
        drawings(chart)


def test_a_drawing_carries_no_style_and_no_script():
    chart = bar_chart("T", [("A", 1.0)], unit="", **SAID)
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script", chart.svg + chart.svg_for_documents)


def test_long_names_wrap_and_are_cut_while_the_table_keeps_them():
    name = "Ministry of a country with a very long name indeed, department of many things and more"
    chart = bar_chart("T", [(name, 1.0)], unit="", **SAID)
    assert chart.rows[0][0] == name
    lines = texts(drawings(chart)[0])[:-1]
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(measure(line) <= 680 * 0.38 for line in lines)


def test_words_are_cut_to_what_fits():
    assert cut("short", 200) == "short"
    assert measure(cut("x" * 200, 100)) <= 100
    assert wrap("one two three", 30, lines=2)[0] == "one"
    assert wrap("", 30) == [""]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 7], [0, 2, 4, 6, 8]),
        ([-3.2, 4.8], [-4, -2, 0, 2, 4, 6]),
        ([1200, 6528], [0, 2000, 4000, 6000, 8000]),
        ([0], [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_ticks_are_round_and_hold_every_value(values, expected):
    assert ticks(values) == expected
