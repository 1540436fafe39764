"""Two lights, each with its rule; Python, the database and the columns that are counted never disagree."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acogida.pledges.models import Pledge
from acogida.pledges.queries import Asked, delivery, freshness, with_lights
from acogida.pledges.queries.columns import left_by
from acogida.pledges.states import State
from acogida.pledges.tests.factories import bare

TODAY = date(2026, 3, 2)
days = st.one_of(st.none(), st.integers(-800, 800).map(lambda n: TODAY + timedelta(days=n)))


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({"state": "recorded", "steps": 3, "next_due_on": date(2020, 1, 1)}, "not_reported"),
        ({"state": "announced", "steps": 0}, "no_steps"),
        ({"state": "announced", "steps": 2, "next_due_on": date(2026, 3, 1)}, "behind"),
        ({"state": "announced", "steps": 2, "next_due_on": date(2026, 3, 2)}, "on_track"),
        (
            {
                "state": "announced",
                "steps": 2,
                "next_due_on": date(2026, 9, 1),
                "starts_on": date(2026, 4, 1),
            },
            "not_started",
        ),
        ({"state": "in_progress", "steps": 2, "next_due_on": None}, "complete"),
        ({"state": "delayed", "steps": 2, "next_due_on": date(2026, 1, 1)}, "delayed"),
        ({"state": "not_fulfilled", "steps": 2}, "not_fulfilled"),
        ({"state": "withdrawn", "steps": 0}, "withdrawn"),
    ],
)
def test_the_first_rule_that_fits_gives_the_delivery_light(values, light):
    assert delivery(Pledge(**values), TODAY) == light


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({"state": "recorded"}, "unreported"),
        ({"state": "fulfilled", "last_reported_on": date(2020, 1, 1)}, "final"),
        ({"state": "in_progress", "last_reported_on": TODAY - timedelta(days=183)}, "fresh"),
        ({"state": "in_progress", "last_reported_on": TODAY - timedelta(days=184)}, "ageing"),
        ({"state": "in_progress", "last_reported_on": TODAY - timedelta(days=365)}, "ageing"),
        ({"state": "in_progress", "last_reported_on": TODAY - timedelta(days=366)}, "stale"),
        ({"state": "announced", "announced_on": TODAY - timedelta(days=10)}, "fresh"),
        ({"state": "announced", "announced_on": TODAY - timedelta(days=400)}, "stale"),
    ],
)
def test_the_freshness_light_is_the_age_of_the_last_report(values, light):
    assert freshness(Pledge(**values), TODAY) == light


def test_the_lights_are_worked_out_apart():
    late_and_fresh = Pledge(
        state="in_progress", steps=1, next_due_on=date(2026, 1, 1), last_reported_on=date(2026, 3, 1)
    )
    done_and_stale = Pledge(state="in_progress", steps=1, next_due_on=None, last_reported_on=date(2024, 1, 1))
    assert (delivery(late_and_fresh, TODAY), freshness(late_and_fresh, TODAY)) == ("behind", "fresh")
    assert (delivery(done_and_stale, TODAY), freshness(done_and_stale, TODAY)) == ("complete", "stale")


@pytest.mark.django_db
@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(State), st.integers(0, 2), days, days, days), min_size=1, max_size=12)
)
def test_the_database_and_the_columns_work_out_the_same_lights(cases):
    made = [
        bare(state=state, steps=steps, next_due_on=due, last_reported_on=reported, starts_on=starts).pk
        for state, steps, due, reported, starts in cases
    ]

    for pledge in with_lights(Pledge.objects.filter(pk__in=made), TODAY):
        assert pledge.delivery_light == delivery(pledge, TODAY)
        assert pledge.freshness_light == freshness(pledge, TODAY)

    columns = left_by(Asked(), TODAY)
    for name, light in (("delivery", delivery), ("freshness", freshness)):
        codes = dict(zip(columns.values["pk"], columns.values[name], strict=True))
        for pledge in Pledge.objects.public().filter(pk__in=made):
            assert codes[pledge.pk] == columns.code(name, light(pledge, TODAY)), (name, pledge.state)
