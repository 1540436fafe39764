"""From scores to a ranking: weighted means, and how far people were apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import fmean, pstdev
from typing import Any

from acogida.plans.models import Challenge, Criterion, Plan, Score

# A person's pk, or that of a printed sheet.
Whose = tuple[int | None, int | None]


@dataclass(frozen=True)
class Ranked:
    """One challenge in the ranking.

    `mean` is the mean over people of each person's weighted score (1 to 5); `spread` its standard
    deviation between people (of the population: these are all who scored), `low` and `high` its range;
    `by_criterion` the plain mean on each criterion's key. None where nobody scored on every criterion.
    """

    challenge: Challenge
    rank: int
    mean: float | None
    spread: float | None
    low: float | None
    high: float | None
    scorers: int
    by_criterion: dict[str, float]


def ranking(plan: Plan) -> list[Ranked]:
    """Best first; equal means share a rank and stand in the order they were written.

    A person's score of a challenge counts once it is given on every criterion that has a weight.
    """
    criteria = [c for c in plan.criteria.all() if c.weight]
    challenges = list(plan.challenges.current().order_by("pk"))
    scores = Score.objects.filter(challenge__plan=plan, criterion__in=criteria)
    given: dict[int, dict[Whose, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for score in scores:
        given[score.challenge_id][_whose(score)][score.criterion_id] = score.value
    rows = [_row(challenge, given[challenge.pk], criteria) for challenge in challenges]
    rows.sort(key=lambda row: (row.mean is None, -(row.mean or 0), row.challenge.pk))
    return _numbered(rows)


def _whose(score: Score) -> Whose:
    return (score.scorer_id, score.sheet_id)


def _row(challenge: Challenge, given: dict[Whose, dict[int, int]], criteria: list[Criterion]) -> Ranked:
    whole = [values for values in given.values() if len(values) == len(criteria)]
    total = sum(criterion.weight for criterion in criteria)
    # Rounded where it is made, so that equal scores are equal however the floats fell.
    people = [round(sum(values[c.pk] * c.weight for c in criteria) / total, 6) for values in whole]
    if not people:
        return Ranked(challenge, 0, None, None, None, None, 0, {})
    return Ranked(
        challenge,
        0,
        mean=round(fmean(people), 4),
        spread=round(pstdev(people), 4),
        low=min(people),
        high=max(people),
        scorers=len(people),
        by_criterion={c.key: round(fmean(values[c.pk] for values in whole), 4) for c in criteria},
    )


def _numbered(rows: list[Ranked]) -> list[Ranked]:
    numbered: list[Ranked] = []
    for place, row in enumerate(rows, 1):
        tied = numbered and numbered[-1].mean == row.mean
        numbered.append(replace(row, rank=numbered[-1].rank if tied else place))
    return numbered


def default_priorities(
    challenges: Iterable[Challenge], *, count: int, besides: Iterable[int] = ()
) -> set[int]:
    """The pks of the first `count` of the ranking; among equals those in `besides` go first."""
    preferred = set(besides)
    ordered = sorted(challenges, key=lambda c: (c.rank is None, c.rank or 0, c.pk not in preferred, c.pk))
    return {challenge.pk for challenge in ordered[:count]}


def scores_of(plan: Plan, user: Any) -> dict[tuple[int, int], int]:
    """A person's own scores by (challenge, criterion); nobody else's are ever read here."""
    return {
        (challenge, criterion): value
        for challenge, criterion, value in Score.objects.filter(
            challenge__plan=plan, challenge__withdrawn_at__isnull=True, scorer=user
        ).values_list("challenge", "criterion", "value")
    }


@dataclass(frozen=True)
class Turnout:
    """How the scoring goes, without what anybody said: people who finished, and who began."""

    finished: int
    begun: int
    by_challenge: dict[int, int]


def turnout(plan: Plan) -> Turnout:
    """How many people have scored everything, something, and each challenge on every criterion."""
    criteria = {c.pk for c in plan.criteria.all() if c.weight}
    challenges = set(plan.challenges.current().values_list("pk", flat=True))
    given: dict[Whose, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for scorer, sheet, challenge, criterion in Score.objects.filter(challenge__in=challenges).values_list(
        "scorer", "sheet", "challenge", "criterion"
    ):
        given[scorer, sheet][challenge] += criterion in criteria
    whole = {
        scorer: {c for c, n in by_challenge.items() if n == len(criteria)}
        for scorer, by_challenge in given.items()
    }
    return Turnout(
        finished=sum(1 for done in whole.values() if done == challenges),
        begun=len(given),
        by_challenge={c: sum(1 for done in whole.values() if c in done) for c in challenges},
    )
