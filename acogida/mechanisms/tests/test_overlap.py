"""The index says what two mechanisms share, each part worked by hand, and changes with its weights."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acogida.core.gathered import told_each
from acogida.mechanisms.models import Mechanism
from acogida.mechanisms.queries import overlap as alike
from acogida.mechanisms.queries.gaps import asked_work, collisions, coverage, left_out
from acogida.mechanisms.tests.factories import TODAY, country, mechanism, meeting, participation

pytestmark = pytest.mark.django_db
SETS = st.frozensets(st.integers(1, 12))


@pytest.fixture
def pair():
    """Members 2 of 4, objectives 1 of 3, themes 1 of 2: 50 %, 33 % and 50 %."""
    one = mechanism("a", members=["AAA", "BBB", "CCC"], objectives=[1, 7], themes=["borders", "data"])
    other = mechanism("b", members=["BBB", "CCC", "DDD"], objectives=[7, 9], themes=["data"])
    return one, other


def compared(weights):
    (found,) = alike.overlaps(TODAY, weights)
    return found


@pytest.mark.usefixtures("pair")
def test_each_part_is_what_both_have_over_what_either_has():
    found = compared(alike.WEIGHTS)

    assert found.parts == {"members": 0.5, "objectives": pytest.approx(1 / 3), "themes": 0.5}
    assert found.score == pytest.approx((40 * 0.5 + 30 / 3 + 30 * 0.5) / 100)


@pytest.mark.usefixtures("pair")
def test_the_weights_decide_and_only_their_proportion_counts():
    only_objectives = {"members": 0, "objectives": 5, "themes": 0, "meetings": 0}

    assert compared(only_objectives).score == pytest.approx(1 / 3)
    assert compared(only_objectives | {"objectives": 50}).score == pytest.approx(1 / 3)


def test_what_cannot_be_compared_is_left_out_with_its_weight(pair):
    pair[0].participations.all().delete()

    found = compared(alike.WEIGHTS)

    assert "members" not in found.parts
    assert found.score == pytest.approx((30 / 3 + 30 * 0.5) / 60)


def test_meetings_count_by_the_quarter_once_both_have_some(pair):
    meeting(pair[0], date(2023, 5, 9))
    meeting(pair[0], date(2023, 11, 1))
    assert "meetings" not in compared(alike.WEIGHTS).parts

    meeting(pair[1], date(2023, 6, 30))

    assert compared(alike.WEIGHTS).parts["meetings"] == 0.5


def test_a_country_counts_from_its_first_day_to_its_last(pair):
    row = pair[1].participations.get(country__code="BBB")
    row.starts_on, row.ends_on = date(2022, 6, 10), date(2024, 1, 1)
    row.save()

    def members(day):
        (found,) = alike.overlaps(day, alike.WEIGHTS)
        return len(found.shared("members"))

    assert [members(date(2022, 6, 9)), members(date(2022, 6, 10)), members(date(2024, 1, 1))] == [1, 2, 1]


def test_what_has_ended_is_not_compared(pair):
    mechanism("c", members=["AAA"], objectives=[1], status="ended")

    assert len(alike.overlaps(TODAY, alike.WEIGHTS)) == 1


def test_sessions_together_save_one_trip_of_each_shared_delegation(pair):
    saving = alike.together(compared(alike.WEIGHTS), people=3, fare=900)

    assert (saving.delegations, saving.trips, saving.money, saving.items) == (2, 6, 5400, 1)


@given(SETS, SETS)
def test_likeness_is_the_same_both_ways_and_never_leaves_its_bounds(one, other):
    share = alike.jaccard(one, other)

    assert share == alike.jaccard(other, one)
    assert 0 <= share <= 1
    assert (share == 1) == (one == other and bool(one))
    assert (share == 0) == (not one & other)


def test_a_gap_is_an_objective_that_no_regional_mechanism_of_the_country_works_on():
    mechanism("a", members=["AAA"], objectives=range(1, 23))
    mechanism("b", members=["AAA", "BBB"], objectives=[23])
    mechanism("world", members=["BBB"], objectives=range(1, 24), reach="global")

    found = {row.country.code: row.gaps for row in coverage(TODAY)}

    assert found == {"AAA": [], "BBB": list(range(1, 23))}


def test_meetings_collide_within_thirty_days_where_countries_are_shared(pair):
    one, other = pair
    stranger = mechanism("c", members=["ZZZ"])
    first = meeting(one, date(2026, 5, 5), date(2026, 5, 8))
    near, far = meeting(other, date(2026, 6, 7)), meeting(other, date(2026, 6, 8))
    alone, own = meeting(stranger, date(2026, 5, 6)), meeting(one, date(2026, 5, 20))

    found = [(c.first.pk, c.second.pk, c.shared) for c in collisions([first, near, far, alone, own])]

    assert found == [(first.pk, near.pk, 2), (own.pk, near.pk, 2), (own.pk, far.pk, 2)]


def test_profiles_cost_the_same_for_two_and_for_twelve(pair, django_assert_max_num_queries):
    for i in range(10):
        mechanism(f"m{i}", members=["AAA", "BBB"], objectives=[1], themes=["data"])
    participation(pair[0], "EEE")

    with django_assert_max_num_queries(1):
        assert len(alike.overlaps(TODAY, alike.WEIGHTS)) == 66
    assert country("EEE").pk in alike.profiles(TODAY)[0].members


PROFILES = st.lists(st.tuples(SETS, SETS, SETS, SETS), min_size=2, max_size=7)
HEAVY = st.fixed_dictionaries({respect: st.integers(0, 100) for respect in alike.WEIGHTS})


@given(PROFILES, HEAVY)
def test_the_quick_ranking_says_what_comparing_each_pair_says(held, weights):
    found = [alike.Profile(Mechanism(pk=n), *sets) for n, sets in enumerate(held)]

    ranked = {(first, second): -score for score, first, second in alike._ranks(found, weights)}

    assert ranked == {
        (first, second): pytest.approx(alike.compare(found[first], found[second], weights).score)
        for first, second in combinations(range(len(found)), 2)
    }


def test_the_most_alike_come_first_and_no_more_than_asked(pair):
    mechanism("c", members=["AAA", "BBB", "CCC"], objectives=[1, 7], themes=["borders", "data"])

    (best,) = alike.overlaps(TODAY, alike.WEIGHTS, most=1)

    assert (best.first.mechanism.key, best.second.mechanism.key, best.score) == ("a", "c", 1.0)


def test_the_pairs_of_one_mechanism_stand_as_among_all_pairs(pair):
    for key, members in (("c", ["AAA", "BBB"]), ("d", ["AAA", "BBB"]), ("e", ["ZZZ"])):
        mechanism(key, members=members, objectives=[7], themes=["data"])
    ended = mechanism("f", members=["AAA"], objectives=[7], status="ended")
    every = alike.overlaps(TODAY, alike.WEIGHTS)
    found = alike.profiles(TODAY)

    for one in (pair[0], pair[1], found[3].mechanism):
        theirs = [(o.first, o.second, o.score) for o in alike.alike(one, found, alike.WEIGHTS)]
        assert len(theirs) == 4
        assert theirs == [
            (o.first, o.second, o.score) for o in every if one in (o.first.mechanism, o.second.mechanism)
        ]
    assert alike.alike(ended, found, alike.WEIGHTS) == []


def test_a_profile_holds_the_mechanism_whole(pair):
    held = meeting(pair[0], date(2023, 5, 9))
    (found, _other) = alike.profiles(TODAY)

    kept = Mechanism.objects.get(pk=pair[0].pk)
    fields = [field.attname for field in Mechanism._meta.concrete_fields]
    assert [getattr(found.mechanism, name) for name in fields] == [getattr(kept, name) for name in fields]
    assert found.quarters == {held.quarter} == {(2023, 2)}
    assert found.themes == {"borders", "data"}


def test_the_gaps_of_one_country_are_those_of_its_row():
    mechanism("a", members=["AAA"], objectives=range(1, 12))
    mechanism("b", members=["AAA", "BBB"], objectives=[23])
    mechanism("c", members=["BBB"], objectives=[22], status="ended")
    mechanism("d", members=["DDD"])
    mechanism("world", members=["BBB", "CCC"], objectives=range(1, 24), reach="global")

    codes = ["AAA", "BBB", "CCC", "DDD"]
    told = told_each([asked_work(country(code), TODAY) for code in codes])

    rows = {row.country.code: row.gaps for row in coverage(TODAY)}
    assert {code: left_out(worked) for code, worked in zip(codes, told, strict=True)} == rows | {"CCC": []}
    assert rows["BBB"] == list(range(1, 23))
