"""The content of a version: everything an adopted plan says, as plain data that never changes again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from acogida.plans.models import Action, ActionIndicator, Challenge, Competence, Plan

SCHEMA = 1
# What a version says about itself and not about the plan.
OF_THE_VERSION = {"version", "adopted_at"}


def content_of(plan: Plan, *, actions: Iterable[Action] | None = None) -> dict[str, Any]:
    """What the plan says today, people's names left out: the institution speaks; four queries.
    Two less where its current `actions` are known, with their current indicators prefetched.

    Challenges carry their cause as it was taken up; actions their challenge's pk or a written reason.
    Dates are ISO 8601, money and indicator values decimal strings.
    """
    territory = plan.territory
    return {
        "schema": SCHEMA,
        "plan": plan.pk,
        "title": plan.title,
        "organisation": plan.organisation.name,
        "territory": {
            "code": territory.code,
            "name": territory.name,
            "country": territory.country.code if territory.country else "",
            "is_demonstration": territory.is_demonstration,
        },
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "contexts": plan.contexts,
        "criteria": [
            {"key": criterion.key, "weight": criterion.weight} for criterion in plan.criteria.order_by("pk")
        ],
        "priorities_reason": plan.priorities_reason,
        **({"dissent": plan.dissents} if plan.dissents else {}),
        "challenges": _challenges(plan),
        "actions": [_action(action) for action in (_actions(plan) if actions is None else actions)],
    }


def outline_of(actions: Iterable[Action]) -> dict[str, Any]:
    """As much of the content as tells what is missing: actions, and the challenges they answer to. No query
    where challenges and indicators come with the actions.
    """
    actions = list(actions)
    answered = {action.challenge for action in actions if action.challenge is not None}
    return {
        "challenges": [
            {"id": challenge.pk, "is_priority": challenge.is_priority}
            for challenge in answered
            if challenge.withdrawn_at is None
        ],
        "actions": [_action(action) for action in actions],
    }


def _challenges(plan: Plan) -> list[dict[str, Any]]:
    """One row of the database for each challenge and objective of it."""
    found: dict[int, dict[str, Any]] = {}
    for challenge in plan.challenges.current().annotate(touched=F("objectives")).order_by("pk", "touched"):
        entry = found.setdefault(challenge.pk, _challenge(challenge))
        if challenge.touched is not None:
            entry["objectives"].append(challenge.touched)
    return list(found.values())


def _actions(plan: Plan) -> QuerySet[Action]:
    found: QuerySet[Action] = (
        plan.actions.current()
        .prefetch_related(Prefetch("indicators", ActionIndicator.objects.current()))
        .order_by("starts_on", "pk")
    )
    return found


def _challenge(challenge: Challenge) -> dict[str, Any]:
    return {
        "id": challenge.pk,
        "title": challenge.title,
        "description": challenge.description,
        "horizon": challenge.horizon,
        "objectives": [],
        "cause": challenge.cause,
        "reason": challenge.reason,
        "rank": challenge.rank,
        "mean": challenge.mean,
        "spread": challenge.spread,
        "low": challenge.low,
        "high": challenge.high,
        "scorers": challenge.scorers,
        "is_priority": challenge.is_priority,
        **({"context": challenge.context} if challenge.context else {}),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.pk,
        "challenge": action.challenge_id,
        "reason_without_challenge": action.reason_without_challenge,
        "title": action.title,
        "description": action.description,
        "objective": action.objective_id,
        "local_action": action.local_action_id,
        "responsible_unit": action.responsible_unit,
        "partners": action.partners,
        "starts_on": action.starts_on.isoformat(),
        "ends_on": action.ends_on.isoformat(),
        "budget": None if action.budget is None else str(action.budget),
        "currency": action.currency,
        "budget_source": action.budget_source,
        "indicators": [_indicator(i) for i in sorted(action.indicators.all(), key=lambda i: i.pk)],
        **_more(action),
    }


def _more(action: Action) -> dict[str, Any]:
    """What an action may say besides. Written only where it says something, so that versions adopted
    before there was such a thing still read the same.
    """
    found: dict[str, Any] = {
        "lines": action.lines,
        "needs": action.needs,
        "reach": action.reach,
        "risks": action.risks,
        "competence": "" if action.competence == Competence.OWN else action.competence,
        "ally": action.ally,
        "inspired_by": action.practice_number,
    }
    return {name: value for name, value in found.items() if value}


def practices_named(contents: Iterable[Mapping[str, Any]]) -> dict[int, set[int]]:
    """The numbers of the practices that versions say each action follows, by the action's pk."""
    found: dict[int, set[int]] = {}
    for content in contents:
        for action in content["actions"]:
            if action.get("inspired_by"):
                found.setdefault(action["id"], set()).add(action["inspired_by"])
    return found


def _indicator(indicator: ActionIndicator) -> dict[str, Any]:
    apart = {"disaggregation": indicator.disaggregation} if indicator.disaggregation else {}
    return {
        "id": indicator.pk,
        "title": indicator.title,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "baseline": str(indicator.baseline),
        "baseline_on": indicator.baseline_on.isoformat(),
        "target": str(indicator.target),
        "target_on": indicator.target_on.isoformat(),
        "every_months": indicator.every_months,
        **apart,
        **({"topics": indicator.topics} if indicator.topics else {}),
    }


def same_words(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two contents say the same about the plan."""
    return {k: v for k, v in one.items() if k not in OF_THE_VERSION} == {
        k: v for k, v in other.items() if k not in OF_THE_VERSION
    }
