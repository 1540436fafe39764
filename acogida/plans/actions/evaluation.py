"""Evaluating a plan: findings by the DAC criteria, lessons, recommendations and what is answered to them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed
from acogida.plans import rules
from acogida.plans.actions.ground import locked, require_text, require_writer
from acogida.plans.models import (
    Action,
    Dac,
    Evaluation,
    EvaluationKind,
    Finding,
    FollowUp,
    Lesson,
    Plan,
    Recommendation,
    Response,
)
from acogida.plans.queries.evaluation import evaluation_content, judged
from acogida.plans.states import State

ANSWERABLE = {Response.ACCEPTED, Response.PARTLY}


@transaction.atomic
def open_evaluation(
    plan: Plan, *, kind: str, evaluator: str, method: str, by: User, at: datetime
) -> Evaluation:
    """Begin a mid-term or the final evaluation. The final one ends the writing of the plan."""
    plan = locked(plan)
    require_writer(plan, by)
    if plan.state != State.IMPLEMENTATION:
        raise Refused(_("A plan is evaluated while it is carried out, once it is adopted."))
    if kind not in EvaluationKind.values:
        raise Refused(_("Say whether it is a mid-term or the final evaluation."))
    if plan.evaluations.filter(published_at__isnull=True).exists():
        raise Refused(_("An evaluation of this plan is already under way. Publish it first."))
    evaluation = Evaluation.objects.create(
        plan=plan,
        kind=kind,
        evaluator=require_text(evaluator, _("Say who evaluates: a person's role, a unit, a university…")),
        method=require_text(method, _("Say how you evaluate: interviews, figures, visits…")),
        opened_by=by,
        opened_at=at,
    )
    if kind == EvaluationKind.FINAL:
        plan.state = State.EVALUATION
        plan.save(update_fields=["state"])
    audit.record("plans.evaluation_opened", evaluation, by=by, at=at, detail={"kind": kind})
    return evaluation


@transaction.atomic
def add_finding(
    evaluation: Evaluation,
    *,
    criterion: str,
    text: str,
    evidence: str,
    link: str = "",
    action: Action | None = None,
    by: User,
    at: datetime,
) -> Finding:
    """Write what was found on a criterion and what shows it."""
    evaluation = _open(evaluation, by)
    if criterion not in Dac.values:
        raise Refused(_("Choose one of the six criteria."))
    _require_own(evaluation, action)
    finding = Finding.objects.create(
        evaluation=evaluation,
        criterion=criterion,
        text=require_text(text, _("Say what was found.")),
        evidence=require_text(evidence, _("Say what shows it: no finding without evidence.")),
        link=link,
        action=action,
    )
    audit.record("plans.finding_added", finding, by=by, at=at, detail={"evaluation": evaluation.pk})
    return finding


@transaction.atomic
def add_lesson(
    evaluation: Evaluation,
    *,
    text: str,
    worked: bool = True,
    action: Action | None = None,
    by: User,
    at: datetime,
) -> Lesson:
    """Write what worked, or what did not, and others should know."""
    evaluation = _open(evaluation, by)
    _require_own(evaluation, action)
    lesson = Lesson.objects.create(
        evaluation=evaluation,
        text=require_text(text, _("Say what others should know.")),
        worked=worked,
        action=action,
    )
    audit.record("plans.lesson_added", lesson, by=by, at=at, detail={"evaluation": evaluation.pk})
    return lesson


@transaction.atomic
def add_recommendation(evaluation: Evaluation, *, text: str, by: User, at: datetime) -> Recommendation:
    """Write what the evaluation advises; the municipality answers it."""
    evaluation = _open(evaluation, by)
    found = Recommendation.objects.create(
        evaluation=evaluation, text=require_text(text, _("Say what should be done."))
    )
    audit.record("plans.recommendation_added", found, by=by, at=at, detail={"evaluation": evaluation.pk})
    return found


@transaction.atomic
def remove_part(part: Finding | Lesson | Recommendation, *, by: User, at: datetime) -> None:
    """Take a finding, lesson or recommendation out of an evaluation that is not published."""
    evaluation = _open(part.evaluation, by)
    audit.record("plans.evaluation_part_removed", part, by=by, at=at, detail={"evaluation": evaluation.pk})
    part.delete()


@transaction.atomic
def publish_evaluation(evaluation: Evaluation, *, by: User, at: datetime) -> Evaluation:
    """Freeze targets against actuals, findings, lessons and recommendations, and show them to everybody."""
    plan = locked(evaluation.plan)
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if not rules.may_adopt(by, plan):
        raise Refused(_("Only an approver of this organisation can publish its evaluation."))
    if evaluation.published_at:
        raise Refused(_("This evaluation is already published: it no longer changes."))
    found = judged(evaluation)
    if not found:
        raise Refused(_("There is no finding yet. Write at least one."))
    if evaluation.kind == EvaluationKind.FINAL and (open_ := [c for c in Dac if c.value not in found]):
        raise Refused(
            _("A final evaluation judges each criterion, or says why not. Still open: %(criteria)s.")
            % {"criteria": ", ".join(str(criterion.label) for criterion in open_)}
        )
    content = evaluation_content(evaluation, on=at.date())
    evaluation.content, evaluation.sha256 = content, hash_of(content)
    evaluation.published_by, evaluation.published_at = by, at
    evaluation.save(update_fields=["content", "sha256", "published_by", "published_at"])
    audit.record("plans.evaluation_published", evaluation, by=by, at=at, detail={"sha256": evaluation.sha256})
    changed("plan", plan.pk)
    return evaluation


@transaction.atomic
def respond(
    recommendation: Recommendation,
    *,
    response: str,
    response_text: str,
    unit: str = "",
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> Recommendation:
    """The municipality's answer: accepted with a unit and a day, or not accepted, and why."""
    recommendation = _locked(recommendation, by)
    if response not in Response.values:
        raise Refused(_("Say whether the recommendation is accepted."))
    response_text = require_text(response_text, _("Say why, or how it will be done."))
    unit = unit.strip()
    if response in ANSWERABLE and (not unit or due_on is None):
        raise Refused(_("An accepted recommendation has a responsible unit and a day."))
    recommendation.response, recommendation.response_text = response, response_text
    recommendation.unit, recommendation.due_on = unit, due_on
    recommendation.save(update_fields=["response", "response_text", "unit", "due_on"])
    audit.record("plans.recommendation_answered", recommendation, by=by, at=at, detail={"response": response})
    return recommendation


