"""Evaluations, what is answered to them, the end of a plan, and the next one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.plans import actions
from acogida.plans.actions import CARRY, DROP, Reported
from acogida.plans.models import Challenge, Dac, Plan
from acogida.plans.queries.evaluation import open_recommendations, results
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 12, 20, tzinfo=UTC)


def opened(town, plan, kind="mid_term"):
    return actions.open_evaluation(
        plan,
        kind=kind,
        evaluator="Planning office",
        method="Interviews and figures",
        by=town.editor,
        at=LATER,
    )


def finding(town, evaluation, criterion="effectiveness", **values):
    values = {"text": "The desk is used.", "evidence": "Register of the desk", **values}
    return actions.add_finding(evaluation, criterion=criterion, by=town.editor, at=LATER, **values)


def published(town, plan, kind="mid_term"):
    evaluation = opened(town, plan, kind)
    for criterion in Dac.values if kind == "final" else ["effectiveness"]:
        finding(town, evaluation, criterion)
    recommended = actions.add_recommendation(evaluation, text="Open on Saturdays", by=town.editor, at=LATER)
    evaluation = actions.publish_evaluation(evaluation, by=town.approver, at=LATER)
    return evaluation, recommended


def accepted(town, recommended):
    return actions.respond(
        recommended,
        response="accepted",
        response_text="From March.",
        unit="Social office",
        due_on=date(2028, 3, 1),
        by=town.editor,
        at=LATER,
    )


def test_targets_are_set_against_actuals():
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    assert results(plan)[0]["share"] is None

    town.report(action, values=[Reported(action.indicators.get(), Decimal(90), "Register")])

    [row] = results(plan)
    assert (row["baseline"], row["target"], row["actual"], row["share"]) == ("40.00", "140.00", "90.00", 0.5)
    assert (row["source"], row["reported_on"]) == ("Register", "2026-03-20")


def test_a_finding_without_evidence_is_refused():
    town = Town()
    evaluation = opened(town, town.adopted())

    with pytest.raises(Refused, match="no finding without evidence"):
        finding(town, evaluation, evidence=" ")
    with pytest.raises(Refused, match="six criteria"):
        finding(town, evaluation, "beauty")

    assert not evaluation.findings.exists()


def test_a_published_evaluation_is_frozen_with_its_hash():
    town = Town()
    plan = town.adopted()

    evaluation, _recommended = published(town, plan)

    assert evaluation.sha256 == hash_of(evaluation.content)
    assert evaluation.content["version_sha256"] == plan.current_version.sha256
    assert "Planning office" in evaluation.content["evaluator"]
    with pytest.raises(Refused, match="no longer changes"):
        finding(town, evaluation)
    with pytest.raises(Refused, match="already published"):
        actions.publish_evaluation(evaluation, by=town.approver, at=LATER)
    assert Plan.objects.get(pk=plan.pk).state == "implementation"


def test_a_final_evaluation_judges_each_criterion():
    town = Town()
    evaluation = opened(town, town.adopted(), "final")
    finding(town, evaluation)

    with pytest.raises(Refused, match="Still open: Relevance, Coherence, Efficiency, Impact, Sustainability"):
        actions.publish_evaluation(evaluation, by=town.approver, at=LATER)


def test_only_an_approver_publishes_and_one_evaluation_follows_another():
    town = Town()
    plan = town.adopted()
    evaluation = opened(town, plan)
    finding(town, evaluation)

    with pytest.raises(Refused, match="Only an approver"):
        actions.publish_evaluation(evaluation, by=town.editor, at=LATER)
    with pytest.raises(Refused, match="already under way"):
        opened(town, plan, "final")


def test_recommendations_are_answered_and_followed_up():
    town = Town()
    evaluation, recommended = published(town, town.adopted())
    with pytest.raises(Refused, match="Answer it first"):
        actions.follow_up(recommended, state="done", state_text="x", by=town.editor, at=LATER)
    with pytest.raises(Refused, match="responsible unit and a day"):
        actions.respond(recommended, response="accepted", response_text="Yes", by=town.editor, at=LATER)
    accepted(town, recommended)
    assert open_recommendations(evaluation.plan) == [recommended]

    with pytest.raises(Refused, match="what was done"):
        actions.follow_up(recommended, state="done", by=town.editor, at=LATER)
    done = actions.follow_up(recommended, state="done", state_text="Open.", by=town.editor, at=LATER)

    assert (done.state, done.state_on) == ("done", LATER.date())
    assert open_recommendations(evaluation.plan) == []


def test_closing_says_what_becomes_of_each_unfinished_action():
    town = Town()
    plan = town.adopted(3)
    first, second, third = plan.actions.order_by("pk")
    town.report(first, condition="done")
    with pytest.raises(Refused, match="after its final evaluation"):
        actions.close(plan, outcomes={}, by=town.approver, at=LATER)
    published(town, plan, "final")

    with pytest.raises(Refused, match="“Action 1” is not finished"):
        actions.close(plan, outcomes={}, by=town.approver, at=LATER)
    with pytest.raises(Refused, match="why “Action 2” is dropped"):
        actions.close(
            plan, outcomes={second.pk: (CARRY, ""), third.pk: (DROP, " ")}, by=town.approver, at=LATER
        )
    closed = actions.close(
        plan, outcomes={second.pk: (CARRY, ""), third.pk: (DROP, "No room")}, by=town.approver, at=LATER
    )

    assert closed.state == "closed"
    assert [(row["action"], row["outcome"], row["reason"]) for row in closed.closing] == [
        (second.pk, "carry", ""),
        (third.pk, "drop", "No room"),
    ]


def next_of(town, plan):
    return actions.begin_next(
        plan,
        title="Second plan",
        starts_on=date(2028, 1, 1),
        ends_on=date(2029, 12, 31),
        by=town.editor,
        at=LATER,
    )


def test_the_next_plan_begins_with_what_this_one_left():
    town = Town()
    plan = town.adopted()
    with pytest.raises(Refused, match="Publish it first"):
        next_of(town, plan)
    _evaluation, recommended = published(town, plan, "final")
    accepted(town, recommended)

    following = next_of(town, plan)

    assert (following.follows, following.contexts, following.state) == (plan, ["transit"], "diagnosis")
    left = list(following.challenges.order_by("pk"))
    assert [(c.title, c.cause["kind"], c.cause.get("why")) for c in left] == [
        ("First", "earlier", "unfinished"),
        ("Second", "earlier", "later"),
        ("Open on Saturdays", "evaluation", None),
    ]
    assert left[0].earlier == Challenge.objects.get(plan=plan, title="First")
    assert [o.number for o in left[0].objectives.all()] == [15]
    with pytest.raises(Refused, match="already begun"):
        next_of(town, plan)


def test_what_was_dropped_stays_behind():
    town = Town()
    plan = town.adopted()
    published(town, plan, "final")
    action = plan.actions.get()
    actions.close(plan, outcomes={action.pk: (DROP, "No room")}, by=town.approver, at=LATER)

    following = next_of(town, plan)

    assert [c.title for c in following.challenges.order_by("pk")] == ["Second"]


def test_reports_may_still_come_while_a_plan_is_evaluated_and_not_after():
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    published(town, plan, "final")

    town.report(action, condition="done")
    actions.close(plan, outcomes={}, by=town.approver, at=LATER)

    with pytest.raises(Refused, match="closed"):
        town.report(action)


def test_people_evaluate_answer_close_and_go_on_in_their_pages(client):
    town = Town()
    plan = town.adopted()
    client.force_login(town.editor)
    home = reverse("plans:evaluations", args=[plan.pk])

    empty = client.post(home, {"kind": "final", "evaluator": "", "method": "x"})
    client.post(home, {"kind": "final", "evaluator": "A university", "method": "Interviews"})
    evaluation = plan.evaluations.get()
    for criterion in Dac.values:
        client.post(
            reverse("plans:part_new", args=[evaluation.pk, "finding"]),
            {"criterion": criterion, "text": "Found", "evidence": "Shown"},
        )
    client.post(
        reverse("plans:part_new", args=[evaluation.pk, "lesson"]), {"text": "Go early", "worked": "no"}
    )
    client.post(reverse("plans:part_new", args=[evaluation.pk, "recommendation"]), {"text": "Open longer"})
    bare = client.post(reverse("plans:part_new", args=[evaluation.pk, "finding"]), {"text": "Kept words"})
    desk = client.get(reverse("plans:evaluation", args=[evaluation.pk])).text
    denied = client.post(reverse("plans:evaluation_publish", args=[evaluation.pk]))
    client.force_login(town.approver)
    client.post(reverse("plans:evaluation_publish", args=[evaluation.pk]))
    recommended = evaluation.recommendations.get()
    client.post(
        reverse("plans:recommendation", args=[recommended.pk]),
        {"response": "partly", "response_text": "Two evenings", "unit": "Desk", "due_on": "2028-03-01"},
    )
    client.post(
        reverse("plans:recommendation", args=[recommended.pk]), {"state": "under_way", "state_text": "One"}
    )
    action = plan.actions.get()
    client.post(
        reverse("plans:close_plan", args=[plan.pk]),
        {f"outcome_{action.pk}": "drop", f"reason_{action.pk}": "No more money"},
    )
    begun = client.post(
        reverse("plans:next", args=[plan.pk]),
        {"title": "Next", "starts_on": "2028-01-01", "ends_on": "2029-12-31"},
    )
    client.logout()
    public = client.get(reverse("plans:public_evaluation", args=[plan.slug, evaluation.pk])).text
    page = client.get(reverse("plans:public", args=[plan.slug])).text

    assert (empty.status_code, bare.status_code, denied.status_code) == (422, 422, 409)
    assert "Kept words" in bare.text
    assert "Go early" in desk
    assert begun.status_code == 302
    for said in ("Two evenings", "Under way", "Go early", "Open longer"):
        assert said in public
    assert "No more money" in page


def test_a_draft_evaluation_is_not_public(client):
    town = Town()
    plan = town.adopted()
    evaluation = opened(town, plan)

    assert client.get(reverse("plans:public_evaluation", args=[plan.slug, evaluation.pk])).status_code == 404
    client.force_login(town.stranger)
    assert client.get(reverse("plans:evaluation", args=[evaluation.pk])).status_code == 404


def test_a_plan_not_adopted_is_not_evaluated():
    town = Town()

    with pytest.raises(Refused, match="once it is adopted"):
        actions.open_evaluation(
            town.designed(), kind="final", evaluator="x", method="y", by=town.editor, at=AT
        )
