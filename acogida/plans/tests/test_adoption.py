"""Adopting a plan, amending it, and what never gets through."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.models import SearchChange
from acogida.notices.models import Notice
from acogida.plans import actions
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.queries import content_of, published
from acogida.plans.signals import adopted
from acogida.plans.tests.factories import Town, weak_answer

pytestmark = pytest.mark.django_db


def test_the_approver_freezes_a_numbered_version_with_its_hash(at, django_capture_on_commit_callbacks):
    town = Town()
    plan = town.designed()
    heard = []
    adopted.connect(listener := lambda sender, version, **kw: heard.append(version.number), weak=False)

    with django_capture_on_commit_callbacks(execute=True):
        version = actions.adopt(plan, by=town.approver, at=at)

    adopted.disconnect(listener)
    plan.refresh_from_db()
    assert (version.number, plan.state, plan.first_adopted_at) == (1, "implementation", at)
    assert plan.current_version == version
    assert version.sha256 == hash_of(version.content)
    assert version.content["actions"][0]["indicators"][0]["target"] == "140.00"
    assert heard == [1]
    assert SearchChange.objects.filter(kind="plan", key=str(plan.pk)).exists()
    assert Notice.objects.filter(
        recipient=town.member, text__contains="adopted and public: version 1"
    ).exists()


def test_the_frozen_content_does_not_follow_later_edits(at):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    values = {name: getattr(action, name) for name in actions.design.FIELDS}

    actions.edit_action(action, values={**values, "title": "Amended"}, revision=1, by=town.editor, at=at)

    version = PlanVersion.objects.get()
    assert version.content["actions"][0]["title"] == "Action 0"
    assert version.sha256 == hash_of(version.content)


@pytest.mark.parametrize("who", ["editor", "member", "stranger"])
def test_nobody_but_an_approver_adopts(at, who):
    town = Town()
    plan = town.designed()

    with pytest.raises(Refused, match="Only an approver"):
        actions.adopt(plan, by=getattr(town, who), at=at)

    assert not PlanVersion.objects.exists()


def test_a_plan_without_actions_is_not_adopted(at):
    town = Town()
    plan, _challenges = town.design()

    with pytest.raises(Refused, match="No priority has an action yet"):
        actions.adopt(plan, by=town.approver, at=at)


def test_an_action_without_indicator_holds_the_adoption_back(at):
    town = Town()
    plan, challenges = town.design()
    town.action(plan, challenges[0], title="Unmeasured")

    with pytest.raises(Refused, match="“Unmeasured” has no indicator"):
        actions.adopt(plan, by=town.approver, at=at)


def test_a_plan_is_not_adopted_before_its_design(at):
    town = Town()
    plan, _made = town.scoring()

    with pytest.raises(Refused, match="once its actions are designed"):
        actions.adopt(plan, by=town.approver, at=at)


def test_of_two_approvers_at_once_one_adopts(at):
    town = Town()
    plan = town.designed()
    read_by_both = hash_of(content_of(plan))
    actions.adopt(plan, expected=read_by_both, by=town.approver, at=at)

    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        actions.adopt(plan, expected=read_by_both, by=town.approver, at=at)

    assert PlanVersion.objects.count() == 1


def test_nobody_signs_words_changed_a_moment_ago(at):
    town = Town()
    plan = town.designed()
    read = hash_of(content_of(plan))
    town.action(plan, plan.challenges.get(is_priority=True), title="Slipped in")

    with pytest.raises(Refused, match=r"has no indicator|while you were reading"):
        actions.adopt(plan, expected=read, by=town.approver, at=at)
    town.indicator(plan.actions.get(title="Slipped in"))
    with pytest.raises(Refused, match="while you were reading"):
        actions.adopt(plan, expected=read, by=town.approver, at=at)


def test_an_amendment_is_adopted_with_a_note(at):
    town = Town()
    plan = town.adopted()
    challenge = plan.challenges.get(is_priority=True)
    town.indicator(town.action(plan, challenge, title="Added"))

    with pytest.raises(Refused, match="what this amendment changes"):
        actions.adopt(plan, by=town.approver, at=at)
    version = actions.adopt(plan, note="One action more.", by=town.approver, at=at)

    assert (version.number, version.note) == (2, "One action more.")
    assert [v.number for v in plan.versions.all()] == [2, 1]
    assert len(PlanVersion.objects.get(number=1).content["actions"]) == 1
    assert [p.current_version.number for p in published()] == [2]


def test_asking_for_adoption_tells_the_approvers_once(at):
    town = Town()
    plan = town.designed()

    actions.ask_adoption(plan, by=town.editor, at=at)

    assert Notice.objects.filter(recipient=town.approver, text__contains="read it and adopt it").count() == 1
    assert not Notice.objects.filter(recipient=town.member, text__contains="read it and adopt it").exists()
    with pytest.raises(Refused, match="already know"):
        actions.ask_adoption(plan, by=town.editor, at=at)


def test_the_version_keeps_the_cause_and_not_the_explanation(at):
    town = Town()
    plan = town.plan()
    answer = weak_answer(town.organisation, by=town.editor)
    challenge = actions.challenge_from_answer(plan, answer=answer, by=town.editor, at=at)
    actions.lock_weights(plan, by=town.editor, at=at)
    town.score_all(plan, town.member, 5)
    actions.close_scoring(plan, by=town.editor, at=at)
    plan = actions.choose_priorities(plan, challenges=[challenge], by=town.editor, at=at)
    challenge.refresh_from_db()
    town.indicator(town.action(plan, challenge))

    content = actions.adopt(plan, by=town.approver, at=at).content

    assert content["challenges"][0]["cause"]["code"] == "T-01"
    assert "SECRET" not in str(content)
    assert town.editor.name not in str(content)


@settings(max_examples=12)
@given(
    wanted=st.lists(
        st.tuples(st.sampled_from(["priority", "other", "none"]), st.sampled_from(["", " ", "Because"])),
        min_size=1,
        max_size=5,
    )
)
def test_no_action_without_cause_or_reason_ever_stands_in_an_adopted_version(at, wanted):
    town = Town()
    plan, challenges = town.design()
    by_name = {"priority": challenges[0], "other": challenges[1], "none": None}
    town.indicator(town.action(plan, challenges[0]))
    for name, reason in wanted:
        try:
            action = town.action(plan, by_name[name], reason_without_challenge=reason)
        except Refused:
            continue
        town.indicator(action)

    content = actions.adopt(plan, by=town.approver, at=at).content

    priorities = {c["id"] for c in content["challenges"] if c["is_priority"]}
    for action in content["actions"]:
        assert action["challenge"] in priorities or action["reason_without_challenge"].strip()
        assert action["indicators"]


def test_a_draft_is_published_nowhere():
    town = Town()
    town.designed()

    assert list(published()) == []
    assert Plan.objects.visible_to(town.stranger).count() == 0
    assert Plan.objects.visible_to(town.member).count() == 1


def test_published_plans_stand_by_place_then_newest_first():
    town = Town(territory__name="Zeta")
    first = Town(territory__name="Alfa")
    town.adopted()
    old = first.adopted()
    new = first.plan(starts_on=date(2027, 1, 1))
    Plan.objects.filter(pk=new.pk).update(
        state="implementation", first_adopted_at=old.first_adopted_at, current_version=old.current_version
    )

    assert [p.territory.name for p in published()] == ["Alfa", "Alfa", "Zeta"]
    assert [p.pk for p in published()][:2] == [new.pk, old.pk]
