"""Weights, scores of several people, the ranking and its spread, the priorities."""

from collections import Counter

import pytest

from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.plans import actions
from acogida.plans.models import Plan, Score
from acogida.plans.queries import ranking, scores_of, turnout
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db


def test_a_plan_begins_with_five_equal_weights():
    plan = Town().plan()

    assert [(c.key, c.weight) for c in plan.criteria.all()] == [
        ("urgency", 20),
        ("competence", 20),
        ("cost", 20),
        ("reach", 20),
        ("rights", 20),
    ]


def test_weights_are_set_until_they_are_locked(at):
    town = Town()
    plan, _made = town.scoring()

    with pytest.raises(Refused, match="locked on 2026-03-02, before the scoring"):
        actions.set_weights(plan, weights={"urgency": 90}, by=town.editor, at=at)

    assert plan.criteria.get(key="urgency").weight == 20


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"urgency": 101}, "from 0 to 100"),
        ({"urgency": -1}, "from 0 to 100"),
        ({"beauty": 10}, "no such criterion"),
        (dict.fromkeys(["urgency", "competence", "cost", "reach", "rights"], 0), "above 0"),
    ],
)
def test_weights_that_mean_nothing_are_refused(at, weights, sentence):
    town = Town()

    with pytest.raises(Refused, match=sentence):
        actions.set_weights(town.plan(), weights=weights, by=town.editor, at=at)


def test_there_must_be_something_to_score(at):
    town = Town()

    with pytest.raises(Refused, match="nothing to score"):
        actions.lock_weights(town.plan(), by=town.editor, at=at)


def test_locking_opens_the_scoring_and_tells_the_colleagues():
    town = Town()
    plan, _made = town.scoring()

    told = Counter(Notice.objects.values_list("recipient", flat=True))
    assert plan.state == "prioritisation"
    assert told == Counter([town.approver.pk, town.member.pk, town.other.pk])
    assert "the scoring is open" in Notice.objects.first().text


def test_nobody_scores_before_the_weights_are_locked(at):
    town = Town()
    plan = town.plan()
    challenge = town.challenge(plan)

    with pytest.raises(Refused, match="Lock the weights first"):
        actions.score(plan, values={(challenge.pk, plan.criteria.first().pk): 3}, by=town.editor, at=at)


