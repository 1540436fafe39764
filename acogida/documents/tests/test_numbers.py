"""Numbers as people write them."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acogida.documents.tables import NumberStyle, is_missing, parse_number
from acogida.documents.tables.numbers import style_of

COMMA, POINT = NumberStyle(","), NumberStyle(".")


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("1.234,5", COMMA, "1234.5"),
        ("1,234.5", POINT, "1234.5"),
        ("1 234,5", COMMA, "1234.5"),
        ("1\u202f234", POINT, "1234"),
        ("1'234.5", POINT, "1234.5"),
        ("-12", POINT, "-12"),
        ("−12,5", COMMA, "-12.5"),
        ("+3", POINT, "3"),
        ("12,5 %", COMMA, "12.5"),
        (",5", COMMA, "0.5"),
        (7, COMMA, "7"),
        (7.25, COMMA, "7.25"),
        ("0", POINT, "0"),
    ],
)
def test_a_number_is_read_in_its_style(text, style, number):
    assert parse_number(text, style) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("1.5", COMMA),
        ("12.34.56", COMMA),
        ("1,5", POINT),
        ("1,23,456", POINT),
        ("doce", POINT),
        ("12 personas", POINT),
        ("", POINT),
        (None, POINT),
        (True, POINT),
        ("1e5", POINT),
        ("٣", POINT),
        ("--3", POINT),
        ("3.", POINT),
        ("NaN", POINT),
        (float("nan"), POINT),
        (float("inf"), POINT),
    ],
)
def test_what_is_no_number_in_the_style_is_none(text, style):
    assert parse_number(text, style) is None


@pytest.mark.parametrize("text", ["", " ", "-", "s/d", "N/A", "..", "n.d.", None])
def test_the_usual_marks_of_a_missing_figure_are_known(text):
    assert is_missing(text)


@pytest.mark.parametrize(
    ("values", "style"),
    [
        (["1,5", "2"], NumberStyle(",")),
        (["1.5", "2"], NumberStyle(".")),
        (["1.234.567", "3"], NumberStyle(",")),
        (["0,123", "0,456"], NumberStyle(",")),
        (["1.234", "5.678"], NumberStyle(",", certain=False)),
        (["12", "5"], NumberStyle(",")),
    ],
)
def test_the_style_of_a_column_is_found(values, style):
    assert style_of(values, sheet=Counter(), otherwise=",") == style


def test_a_column_that_could_be_read_both_ways_follows_the_rest_of_the_sheet():
    assert style_of(["1,234"], sheet=Counter({".": 3}), otherwise=",") == NumberStyle(".")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_a_locale_writes_is_read_back(number):
    english = f"{number:,.2f}"
    spanish = english.translate(str.maketrans(",.", ".,"))

    assert parse_number(english, POINT) == number
    assert parse_number(spanish, COMMA) == number
