"""What could be done about a priority: the Compact's local actions, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from acogida.compact.models import LocalAction, Objective
from acogida.plans.models import Action, Challenge, Condition, Progress
from acogida.practices.queries import Fit, fitting

MOST_PRACTICES = 6


@dataclass(frozen=True)
class Suggestion:
    """A local action, and the objective of the challenge that it comes from."""

    local_action: LocalAction
    objective: Objective


def suggestions(
    challenges: Iterable[Challenge], *, taken: Iterable[str] | QuerySet[Any] = ()
) -> dict[int, list[Suggestion]]:
    """By challenge pk, the local actions of its objectives that the plan has not taken up; one query.

    Challenges come with their objectives prefetched; `taken` are codes, or a query for them.
    """
    challenges = list(challenges)
    numbers = {objective.pk for challenge in challenges for objective in challenge.objectives.all()}
    known: dict[int, list[LocalAction]] = {}
    left = LocalAction.objects.filter(objective__in=numbers).exclude(code__in=taken)
    for local in left.order_by("objective", "code"):
        known.setdefault(local.objective_id, []).append(local)
    return {
        challenge.pk: [
            Suggestion(local, objective)
            for objective in challenge.objectives.all()
            for local in known.get(objective.pk, [])
            if not is_dismissed(challenge, "local", local.code)
        ]
        for challenge in challenges
    }


def is_dismissed(challenge: Challenge, kind: str, key: object) -> bool:
    """Whether somebody said that this suggestion does not fit, and why."""
    return any(found["kind"] == kind and found["key"] == str(key) for found in challenge.dismissed)


def practices_for(challenge: Challenge) -> list[Fit]:
    """Public practices that fit the priority and its place, the best first: three queries or four."""
    labels = {objective.pk: objective for objective in challenge.objectives.all()}
    if not labels:
        return []
    plan = challenge.plan
    found = fitting(
        plan.territory, objectives=labels, contexts=plan.contexts, limit=MOST_PRACTICES, labels=labels
    )
    return [fit for fit in found if not is_dismissed(challenge, "practice", fit.practice.pk)]


def begun_earlier(challenge: Challenge) -> list[Action]:
    """Actions of the plan before this one that answered to the same challenge and were not finished; one
    query.
    """
    if challenge.earlier_id is None:
        return []
    done = Progress.objects.filter(action=OuterRef("pk"), condition=Condition.DONE)
    found = Action.objects.filter(~Exists(done), challenge=challenge.earlier_id)
    return [
        action
        for action in found.order_by("starts_on", "pk")
        if not is_dismissed(challenge, "earlier", action.pk)
    ]
