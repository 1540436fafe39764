"""Challenges: taken up from a weak answer or a figure with one click, or written by hand with a cause."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.assessments.models import Answer
from acogida.compact.models import Objective
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.evidence.models import Figure
from acogida.plans.actions.ground import locked, require_fresh, require_text, require_writer, written
from acogida.plans.models import Challenge, Horizon, Plan, Score
from acogida.plans.queries.causes import (
    WEAK,
    cause_of_answer,
    cause_of_figure,
    cause_of_tally,
    title_from_answer,
)
from acogida.plans.queries.counted import asked_most
from acogida.plans.states import State

TITLE_LENGTH = 200


@transaction.atomic
def challenge_from_answer(
    plan: Plan, *, answer: Answer, title: str = "", horizon: str = Horizon.MEDIUM, by: User, at: datetime
) -> Challenge:
    """Take up a weak answer of one's own assessment: cause and objectives come with it."""
    plan = open_plan(plan, by)
    answer = Answer.objects.select_related("question", "assessment__territory").get(pk=answer.pk)
    if answer.assessment.organisation_id != plan.organisation_id:
        raise Refused(_("This answer belongs to another organisation's self-assessment."))
    if answer.value not in WEAK:
        raise Refused(
            _("This answer shows no weakness. A challenge starts from a no, a partly or a do not know.")
        )
    if plan.challenges.current().filter(answer=answer).exists():
        raise Refused(_("This answer is already a challenge of the plan."))
    with override(by.language):
        proposed = title.strip() or title_from_answer(answer)
    return added(
        plan,
        values={
            "title": short(proposed),
            "horizon": horizon,
            "answer": answer,
            "cause": cause_of_answer(answer),
        },
        objectives=answer.question.objectives.all(),
        by=by,
        at=at,
    )


@transaction.atomic
def challenge_from_figure(
    plan: Plan, *, figure: Figure, title: str = "", horizon: str = Horizon.MEDIUM, by: User, at: datetime
) -> Challenge:
    """Take up a cited figure: its sentence, source and objectives come with it."""
    plan = open_plan(plan, by)
    figure = Figure.objects.select_related("indicator", "dataset", "territory").get(pk=figure.pk)
    if not Figure.objects.visible_to(by).filter(pk=figure.pk).exists():
        raise Refused(_("This figure belongs to another organisation."))
    again = plan.challenges.current().filter(
        figure__indicator=figure.indicator,
        figure__territory=figure.territory,
        figure__period=figure.period,
        figure__dimensions=figure.dimensions,
    )
    if again.exists():
        raise Refused(_("This figure is already a challenge of the plan."))
    return added(
        plan,
        values={
            "title": short(title.strip() or in_language(figure.sentence, by.language)),
            "horizon": horizon,
            "figure": figure,
            "cause": cause_of_figure(figure),
        },
        objectives=figure.indicator.objectives.all(),
        by=by,
        at=at,
    )


@transaction.atomic
def challenge_from_tally(
    plan: Plan, *, topic: str, title: str = "", horizon: str = Horizon.MEDIUM, by: User, at: datetime
) -> Challenge:
    """Take up what people ask for at one's own counters: the count of twelve months and the topic's
    objectives come with it.
    """
    plan = open_plan(plan, by)
    rows = asked_most(plan.organisation, day_of(at))
    counted = next((found for found in rows if found.topic.key == topic), None)
    if counted is None:
        raise Refused(_("The tally tells nothing of this topic: too few were counted in twelve months."))
    if plan.challenges.current().filter(topic=topic).exists():
        raise Refused(_("This topic of the tally is already a challenge of the plan."))
    with override(by.language):
        proposed = title.strip() or _("Many people come for: %(topic)s") % {"topic": counted.topic.label}
    return added(
        plan,
        values={
            "title": short(proposed),
            "horizon": horizon,
            "topic": topic,
            "cause": cause_of_tally(plan.organisation, counted),
        },
        objectives=Objective.objects.filter(number__in=counted.topic.objectives),
        by=by,
        at=at,
    )


