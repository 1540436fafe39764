"""No hidden count can be worked out from what is shown."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acogida.evidence.disclosure import Hidden, protect

THRESHOLD = 5


def table(rows: int, columns: int, values: list[int]) -> dict[tuple[str, str], float]:
    """A two-way table with all its totals."""
    cells: dict[tuple[str, str], float] = {
        (f"r{r}", f"c{c}"): values[r * columns + c] for r in range(rows) for c in range(columns)
    }
    for r in range(rows):
        cells[f"r{r}", "all"] = sum(cells[f"r{r}", f"c{c}"] for c in range(columns))
    for c in range(columns):
        cells["all", f"c{c}"] = sum(cells[f"r{r}", f"c{c}"] for r in range(rows))
    cells["all", "all"] = sum(values)
    return cells


def equations(cells):
    """Every total that is the sum of its parts, written down again and differently from the code's."""
    for total in cells:
        for dimension, coordinate in enumerate(total):
            if coordinate == "all":
                parts = [
                    key
                    for key in cells
                    if key[dimension] != "all" and (*key[:dimension], "all", *key[dimension + 1 :]) == total
                ]
                if parts:
                    yield total, parts


def solved(cells, hidden) -> set:
    """Hidden cells that plain linear algebra over the fractions gives back."""
    unknown = sorted(hidden)
    matrix = []
    for total, parts in equations(cells):
        row = [Fraction(0)] * len(unknown)
        for key, sign in [(total, -1), *((part, 1) for part in parts)]:
            if key in hidden:
                row[unknown.index(key)] += sign
        matrix.append(row)
    pivot_row = 0
    for column in range(len(unknown)):
        found = next((r for r in range(pivot_row, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[pivot_row], matrix[found] = matrix[found], matrix[pivot_row]
        lead = matrix[pivot_row][column]
        matrix[pivot_row] = [value / lead for value in matrix[pivot_row]]
        for r in range(len(matrix)):
            if r != pivot_row and matrix[r][column]:
                factor = matrix[r][column]
                matrix[r] = [a - factor * b for a, b in zip(matrix[r], matrix[pivot_row], strict=True)]
        pivot_row += 1
    return {
        unknown[next(i for i, v in enumerate(row) if v)] for row in matrix if sum(1 for v in row if v) == 1
    }


COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def two_way(draw):
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    return table(rows, columns, draw(st.lists(COUNTS, min_size=rows * columns, max_size=rows * columns)))


@st.composite
def three_way(draw):
    """Sex by age by origin, with every margin."""
    names = [["f", "m"], ["0-17", "18+"], ["A", "B", "C"]]
    cells = {key: draw(COUNTS) for key in product(*names)}
    whole = {}
    for key in product(*([*n, "all"] for n in names)):
        whole[key] = sum(
            v for k, v in cells.items() if all(a in ("all", b) for a, b in zip(key, k, strict=True))
        )
    return whole


@given(two_way())
@settings(max_examples=150)
def test_every_small_count_of_a_table_is_hidden_and_none_can_be_solved(cells):
    hidden = protect(cells, threshold=THRESHOLD)
    assert {key for key, value in cells.items() if 0 < value < THRESHOLD} <= set(hidden)
    assert solved(cells, set(hidden)) == set()


@given(three_way())
@settings(max_examples=60)
def test_the_same_holds_with_three_dimensions(cells):
    hidden = protect(cells, threshold=THRESHOLD)
    assert {key for key, value in cells.items() if 0 < value < THRESHOLD} <= set(hidden)
    assert solved(cells, set(hidden)) == set()


@given(two_way())
@settings(max_examples=100)
def test_the_hidden_parts_of_a_shown_total_are_not_a_small_group(cells):
    hidden = protect(cells, threshold=THRESHOLD)
    for total, parts in equations(cells):
        group = [cells[part] for part in parts if part in hidden]
        if group and total not in hidden:
            assert sum(group) >= THRESHOLD


@given(two_way())
@settings(max_examples=100)
def test_knowing_how_small_small_is_does_not_help(cells):
    """Try every filling of small tables: each hidden cell could be at least two numbers."""
    hidden = protect(cells, threshold=THRESHOLD)
    size = prod(4 if why == Hidden.SMALL else int(cells[key]) + 4 for key, why in hidden.items())
    if not hidden or size > 200_000 or Hidden.WITHHELD in hidden.values():
        return
    unknown = sorted(hidden)
    spans = [
        range(1, THRESHOLD) if hidden[key] == Hidden.SMALL else range(THRESHOLD, int(cells[key]) + 9)
        for key in unknown
    ]
    possible = {key: set() for key in unknown}
    sums = list(equations(cells))
    for filling in product(*spans):
        tried = {**cells, **dict(zip(unknown, filling, strict=True))}
        if all(tried[total] == sum(tried[part] for part in parts) for total, parts in sums):
            for key, value in zip(unknown, filling, strict=True):
                possible[key].add(value)
    assert all(len(values) > 1 for values in possible.values())


def test_one_small_count_takes_another_of_its_row_and_column_along():
    cells = table(2, 2, [3, 40, 50, 60])
    hidden = protect(cells, threshold=5)
    assert hidden["r0", "c0"] == Hidden.SMALL
    assert len(hidden) == 4
    assert {why for key, why in hidden.items() if key != ("r0", "c0")} == {Hidden.PROTECTS}


def test_a_table_without_small_counts_is_shown_whole_and_zeros_too():
    assert protect(table(2, 3, [0, 5, 10, 20, 0, 7]), threshold=5) == {}


def test_the_group_left_out_under_a_total_is_protected_too():
    """Two of twelve are men; naming the women only would say so."""
    hidden = protect({("all",): 12, ("female",): 10}, threshold=5)
    assert hidden != {}


def test_a_remainder_that_is_not_small_reveals_nothing():
    assert protect({("all",): 100, ("female",): 60}, threshold=5) == {}


def test_two_pairs_of_two_are_not_given_away_by_their_sum():
    hidden = protect({("all",): 4, ("a",): 2, ("b",): 2}, threshold=5)
    assert hidden[("all",)] == Hidden.SMALL


def test_a_very_sparse_table_keeps_its_total_only():
    cells = table(30, 12, [1] * 360)
    hidden = protect(cells, threshold=5)
    assert ("all", "all") not in hidden
    assert hidden["r0", "c0"] == Hidden.WITHHELD


@pytest.mark.parametrize("threshold", [1, 3, 10])
def test_the_threshold_is_that_of_the_installation(threshold):
    hidden = protect(table(2, 2, [2, 8, 30, 40]), threshold=threshold)
    assert (("r0", "c0") in hidden) == (threshold > 2)
    assert (("r0", "c1") in hidden) == (threshold > 2)
