"""What waits for a person in the plans of their organisations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import APPROVING, EDITING, Membership
from acogida.plans.models import Action, Criterion, Plan, Progress, Score
from acogida.plans.queries.schedule import next_due, with_reports
from acogida.plans.states import State

AHEAD_DAYS = 30
MOST_PLANS = 20


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, on: date) -> list[Due]:
    """Scores to give, plans to adopt, and reports overdue or due within 30 days; dated ones first.

    The same number of queries for any number of plans and actions.
    """
    if not (user and user.is_authenticated):
        return []
    roles = dict(Membership.objects.on(on).filter(user=user).values_list("organisation_id", "role"))
    if not roles:
        return []
    plans = list(
        Plan.objects.filter(
            organisation__in=roles,
            state__in=[State.PRIORITISATION, State.DESIGN, State.IMPLEMENTATION],
        )
        .select_related("current_version")
        .order_by("-starts_on", "-pk")[:MOST_PLANS]
    )
    found = [*_scoring(user, plans)]
    for plan in plans:
        if plan.adoption_asked_at and roles[plan.organisation_id] in APPROVING:
            found.append(
                Due(
                    _("“%(plan)s” waits for you to adopt it.") % {"plan": plan.title},
                    reverse("plans:adopt", args=[plan.pk]),
                )
            )
    found += _reports([p for p in plans if roles[p.organisation_id] in EDITING], on)
    return sorted(found, key=lambda due: (due.due_on is None, due.due_on or on, due.text))


def _scoring(user: Any, plans: list[Plan]) -> list[Due]:
    open_plans = [p for p in plans if p.state == State.PRIORITISATION and not p.scoring_closed_at]
    if not open_plans:
        return []
    criteria: dict[int, int] = {}
    for plan_id in Criterion.objects.filter(plan__in=open_plans, weight__gt=0).values_list("plan", flat=True):
        criteria[plan_id] = criteria.get(plan_id, 0) + 1
    given: dict[int, int] = {}
    mine = Score.objects.filter(
        scorer=user,
        challenge__plan__in=open_plans,
        challenge__withdrawn_at__isnull=True,
        criterion__weight__gt=0,
    )
    for plan_id in mine.values_list("challenge__plan", flat=True):
        given[plan_id] = given.get(plan_id, 0) + 1
    challenges: dict[int, int] = {}
    for plan_id in (
        Plan.objects.filter(pk__in=[p.pk for p in open_plans], challenges__withdrawn_at__isnull=True)
        .order_by()
        .values_list("pk", flat=True)
    ):
        challenges[plan_id] = challenges.get(plan_id, 0) + 1
    return [
        Due(
            _("Score the challenges of “%(plan)s”.") % {"plan": plan.title},
            reverse("plans:score", args=[plan.pk]),
        )
        for plan in open_plans
        if given.get(plan.pk, 0) < criteria.get(plan.pk, 0) * challenges.get(plan.pk, 0)
    ]


def _reports(plans: list[Plan], on: date) -> list[Due]:
    ids: list[int] = []
    by_pk = {}
    for plan in plans:
        if plan.state == State.IMPLEMENTATION and plan.current_version:
            ids += [a["id"] for a in plan.current_version.content["actions"]]
            by_pk[plan.pk] = plan
    if not ids:
        return []
    actions = (
        Action.objects.filter(pk__in=ids, withdrawn_at__isnull=True)
        .prefetch_related(
            with_reports(), Prefetch("progress", Progress.objects.order_by("reported_on", "pk"))
        )
        .order_by("pk")
    )
    found = []
    for action in actions:
        day = next_due(by_pk[action.plan_id], action)
        if day and (day - on).days <= AHEAD_DAYS:
            words = _("Report on “%(action)s”: overdue.") if day < on else _("Report on “%(action)s”.")
            found.append(
                Due(words % {"action": action.title}, reverse("plans:report", args=[action.pk]), day)
            )
    return found
