"""What could be done about a priority: the Compact's local actions, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from acogida.compact.models import LocalAction, Objective
from acogida.plans.models import Challenge


@dataclass(frozen=True)
class Suggestion:
    """A local action, and the objective of the challenge that it comes from."""

    local_action: LocalAction
    objective: Objective


def suggestions(challenges: Iterable[Challenge], *, taken: Iterable[str] = ()) -> dict[int, list[Suggestion]]:
    """By challenge pk, the local actions of its objectives that the plan has not taken up; one query.

    Challenges come with their objectives prefetched.
    """
    challenges = list(challenges)
    numbers = {objective.pk for challenge in challenges for objective in challenge.objectives.all()}
    known: dict[int, list[LocalAction]] = {}
    for local in LocalAction.objects.filter(objective__in=numbers).order_by("objective", "code"):
        known.setdefault(local.objective_id, []).append(local)
    skipped = set(taken)
    return {
        challenge.pk: [
            Suggestion(local, objective)
            for objective in challenge.objectives.all()
            for local in known.get(objective.pk, [])
            if local.code not in skipped
        ]
        for challenge in challenges
    }
