"""Agreeing on weights, scoring by several people, closing, choosing the priorities."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans import rules
from acogida.plans.actions.ground import locked, require_move, require_text, require_writer
from acogida.plans.actions.tell import tell_priorities_chosen, tell_scoring_open
from acogida.plans.models import Challenge, Criterion, Plan, Score
from acogida.plans.queries.ranking import default_priorities, ranking
from acogida.plans.states import State


@transaction.atomic
def set_weights(plan: Plan, *, weights: Mapping[str, int], by: User, at: datetime) -> Plan:
    """Say how much each criterion counts, by its key; 0 leaves it out. They need not add up to 100."""
    plan = locked(plan)
    require_writer(plan, by)
    _require_unlocked(plan)
    criteria = {criterion.key: criterion for criterion in plan.criteria.all()}
    if set(weights) - set(criteria):
        raise Refused(_("There is no such criterion."))
    for key, weight in weights.items():
        if not 0 <= weight <= 100:
            raise Refused(_("A weight is a whole number from 0 to 100."))
        criteria[key].weight = weight
    if not any(criterion.weight for criterion in criteria.values()):
        raise Refused(_("Give at least one criterion a weight above 0."))
    Criterion.objects.bulk_update(criteria.values(), ["weight"])
    audit.record("plans.weights_set", plan, by=by, at=at, detail={"weights": dict(weights)})
    return plan


@transaction.atomic
def lock_weights(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Fix the weights and open the scoring. From here no weight changes, so nobody steers the result."""
    plan = locked(plan)
    require_writer(plan, by)
    _require_unlocked(plan)
    require_move(plan, State.PRIORITISATION, _("The scoring of this plan is already open or closed."))
    if not plan.challenges.current().exists():
        raise Refused(_("There is nothing to score yet. Add a challenge first."))
    plan.state, plan.weights_locked_at = State.PRIORITISATION, at
    plan.save(update_fields=["state", "weights_locked_at"])
    weights = {criterion.key: criterion.weight for criterion in plan.criteria.all()}
    audit.record("plans.weights_locked", plan, by=by, at=at, detail={"weights": weights})
    tell_scoring_open(plan, by=by, at=at)
    return plan


@transaction.atomic
def score(plan: Plan, *, values: Mapping[tuple[int, int], int | None], by: User, at: datetime) -> int:
    """Keep one person's scores, `{(challenge pk, criterion pk): 1 to 5}`; None takes one back.

    Scores not named stay as they were, so a phone can send one challenge at a time. How many were kept.
    """
    plan = locked(plan)
    if not rules.may_score(by, plan):
        raise Refused(_("Only people who belong to this organisation score its challenges."))
    require_scoring(plan)
    require_cells(plan, values)
    for (challenge, criterion), value in values.items():
        mine = Score.objects.filter(challenge=challenge, criterion=criterion, scorer=by)
        if value is None:
            mine.delete()
        elif not mine.update(value=value, scored_at=at):
            Score.objects.create(
                challenge_id=challenge, criterion_id=criterion, scorer=by, value=value, scored_at=at
            )
    audit.record("plans.scored", plan, by=by, at=at, detail={"scores": len(values)})
    return len(values)


@transaction.atomic
def close_scoring(plan: Plan, *, by: User, at: datetime) -> Plan:
    """End the scoring, rank the challenges by weighted mean and keep how far people were apart."""
    plan = locked(plan)
    require_writer(plan, by)
    require_scoring(plan)
    ranked = ranking(plan)
    unscored = [row.challenge.title for row in ranked if row.scorers == 0]
    if unscored:
        raise Refused(
            _("Nobody has scored “%(challenge)s” on every criterion yet. At least one person must.")
            % {"challenge": unscored[0]}
        )
    for row in ranked:
        challenge = row.challenge
        challenge.rank, challenge.mean, challenge.spread = row.rank, row.mean, row.spread
        challenge.low, challenge.high, challenge.scorers = row.low, row.high, row.scorers
    Challenge.objects.bulk_update(
        [row.challenge for row in ranked], ["rank", "mean", "spread", "low", "high", "scorers"]
    )
    plan.scoring_closed_at = at
    plan.save(update_fields=["scoring_closed_at"])
    audit.record(
        "plans.scoring_closed",
        plan,
        by=by,
        at=at,
        detail={"ranking": [[row.challenge.pk, row.mean] for row in ranked]},
    )
    return plan


@transaction.atomic
def choose_priorities(
    plan: Plan, *, challenges: Iterable[Challenge], reason: str = "", by: User, at: datetime
) -> Plan:
    """Take the first of the ranking as priorities; any other choice says why. Opens the design."""
    plan = locked(plan)
    require_writer(plan, by)
    if plan.state == State.PRIORITISATION and not plan.scoring_closed_at:
        raise Refused(_("Close the scoring first."))
    require_move(plan, State.DESIGN, _("The priorities of this plan are already chosen."))
    current = list(plan.challenges.current())
    chosen = {challenge.pk for challenge in challenges}
    if not chosen:
        raise Refused(_("Choose at least one priority."))
    if chosen - {challenge.pk for challenge in current}:
        raise Refused(_("This challenge is no longer part of the plan. Load the page again."))
    if chosen != default_priorities(current, count=len(chosen), besides=chosen):
        reason = require_text(
            reason,
            _(
                "Your choice is not the first %(count)s of the ranking. "
                "Write why: it is published with the plan."
            )
            % {"count": len(chosen)},
        )
    for challenge in current:
        challenge.is_priority = challenge.pk in chosen
    Challenge.objects.bulk_update(current, ["is_priority"])
    plan.state, plan.priorities_reason = State.DESIGN, reason.strip()
    plan.save(update_fields=["state", "priorities_reason"])
    audit.record("plans.priorities_chosen", plan, by=by, at=at, detail={"challenges": sorted(chosen)})
    tell_priorities_chosen(plan, by=by, at=at)
    return plan


@transaction.atomic
def reconsider_priorities(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Go back from design to choose the priorities again; scores and ranking stay as they are."""
    plan = locked(plan)
    require_writer(plan, by)
    require_move(
        plan, State.PRIORITISATION, _("Priorities are chosen again only while the plan is in design.")
    )
    plan.state, plan.adoption_asked_at = State.PRIORITISATION, None
    plan.save(update_fields=["state", "adoption_asked_at"])
    audit.record("plans.priorities_reconsidered", plan, by=by, at=at)
    return plan


def _require_unlocked(plan: Plan) -> None:
    if plan.weights_locked_at:
        raise Refused(
            _("The weights were locked on %(day)s, before the scoring. They can no longer change.")
            % {"day": plan.weights_locked_at.date().isoformat()}
        )


def require_cells(plan: Plan, values: Mapping[tuple[int, int], int | None]) -> None:
    """Marks from 1 to 5 for challenges and criteria that the plan has."""
    challenges = set(plan.challenges.current().values_list("pk", flat=True))
    criteria = set(plan.criteria.filter(weight__gt=0).values_list("pk", flat=True))
    for (challenge, criterion), value in values.items():
        if challenge not in challenges or criterion not in criteria:
            raise Refused(
                _("This challenge or criterion is no longer part of the plan. Load the page again.")
            )
        if value is not None and not 1 <= value <= 5:
            raise Refused(_("A score is a whole number from 1 to 5."))


def require_scoring(plan: Plan) -> None:
    if plan.state == State.DIAGNOSIS:
        raise Refused(_("Lock the weights first: then the scoring opens."))
    if plan.scoring_closed_at or plan.state != State.PRIORITISATION:
        raise Refused(_("The scoring is closed."))
