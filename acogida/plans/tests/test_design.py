"""Writing actions and indicators, and every sentence that refuses one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from acogida.core.errors import Refused
from acogida.plans import actions
from acogida.plans.models import Action, ActionIndicator
from acogida.plans.queries import suggestions
from acogida.plans.tests.factories import Town, local_action, objective

pytestmark = pytest.mark.django_db


def test_a_plan_is_created_with_its_slug_and_contexts():
    plan = Town().plan(contexts=["return", "origin"])

    assert plan.contexts == ["origin", "return"]
    assert plan.slug.endswith("local-migration-plan")
    assert plan.state == "diagnosis"


def test_two_plans_of_the_same_name_have_their_own_address():
    town = Town()

    assert town.plan().slug + "-2" == town.plan().slug


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "Give the plan a title"),
        ({"ends_on": date(2026, 1, 1)}, "A plan ends after it starts"),
        ({"ends_on": date(2062, 1, 1)}, "more than 15 years"),
        ({"contexts": ["moon"]}, "origin, transit, destination and return"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(values, sentence):
    with pytest.raises(Refused, match=sentence):
        Town().plan(**values)


def test_only_editors_begin_a_plan():
    town = Town()

    with pytest.raises(Refused, match="Only people who edit"):
        town.plan(by=town.member)


def test_a_plan_is_edited_with_a_fresh_form_only(at):
    town = Town()
    plan = town.plan()
    values = {
        "title": "New",
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "by": town.editor,
        "at": at,
    }

    assert actions.edit(plan, revision=1, **values).revision == 2
    with pytest.raises(actions.Stale):
        actions.edit(plan, revision=1, **values)


def test_the_period_keeps_room_for_the_actions(at):
    town = Town()
    plan = town.designed()

    with pytest.raises(Refused, match="“Action 0” would fall outside"):
        actions.edit(
            plan,
            title="Shorter",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 6, 30),
            revision=plan.revision,
            by=town.editor,
            at=at,
        )


def test_an_action_answers_to_a_priority():
    town = Town()
    plan, challenges = town.design()

    action = town.action(plan, challenges[0], local_action=local_action())

    assert (action.challenge, action.objective_id, action.local_action_id) == (challenges[0], 15, "test-l1")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "one sentence what will be done"),
        ({"responsible_unit": ""}, "an action of nobody is not done"),
        ({"objective": None}, "outside every objective of the Compact"),
        ({"ends_on": date(2026, 3, 9)}, "would end before it starts"),
        ({"starts_on": None}, "when the action starts"),
        ({"ends_on": date(2028, 1, 1)}, "The plan runs from 2026-01-01 to 2027-12-31"),
        ({"budget": Decimal(-1)}, "not negative"),
        ({"currency": "pesos"}, "three letters"),
        ({"budget_source": ""}, "where the money comes from"),
    ],
)
def test_an_action_that_lacks_something_is_refused_with_its_sentence(values, sentence):
    town = Town()
    plan, challenges = town.design()

    with pytest.raises(Refused, match=sentence):
        town.action(plan, challenges[0], **values)

    assert Action.objects.count() == 0


def test_an_action_without_a_challenge_carries_its_reason():
    town = Town()
    plan, _challenges = town.design()

    with pytest.raises(Refused, match="answers to no challenge"):
        town.action(plan, None, reason_without_challenge=" ")
    action = town.action(plan, None, reason_without_challenge="A court told us to.")

    assert (action.challenge, action.reason_without_challenge) == (None, "A court told us to.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(reason_without_challenge="")


def test_a_challenge_that_is_no_priority_carries_no_action():
    town = Town()
    plan, challenges = town.design()

    with pytest.raises(Refused, match="not a priority"):
        town.action(plan, challenges[1])


def test_a_challenge_of_another_plan_is_refused():
    town, elsewhere = Town(), Town()
    plan, _challenges = town.design()
    _other, foreign = elsewhere.design()

    with pytest.raises(Refused, match="not part of the plan"):
        town.action(plan, foreign[0])


def test_a_local_action_belongs_to_the_objective_chosen():
    town = Town()
    plan, challenges = town.design()

    with pytest.raises(Refused, match="belongs to another objective"):
        town.action(plan, challenges[0], objective=objective(3), local_action=local_action())


def test_a_local_action_alone_brings_its_objective():
    town = Town()
    plan, challenges = town.design()

    assert town.action(plan, challenges[0], objective=None, local_action=local_action()).objective_id == 15


def test_actions_wait_for_the_priorities():
    town = Town()
    plan, made = town.scoring()

    with pytest.raises(Refused, match="Choose the priorities first"):
        town.action(plan, made[0])


def test_a_stale_action_form_is_refused_and_shows_what_stands(at):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    values = {name: getattr(action, name) for name in actions.design.FIELDS}

    actions.edit_action(action, values={**values, "title": "Mine"}, revision=1, by=town.editor, at=at)
    with pytest.raises(actions.Stale) as stale:
        actions.edit_action(action, values={**values, "title": "Yours"}, revision=1, by=town.approver, at=at)

    assert stale.value.current.title == "Mine"


def test_suggestions_are_the_local_actions_of_the_objectives_not_yet_taken():
    town = Town()
    _plan, challenges = town.design()
    local_action("test-l1")
    local_action("test-l2")
    local_action("test-other", number=3)

    found = suggestions([challenges[0]], taken={"test-l1"})[challenges[0].pk]

    codes = [s.local_action.code for s in found]
    assert "test-l2" in codes
    assert "test-l1" not in codes
    assert "test-other" not in codes
    assert {s.objective.pk for s in found} == {15}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Say what is measured"),
        ({"unit": "  "}, "A target without a unit cannot be checked"),
        ({"baseline": None}, "Without a baseline"),
        ({"target": None}, "which value should be reached"),
        ({"target": Decimal(40)}, "not above the baseline"),
        ({"target": Decimal(39)}, "not above the baseline"),
        ({"direction": "decrease"}, "not below the baseline"),
        ({"direction": "sideways"}, "rise or fall"),
        ({"unit": "% of staff", "target": Decimal(101)}, "more than 100 %"),
        ({"target_on": date(2026, 1, 1)}, "The target comes after the baseline"),
        ({"target_on": None}, "by when the target is reached"),
        ({"target_on": date(2028, 1, 1)}, "The plan ends on 2027-12-31"),
        ({"every_months": 25}, "every 1 to 24 months"),
    ],
)
def test_an_indicator_that_measures_nothing_is_refused_with_its_sentence(values, sentence):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])

    with pytest.raises(Refused, match=sentence):
        town.indicator(action, **values)

    assert ActionIndicator.objects.count() == 0


def test_an_indicator_that_should_fall_has_its_target_below():
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])

    indicator = town.indicator(
        action, unit="days", direction="decrease", baseline=Decimal(21), target=Decimal(3)
    )

    assert (indicator.baseline, indicator.target) == (21, 3)


def test_removing_before_adoption_deletes_and_after_it_withdraws(at):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    town.indicator(action)
    actions.remove_action(action, by=town.editor, at=at)
    assert Action.objects.count() == 0

    adopted = town.adopted()
    kept = adopted.actions.get()
    actions.remove_indicator(kept.indicators.get(), by=town.editor, at=at)
    actions.remove_action(kept, by=town.editor, at=at)

    kept.refresh_from_db()
    assert kept.withdrawn_at == at
    assert kept.indicators.get().withdrawn_at == at


def test_a_stale_indicator_form_is_refused(at):
    town = Town()
    plan, challenges = town.design()
    indicator = town.indicator(town.action(plan, challenges[0]))
    values = {name: getattr(indicator, name) for name in actions.indicators.FIELDS}
    actions.edit_indicator(indicator, values={**values, "title": "A"}, revision=1, by=town.editor, at=at)

    with pytest.raises(actions.Stale):
        actions.edit_indicator(indicator, values={**values, "title": "B"}, revision=1, by=town.editor, at=at)
