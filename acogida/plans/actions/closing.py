"""Closing a plan, and beginning the next from what it left unfinished."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.plans import rules
from acogida.plans.actions.ground import locked, require_move, require_text, require_writer
from acogida.plans.actions.plan import create
from acogida.plans.models import Challenge, EvaluationKind, Plan, Recommendation
from acogida.plans.queries.evaluation import Unfinished, left_open, open_recommendations, unfinished
from acogida.plans.states import State

CARRY, DROP = "carry", "drop"


@transaction.atomic
def close(plan: Plan, *, outcomes: Mapping[int, tuple[str, str]], by: User, at: datetime) -> Plan:
    """End a plan after its final evaluation. `outcomes` says of each unfinished action, by its pk, whether
    it goes on in the next plan (`CARRY`) or not (`DROP`), and why.
    """
    plan = locked(plan)
    if not rules.may_adopt(by, plan):
        raise Refused(_("Only an approver of this organisation can close its plan."))
    require_move(plan, State.CLOSED, _("A plan is closed after its final evaluation."))
    if not plan.evaluations.filter(kind=EvaluationKind.FINAL, published_at__isnull=False).exists():
        raise Refused(_("Publish the final evaluation first."))
    plan.closing = [_outcome(found, outcomes) for found in unfinished(plan)]
    plan.state, plan.closed_at = State.CLOSED, at
    plan.save(update_fields=["state", "closing", "closed_at"])
    audit.record("plans.closed", plan, by=by, at=at, detail={"closing": plan.closing})
    changed("plan", plan.pk)
    return plan


def _outcome(found: Unfinished, outcomes: Mapping[int, tuple[str, str]]) -> dict[str, object]:
    outcome, reason = outcomes.get(found.action.pk, ("", ""))
    if outcome not in {CARRY, DROP}:
        raise Refused(
            _("“%(action)s” is not finished. Say whether it goes on in the next plan.")
            % {"action": found.action.title}
        )
    if outcome == DROP:
        reason = require_text(reason, _("Say why “%(action)s” is dropped.") % {"action": found.action.title})
    return {
        "action": found.action.pk,
        "title": found.action.title,
        "outcome": outcome,
        "reason": reason.strip(),
    }


@transaction.atomic
def begin_next(plan: Plan, *, title: str, starts_on: date, ends_on: date, by: User, at: datetime) -> Plan:
    """Begin the next plan with what this one leaves: challenges unfinished or left for later, and accepted
    recommendations not done. Each is a challenge with this plan as its cause.
    """
    plan = locked(plan)
    require_writer(plan, by)
    if not plan.evaluations.filter(kind=EvaluationKind.FINAL, published_at__isnull=False).exists():
        raise Refused(_("The next plan begins from the final evaluation of this one. Publish it first."))
    if plan.followed_by.exists():
        raise Refused(_("The next plan has already begun."))
    following = create(
        plan.organisation,
        territory=plan.territory,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        contexts=plan.contexts,
        by=by,
        at=at,
    )
    following.follows = plan
    following.save(update_fields=["follows"])
    for challenge, why in left_open(plan):
        _carry(following, challenge, why, by=by, at=at)
    for recommendation in open_recommendations(plan):
        _take(following, recommendation, by=by, at=at)
    audit.record("plans.next_begun", following, by=by, at=at, detail={"follows": plan.pk})
    return following


def _carry(plan: Plan, challenge: Challenge, why: str, *, by: User, at: datetime) -> None:
    carried = Challenge.objects.create(
        plan=plan,
        title=challenge.title,
        description=challenge.description,
        horizon=challenge.horizon,
        earlier=challenge,
        cause={
            "kind": "earlier",
            "plan": challenge.plan.title,
            "slug": challenge.plan.slug,
            "challenge": challenge.pk,
            "why": why,
        },
        created_by=by,
        created_at=at,
    )
    carried.objectives.set(challenge.objectives.all())


def _take(plan: Plan, recommendation: Recommendation, *, by: User, at: datetime) -> None:
    text = " ".join(recommendation.text.split())
    Challenge.objects.create(
        plan=plan,
        title=text if len(text) <= 200 else text[:199].rsplit(" ", 1)[0] + "…",
        horizon="medium",
        recommendation=recommendation,
        cause={
            "kind": "evaluation",
            "plan": recommendation.evaluation.plan.title,
            "slug": recommendation.evaluation.plan.slug,
            "evaluation": recommendation.evaluation_id,
            "text": recommendation.text,
        },
        created_by=by,
        created_at=at,
    )
