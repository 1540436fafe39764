"""The design page: priorities with their actions and suggestions; one action's facts and cause."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from acogida.plans.models import Action, ActionIndicator, Plan
from acogida.plans.presenters import particulars, words
from acogida.plans.queries import suggestions
from acogida.plans.queries.budget import reached_by_group, spent_by_line


def written(plan: Plan) -> list[Action]:
    """The current actions by their start, each with the indicators that measure it."""
    return list(
        plan.actions.current()
        .select_related("objective")
        .prefetch_related(Prefetch("indicators", ActionIndicator.objects.current()))
        .order_by("starts_on", "pk")
    )


def priorities(plan: Plan, actions: list[Action]) -> list[dict[str, Any]]:
    """Each priority with its `written` actions, in the order of the ranking."""
    found = list(plan.challenges.current().filter(is_priority=True).prefetch_related("objectives"))
    taken = [action.local_action_id for action in actions if action.local_action_id]
    offered = suggestions(found, taken=taken)
    address = reverse("plans:action_new", args=[plan.pk])
    return [
        {
            "challenge": challenge,
            "cause": words.cause(challenge.cause, challenge.reason),
            "actions": [(a, _when(a)) for a in actions if a.challenge_id == challenge.pk],
            "new": f"{address}?{urlencode({'challenge': challenge.pk})}",
            "suggestions": [
                {
                    "local": s.local_action,
                    "reason": _(
                        "The Compact asks it of local authorities (%(ref)s) under objective %(number)s, "
                        "which this challenge touches."
                    )
                    % {"ref": s.local_action.gcm_ref, "number": s.objective.number},
                    "url": f"{address}?"
                    + urlencode({"challenge": challenge.pk, "local_action": s.local_action.pk}),
                }
                for s in offered[challenge.pk]
            ],
        }
        for challenge in found
    ]


def without_challenge(actions: list[Action]) -> list[tuple[Action, str]]:
    return [(action, _when(action)) for action in actions if action.challenge_id is None]


def _when(action: Action) -> str:
    return words.period(action.starts_on, action.ends_on)


def facts(action: Action) -> list[tuple[str, str]]:
    found = [
        (_("Responsible unit"), action.responsible_unit),
        (_("Responsible person"), str(action.responsible) if action.responsible else ""),
        (_("Partners"), action.partners),
        (_("When"), words.period(action.starts_on, action.ends_on)),
        (_("Budget"), words.money(action.budget, action.currency) if action.budget is not None else ""),
        (_("Source of the money"), action.budget_source),
        (_("Local action of the Compact"), str(action.local_action) if action.local_action else ""),
    ]
    return [(term, value) for term, value in found if value]


def stands_on(action: Action) -> dict[str, Any]:
    """Budget lines, what comes before, risks, people and partners of one action, in words."""
    reports = list(action.progress.all())
    needs = list(Action.objects.filter(pk__in=action.needs).order_by("starts_on", "pk"))
    return {
        "lines": particulars.lines(
            {"currency": action.currency, "lines": action.lines}, spent_by_line(reports)
        ),
        "needs": needs,
        "risks": particulars.risks(action.risks),
        "people": particulars.people(action.reach, dict(reached_by_group(reports))),
        "partners": particulars.partner_rows(action),
        "competence": particulars.competence(action.competence, action.ally),
    }


def cause_of(action: Action) -> str:
    if action.challenge is None:
        return action.reason_without_challenge
    return words.cause(action.challenge.cause, action.challenge.reason)
