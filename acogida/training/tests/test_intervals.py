"""Spans of time, held against counting the minutes one by one."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from acogida.training.intervals import minutes, united, within, without

START = datetime(2026, 3, 10, tzinfo=UTC)


def span(first, last):
    return START + timedelta(minutes=first), START + timedelta(minutes=last)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


def counted(pairs):
    return {minute for first, last in pairs for minute in range(first, last)}


@given(SPANS, SPANS)
def test_they_count_as_minutes_counted_one_by_one(some, others):
    mine, theirs = [span(*p) for p in some], [span(*p) for p in others]

    assert minutes(mine) == len(counted(some))
    assert minutes(within(mine, theirs)) == len(counted(some) & counted(others))
    assert minutes(without(mine, theirs)) == len(counted(some) - counted(others))


@given(SPANS)
def test_united_spans_neither_overlap_nor_touch(some):
    found = united(span(*p) for p in some)

    assert all(before[1] < after[0] for before, after in pairwise(found))
