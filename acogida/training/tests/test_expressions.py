"""The part of XPath that questionnaires ask for."""

from datetime import date

import pytest

from acogida.training.answers import is_right, relevant
from acogida.training.expressions import UnreadError, parse

TODAY = date(2026, 3, 2)
ANSWERS = {
    "role": "mayor",
    "years": 12,
    "levels": ["a", "c"],
    "since": "2020-05-01",
    "empty": "",
    "typed": "7",
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("${role} = 'mayor'", True),
        ("${role} != 'mayor'", False),
        ("${years} >= 12 and ${years} < 13", True),
        ("${years} > 12 or ${role} = 'mayor'", True),
        ("not(${role} = 'mayor' or ${years} = 1)", False),
        ("selected(${levels}, 'c')", True),
        ("selected(${levels}, 'b')", False),
        ("count-selected(${levels}) = 2", True),
        ("string-length(${role}) = 5", True),
        ("${empty} = ''", True),
        ("${nothing} = ''", True),
        ("${nothing} > 3", False),
        ("${nothing} != 3", True),
        ("${typed} < 10", True),
        ("${since} < today()", True),
        ("${since} > '2020-05-01'", False),
        (". > 3", True),
        ("(. > 3 and (. < 6))", True),
        ("true() and not(false())", True),
    ],
)
def test_it_holds_as_xpath_says(text, holds):
    assert parse(text).holds(ANSWERS, own=5, today=TODAY) is holds


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("regex(., '.*')", "regex"),
        ("${a} +", "+"),
        ("${a} = ", "…"),
        ("selected(${a})", ")"),
        ("(" * 40 + "1" + ")" * 40, "((…"),
        ("position(..)", "position"),
        ("'a' 'b'", "'b'"),
        ("__import__('os')", "__import__('os')"),
    ],
)
def test_what_is_beyond_is_told_with_the_piece(text, piece):
    with pytest.raises(UnreadError) as told:
        parse(text)
    assert str(told.value) == piece


def test_an_answer_to_a_question_that_is_not_asked_brings_no_other():
    items = [
        {"key": "a"},
        {"key": "b", "relevant": "${a} = 'yes'"},
        {"key": "c", "relevant": "${b} = 'yes'"},
    ]
    asked = relevant(items, {"a": "no", "b": "yes", "c": "yes"}, today=TODAY)
    assert [item["key"] for item in asked] == ["a"]


@pytest.mark.parametrize(
    ("item", "value", "right"),
    [
        ({"kind": "one", "answer": "b"}, "b", True),
        ({"kind": "several", "answer": ["a", "c"]}, ["c", "a"], True),
        ({"kind": "several", "answer": ["a", "c"]}, ["a"], False),
        ({"kind": "several", "answer": ["a", "c"]}, None, False),
        ({"kind": "integer", "answer": "23"}, 23, True),
        ({"kind": "decimal", "answer": "0.5"}, "", False),
    ],
)
def test_right_is_all_of_several_and_numbers_are_numbers(item, value, right):
    assert is_right(item, value) is right
