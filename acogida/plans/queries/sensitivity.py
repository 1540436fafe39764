"""How far the ranking hangs on the weights: which order changes, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from acogida.plans.models import Challenge, Criterion
from acogida.plans.queries.ranking import Ranked

NEAR = 0.1  # a change of a weight this small (ten points in a hundred) is a matter of taste


@dataclass(frozen=True)
class Change:
    """If `criterion` weighed `then` of the whole instead of `now`, `rises` would overtake `falls`.

    The other criteria keep their proportions among themselves. Shares are from 0 to 1.
    """

    criterion: str
    now: float
    then: float
    rises: Challenge
    falls: Challenge

    @property
    def is_near(self) -> bool:
        return abs(self.then - self.now) <= NEAR


def changes(ranked: Sequence[Ranked], criteria: Sequence[Criterion]) -> list[Change]:
    """The nearest change of each criterion for each two that follow each other; the smallest first.

    A challenge's mean is t·m + (1 − t)·r, where t is the criterion's share, m the mean on it and r the
    weighted mean on the others: two such lines cross once at most.
    """
    used = [c for c in criteria if c.weight]
    whole = [row for row in ranked if row.scorers]
    total = sum(c.weight for c in used)
    found = []
    for criterion in used:
        rest = total - criterion.weight
        if not rest:
            continue
        now = criterion.weight / total
        for above, below in pairwise(whole):
            here, there = _line(above, criterion, used, rest), _line(below, criterion, used, rest)
            gap, lean = here[0] - there[0], (here[1] - here[0]) - (there[1] - there[0])
            if abs(lean) < 1e-9:
                continue
            then = -gap / lean
            if 0 <= then <= 1 and abs(then - now) > 1e-9:
                found.append(Change(criterion.key, now, then, below.challenge, above.challenge))
    return sorted(found, key=lambda change: (abs(change.then - change.now), change.criterion))


def _line(row: Ranked, criterion: Criterion, used: Sequence[Criterion], rest: int) -> tuple[float, float]:
    """The mean where the criterion weighs nothing, and where it is all."""
    others = sum(row.by_criterion[c.key] * c.weight for c in used if c.key != criterion.key) / rest
    return others, row.by_criterion[criterion.key]