@transaction.atomic
def challenge_by_hand(
    plan: Plan,
    *,
    title: str,
    reason: str,
    horizon: str = Horizon.MEDIUM,
    objectives: Iterable[Objective] = (),
    description: str = "",
    by: User,
    at: datetime,
) -> Challenge:
    """Write a challenge whose cause no answer or figure holds: how it is known must be said."""
    plan = open_plan(plan, by)
    reason = require_text(
        reason,
        _(
            "Write how you know: a meeting, a report, a complaint, with its date. "
            "No challenge without a cause."
        ),
    )
    return added(
        plan,
        values={
            "title": short(require_text(title, _("Say in one sentence what should be mended."))),
            "description": description.strip(),
            "horizon": horizon,
            "reason": reason,
            "cause": {"kind": "reason"},
        },
        objectives=objectives,
        by=by,
        at=at,
    )


@transaction.atomic
def edit_challenge(
    challenge: Challenge,
    *,
    title: str,
    description: str = "",
    horizon: str,
    reason: str = "",
    objectives: Iterable[Objective],
    revision: int,
    by: User,
    at: datetime,
) -> Challenge:
    """Change a challenge's words. Its cause of an answer or figure stays; a written one may be bettered."""
    plan = locked(challenge.plan)
    require_writer(plan, by)
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    _require_unscored(plan, challenge)
    require_fresh(challenge, revision)
    reason = reason.strip()
    if not reason and challenge.cause.get("kind") == "reason":
        raise Refused(
            _(
                "Write how you know: a meeting, a report, a complaint, with its date. "
                "No challenge without a cause."
            )
        )
    written(
        challenge,
        title=short(require_text(title, _("Say in one sentence what should be mended."))),
        description=description.strip(),
        horizon=_known(horizon),
        reason=reason,
    )
    challenge.objectives.set(objectives)
    audit.record("plans.challenge_edited", challenge, by=by, at=at, detail={"plan": plan.pk})
    return challenge


@transaction.atomic
def remove_challenge(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Take a challenge out of the plan. One that was adopted is withdrawn and kept for its history."""
    plan = locked(challenge.plan)
    require_writer(plan, by)
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    _require_unscored(plan, challenge)
    if challenge.actions.filter(withdrawn_at__isnull=True).exists():
        raise Refused(_("Actions answer to this challenge. Remove or move them first."))
    audit.record(
        "plans.challenge_removed", challenge, by=by, at=at, detail={"plan": plan.pk, "title": challenge.title}
    )
    if plan.first_adopted_at or challenge.actions.exists():
        challenge.withdrawn_at = at
        challenge.save(update_fields=["withdrawn_at"])
    else:
        challenge.delete()


def open_plan(plan: Plan, by: User) -> Plan:
    """The plan, locked, where a challenge may be added: until the scoring closes, and in amendments."""
    plan = locked(plan)
    require_writer(plan, by)
    if plan.state in {State.EVALUATION, State.CLOSED}:
        raise Refused(_("This plan is closed: what it says no longer changes."))
    if plan.scoring_closed_at and not plan.first_adopted_at:
        raise Refused(
            _(
                "The scoring is closed, so another challenge could not be compared. Adopt this plan, then "
                "amend it; or write an action with its own reason."
            )
        )
    return plan


def _require_unscored(plan: Plan, challenge: Challenge) -> None:
    if plan.state in {State.EVALUATION, State.CLOSED}:
        raise Refused(_("This plan is closed: what it says no longer changes."))
    if plan.state == State.PRIORITISATION and Score.objects.filter(challenge=challenge).exists():
        raise Refused(
            _(
                "Colleagues have scored this challenge as it reads. "
                "It can be changed once the priorities are chosen."
            )
        )


def added(
    plan: Plan, *, values: dict[str, Any], objectives: Iterable[Objective], by: User, at: datetime
) -> Challenge:
    values["horizon"] = _known(values["horizon"])
    challenge = Challenge.objects.create(
        plan=plan,
        # In an amendment there is no scoring: adopting it again is what makes it a priority.
        is_priority=plan.first_adopted_at is not None,
        created_by=by,
        created_at=at,
        **values,
    )
    challenge.objectives.set(objectives)
    audit.record(
        "plans.challenge_added",
        challenge,
        by=by,
        at=at,
        detail={"plan": plan.pk, "cause": values["cause"]["kind"]},
    )
    return challenge


def _known(horizon: str) -> str:
    if horizon not in Horizon.values:
        raise Refused(_("Choose short, medium or long term."))
    return horizon


def short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