@transaction.atomic
def follow_up(
    recommendation: Recommendation, *, state: str, state_text: str = "", by: User, at: datetime
) -> Recommendation:
    """What came of an accepted recommendation."""
    recommendation = _locked(recommendation, by)
    if recommendation.response not in ANSWERABLE:
        raise Refused(_("Only an accepted recommendation is followed up. Answer it first."))
    if state not in FollowUp.values:
        raise Refused(_("Say how it stands."))
    state_text = state_text.strip()
    if state in {FollowUp.DONE, FollowUp.DROPPED}:
        state_text = require_text(state_text, _("Say what was done, or why it was dropped."))
    recommendation.state, recommendation.state_text, recommendation.state_on = state, state_text, at.date()
    recommendation.save(update_fields=["state", "state_text", "state_on"])
    audit.record("plans.recommendation_followed_up", recommendation, by=by, at=at, detail={"state": state})
    return recommendation


def _open(evaluation: Evaluation, by: User) -> Evaluation:
    plan = locked(evaluation.plan)
    require_writer(plan, by)
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if evaluation.published_at:
        raise Refused(_("This evaluation is already published: it no longer changes."))
    return evaluation


def _locked(recommendation: Recommendation, by: User) -> Recommendation:
    plan = locked(recommendation.evaluation.plan)
    require_writer(plan, by)
    found: Recommendation = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    if found.evaluation.published_at is None:
        raise Refused(_("Recommendations are answered once the evaluation is published."))
    return found


def _require_own(evaluation: Evaluation, action: Action | None) -> None:
    if action is not None and action.plan_id != evaluation.plan_id:
        raise Refused(_("This action is no longer part of the plan. Load the page again."))
