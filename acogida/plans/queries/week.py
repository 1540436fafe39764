"""What waits for a person in the plans of their organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from acogida.accounts.models import APPROVING, EDITING
from acogida.accounts.rules import roles_on
from acogida.core.gathered import ShortList, day, told_together
from acogida.plans.models import (
    Action,
    Challenge,
    Criterion,
    FollowUp,
    Partner,
    PartnerState,
    Plan,
    Progress,
    Recommendation,
    Response,
    Score,
)
from acogida.plans.queries.schedule import next_due, with_reports
from acogida.plans.states import State

AHEAD_DAYS = 30
MOST_PLANS = 20
LONGEST = 90  # of a recommendation on somebody's week
AT_WORK = {State.PRIORITISATION, State.DESIGN, State.IMPLEMENTATION}


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def plans_of(organisations: Iterable[int]) -> list[Plan]:
    """The plans of organisations with their current versions, newest first."""
    return list(
        Plan.objects.filter(organisation__in=list(organisations))
        .select_related("current_version")
        .order_by("-starts_on", "-pk")
    )


def due_for(user: Any, on: date, *, plans: list[Plan] | None = None, with_waiting: bool = True) -> list[Due]:
    """Scores to give, plans to adopt, reports overdue or due within 30 days, and what `waiting` tells, if it
    is not asked for with that of other rooms; dated ones first.

    The same number of queries for any number of plans and actions; one less where the person's plans
    (`plans_of`) are known.
    """
    if not (user and user.is_authenticated):
        return []
    roles = roles_on(user, on)
    if not roles:
        return []
    known = plans_of(roles) if plans is None else plans
    plans = [plan for plan in known if plan.organisation_id in roles and plan.state in AT_WORK][:MOST_PLANS]
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
    if with_waiting:
        found += told_together(_waiting([pk for pk, role in roles.items() if role in EDITING], on))
    return sorted(found, key=lambda due: (due.due_on is None, due.due_on or on, due.text))


def waiting(user: Any, on: date) -> list[ShortList[Due]]:
    """Recommendations without an answer or with one that falls due, and what other plans ask for."""
    if not (user and user.is_authenticated):
        return []
    return _waiting([pk for pk, role in roles_on(user, on).items() if role in EDITING], on)


def _waiting(ours: list[int], on: date) -> list[ShortList[Due]]:
    recommended = Recommendation.objects.filter(
        Q(response="")
        | Q(
            response__in=[Response.ACCEPTED, Response.PARTLY],
            state__in=[FollowUp.OPEN, FollowUp.UNDER_WAY],
            due_on__lte=on + timedelta(days=AHEAD_DAYS),
        ),
        evaluation__plan__organisation__in=ours,
        evaluation__published_at__isnull=False,
    ).order_by("due_on", "pk")
    asked = Partner.objects.filter(organisation__in=ours, state=PartnerState.ASKED).order_by("asked_at", "pk")
    return [
        ShortList(recommended.values_list("pk", "text", "response", "due_on")[:MOST_PLANS], _recommendation),
        ShortList(asked.values_list("pk", "action__plan__title", "action__title")[:MOST_PLANS], _partner),
    ]


def _recommendation(pk: int, text: str, response: str, due_on: str | None) -> Due:
    words = (
        _("Say what came of the recommendation “%(text)s”.")
        if response
        else _("Answer the recommendation “%(text)s”.")
    )
    return Due(
        words % {"text": Truncator(text).chars(LONGEST)},
        reverse("plans:recommendation", args=[pk]),
        day(due_on) if response else None,
    )


def _partner(pk: int, plan: str, action: str) -> Due:
    words = _("“%(plan)s” asks you to take part in “%(action)s”.") % {"plan": plan, "action": action}
    return Due(words, reverse("plans:partner", args=[pk]))


def _scoring(user: Any, plans: list[Plan]) -> list[Due]:
    open_plans = [p for p in plans if p.state == State.PRIORITISATION and not p.scoring_closed_at]
    if not open_plans:
        return []
    counted = Plan.objects.filter(pk__in=[plan.pk for plan in open_plans]).annotate(
        criteria_used=_count(Criterion.objects.filter(plan=OuterRef("pk"), weight__gt=0), "plan"),
        given=_count(
            Score.objects.filter(
                challenge__plan=OuterRef("pk"),
                challenge__withdrawn_at__isnull=True,
                criterion__weight__gt=0,
                scorer=user,
            ),
            "challenge__plan",
        ),
        wanted=_count(
            Challenge.objects.filter(plan=OuterRef("pk"), withdrawn_at__isnull=True),
            "plan",
        ),
    )
    waiting = {
        pk
        for pk, criteria, given, challenges in counted.values_list("pk", "criteria_used", "given", "wanted")
        if given < criteria * challenges
    }
    return [
        Due(
            _("Score the challenges of “%(plan)s”.") % {"plan": plan.title},
            reverse("plans:score", args=[plan.pk]),
        )
        for plan in open_plans
        if plan.pk in waiting
    ]


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of the rows belong to each plan, as a part of another query."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


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
        due_on = next_due(by_pk[action.plan_id], action)
        if due_on and (due_on - on).days <= AHEAD_DAYS:
            words = _("Report on “%(action)s”: overdue.") if due_on < on else _("Report on “%(action)s”.")
            found.append(
                Due(words % {"action": action.title}, reverse("plans:report", args=[action.pk]), due_on)
            )
    return found