def test_two_people_scoring_at_once_keep_their_own(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    seen_by_both = Plan.objects.get(pk=plan.pk)

    town.score_all(plan, town.member, 5, 1)
    town.score_all(seen_by_both, town.other, 1, 5)

    first = plan.criteria.first().pk
    assert scores_of(plan, town.member)[(made[0].pk, first)] == 5
    assert scores_of(plan, town.other)[(made[0].pk, first)] == 1
    assert set(scores_of(plan, town.member)) == set(scores_of(plan, town.other))
    assert Score.objects.count() == 20


def test_a_score_is_changed_not_doubled_and_can_be_taken_back(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    cell = (made[0].pk, plan.criteria.first().pk)

    actions.score(plan, values={cell: 2}, by=town.member, at=at)
    actions.score(plan, values={cell: 4}, by=town.member, at=at)
    assert scores_of(plan, town.member) == {cell: 4}
    actions.score(plan, values={cell: None}, by=town.member, at=at)
    assert scores_of(plan, town.member) == {}


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_a_score_outside_one_to_five_is_refused_and_nothing_kept(at, mark):
    town = Town()
    plan, made = town.scoring("One", "Two")
    first, second = plan.criteria.all()[:2]

    with pytest.raises(Refused, match="from 1 to 5"):
        actions.score(
            plan,
            values={(made[0].pk, first.pk): 3, (made[0].pk, second.pk): mark},
            by=town.member,
            at=at,
        )

    assert Score.objects.count() == 0


def test_strangers_do_not_score(at):
    town = Town()
    plan, _made = town.scoring()

    with pytest.raises(Refused, match="Only people who belong"):
        town.score_all(plan, town.stranger, 5, 5)


def test_a_challenge_of_another_plan_is_not_scored_here(at):
    town, elsewhere = Town(), Town()
    plan, _made = town.scoring()
    _other, foreign = elsewhere.scoring()

    with pytest.raises(Refused, match="no longer part of the plan"):
        actions.score(plan, values={(foreign[0].pk, plan.criteria.first().pk): 3}, by=town.member, at=at)


def test_the_facilitator_sees_how_many_scored_and_not_what(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    town.score_all(plan, town.member, 5, 1)
    actions.score(plan, values={(made[0].pk, c.pk): 3 for c in plan.criteria.all()}, by=town.other, at=at)

    found = turnout(plan)

    assert (found.finished, found.begun) == (1, 2)
    assert found.by_challenge == {made[0].pk: 2, made[1].pk: 1}


def test_the_ranking_of_a_hand_worked_example(at):
    """Weights 50 and 30 (others 0). Ana: A 5,1 → (250+30)/80 = 3.5; B 4,4 → 4. Bea: A 3,3 → 3; B 2,2 → 2.

    A: mean 3.25, spread 0.25, 3 to 3.5. B: mean 3, spread 1, 2 to 4. So A before B, and B divides people.
    """
    town = Town()
    plan = town.plan()
    a, b = town.challenge(plan, "A"), town.challenge(plan, "B")
    weights = {"urgency": 50, "rights": 30, "competence": 0, "cost": 0, "reach": 0}
    actions.set_weights(plan, weights=weights, by=town.editor, at=at)
    actions.lock_weights(plan, by=town.editor, at=at)
    urgency, rights = plan.criteria.get(key="urgency").pk, plan.criteria.get(key="rights").pk

    def give(by, *marks):
        cells = [(a.pk, urgency), (a.pk, rights), (b.pk, urgency), (b.pk, rights)]
        actions.score(plan, values=dict(zip(cells, marks, strict=True)), by=by, at=at)

    give(town.member, 5, 1, 4, 4)
    give(town.other, 3, 3, 2, 2)

    first, second = ranking(plan)

    assert (first.challenge, first.rank, first.mean, first.spread) == (a, 1, 3.25, 0.25)
    assert (first.low, first.high, first.scorers) == (3.0, 3.5, 2)
    assert first.by_criterion == {"urgency": 4.0, "rights": 2.0}
    assert (second.challenge, second.rank, second.mean, second.spread) == (b, 2, 3.0, 1.0)


def test_half_a_score_does_not_count(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    town.score_all(plan, town.member, 4, 4)
    actions.score(plan, values={(made[0].pk, plan.criteria.first().pk): 1}, by=town.other, at=at)

    assert [(row.mean, row.scorers) for row in ranking(plan)] == [(4.0, 1), (4.0, 1)]


def test_equal_means_share_a_rank(at):
    town = Town()
    plan, _made = town.scoring("One", "Two", "Three")
    town.score_all(plan, town.member, 4, 5, 4)

    assert [(row.challenge.title, row.rank) for row in ranking(plan)] == [
        ("Two", 1),
        ("One", 2),
        ("Three", 2),
    ]


def test_closing_needs_every_challenge_scored(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    actions.score(plan, values={(made[0].pk, c.pk): 3 for c in plan.criteria.all()}, by=town.member, at=at)

    with pytest.raises(Refused, match="Nobody has scored “Two” on every criterion"):
        actions.close_scoring(plan, by=town.editor, at=at)


def test_closing_writes_the_ranking_and_ends_the_scoring(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    town.score_all(plan, town.member, 2, 5)

    actions.close_scoring(plan, by=town.editor, at=at)

    for challenge in made:
        challenge.refresh_from_db()
    assert [(c.rank, c.mean, c.scorers) for c in made] == [(2, 2.0, 1), (1, 5.0, 1)]
    with pytest.raises(Refused, match="The scoring is closed"):
        town.score_all(plan, town.other, 1, 1)
    with pytest.raises(Refused, match="The scoring is closed"):
        actions.close_scoring(plan, by=town.editor, at=at)


def test_a_member_scores_but_does_not_close(at):
    town = Town()
    plan, _made = town.scoring("One", "Two")
    town.score_all(plan, town.member, 2, 5)

    with pytest.raises(Refused, match="Only people who edit"):
        actions.close_scoring(plan, by=town.member, at=at)


def ranked_plan(town, at):
    plan, made = town.scoring("One", "Two", "Three")
    town.score_all(plan, town.member, 2, 5, 4)
    return actions.close_scoring(plan, by=town.editor, at=at), made


def test_the_first_of_the_ranking_become_priorities(at):
    town = Town()
    plan, (_one, two, three) = ranked_plan(town, at)

    plan = actions.choose_priorities(plan, challenges=[two, three], by=town.editor, at=at)

    assert plan.state == "design"
    assert plan.priorities_reason == ""
    assert set(plan.challenges.filter(is_priority=True)) == {two, three}


def test_another_choice_needs_a_written_reason(at):
    town = Town()
    plan, (one, two, _three) = ranked_plan(town, at)

    with pytest.raises(Refused, match="not the first 2 of the ranking"):
        actions.choose_priorities(plan, challenges=[one, two], by=town.editor, at=at)
    plan = actions.choose_priorities(
        plan, challenges=[one, two], reason="Funded by the province", by=town.editor, at=at
    )

    assert plan.priorities_reason == "Funded by the province"


def test_among_equals_any_choice_follows_the_ranking(at):
    town = Town()
    plan, (_one, two) = town.scoring("One", "Two")
    town.score_all(plan, town.member, 4, 4)
    actions.close_scoring(plan, by=town.editor, at=at)

    assert actions.choose_priorities(plan, challenges=[two], by=town.editor, at=at).state == "design"


def test_priorities_wait_for_the_closing_and_are_not_empty(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    with pytest.raises(Refused, match="Close the scoring first"):
        actions.choose_priorities(plan, challenges=made, by=town.editor, at=at)
    town.score_all(plan, town.member, 4, 4)
    actions.close_scoring(plan, by=town.editor, at=at)

    with pytest.raises(Refused, match="at least one priority"):
        actions.choose_priorities(plan, challenges=[], by=town.editor, at=at)


def test_priorities_are_reconsidered_while_in_design(at):
    town = Town()
    plan, challenges = town.design()

    plan = actions.reconsider_priorities(plan, by=town.editor, at=at)
    plan = actions.choose_priorities(plan, challenges=challenges, by=town.editor, at=at)

    assert plan.challenges.filter(is_priority=True).count() == 2
    with pytest.raises(Refused, match="only while the plan is in design"):
        actions.reconsider_priorities(town.adopted(), by=town.editor, at=at)
