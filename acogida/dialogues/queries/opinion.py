"""Groups of opinion among those who answered statements, and what all of them have in common.

Answers become a matrix (1 agrees, −1 disagrees, 0 passes; unanswered takes the statement's mean). Its two
principal components are clustered by k-means; the number of groups is that with the best silhouette. The
seed is fixed: the same answers give the same groups. Method as in Small et al., "Polis" (2021), sized for
30 to 150 organisations. Groups too small to be shown are never formed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FEWEST = 12
SMALLEST_GROUP = 5
MOST_GROUPS = 5
SEED = 2023
CLEAR = 0.25  # below it, Rousseeuw (1987) calls no structure substantial
COMMON = 0.6


@dataclass(frozen=True)
class Opinion:
    """`why_none` is "few" or "unclear" where there are no groups. `sizes` are of the groups, greatest first.

    `agreement` is, by statement, the share of each group that agrees among those who answered, with one
    agreeing and one disagreeing voice added so that small numbers do not shout (Laplace).
    """

    people: int
    why_none: str = ""
    sizes: Sequence[int] = ()
    silhouette: float = 0.0
    agreement: Mapping[int, Sequence[float]] | None = None

    def common(self) -> list[int]:
        """Statements that every group agrees with, the strongest first."""
        found = {o: min(shares) for o, shares in (self.agreement or {}).items() if min(shares) >= COMMON}
        return sorted(found, key=lambda option: (-found[option], option))

    def divisive(self) -> list[int]:
        """The three statements that set the groups most apart."""
        apart = {o: max(shares) - min(shares) for o, shares in (self.agreement or {}).items()}
        return sorted(apart, key=lambda option: (-apart[option], option))[:3]


def opinion_of(ballots: Sequence[Mapping[str, int]], options: Sequence[int]) -> Opinion:
    """The groups of opinion, or an honest word where there are too few or none is clear."""
    if len(ballots) < FEWEST or len(options) < 2:
        return Opinion(len(ballots), "few")
    matrix = _matrix(ballots, options)
    labels, silhouette = _clusters(matrix)
    if labels is None or silhouette < CLEAR:
        return Opinion(len(ballots), "unclear", silhouette=round(float(silhouette), 3))
    order = sorted(set(labels), key=lambda g: (-labels.count(g), labels.index(g)))
    return Opinion(
        len(ballots),
        sizes=[labels.count(group) for group in order],
        silhouette=round(float(silhouette), 3),
        agreement=_agreement(ballots, options, [order.index(label) for label in labels], len(order)),
    )


def _matrix(ballots: Sequence[Mapping[str, int]], options: Sequence[int]) -> Any:
    import numpy as np  # noqa: PLC0415 -- heavy, and only where a consultation of statements closes

    matrix = np.array([[ballot.get(str(option), np.nan) for option in options] for ballot in ballots], float)
    known = ~np.isnan(matrix)
    counts = known.sum(axis=0)
    means = np.where(counts > 0, np.nansum(matrix, axis=0) / np.maximum(counts, 1), 0.0)
    return np.where(known, matrix, means)


def _clusters(matrix: Any) -> tuple[list[int] | None, float]:
    """The labels with the best silhouette among 2 to 5 groups, none of them too small; and it."""
    from sklearn.cluster import KMeans  # noqa: PLC0415 -- a second of import, see _matrix
    from sklearn.decomposition import PCA  # noqa: PLC0415 -- as above
    from sklearn.metrics import silhouette_score  # noqa: PLC0415 -- as above

    if not matrix.std(axis=0).any():
        return None, 0.0
    plane = PCA(n_components=2, random_state=SEED, svd_solver="full").fit_transform(matrix)
    best: tuple[list[int] | None, float] = (None, 0.0)
    places = len({tuple(point) for point in plane.round(9).tolist()})  # more groups than places make no sense
    for groups in range(2, min(MOST_GROUPS, len(plane) // SMALLEST_GROUP, places) + 1):
        labels = KMeans(groups, n_init=10, random_state=SEED).fit_predict(plane).tolist()
        sizes = [labels.count(group) for group in set(labels)]
        if len(sizes) < groups or min(sizes) < SMALLEST_GROUP:
            continue
        score = float(silhouette_score(plane, labels, sample_size=2000, random_state=SEED))
        if score > best[1]:
            best = (labels, score)
    return best


def _agreement(
    ballots: Sequence[Mapping[str, int]], options: Sequence[int], labels: Sequence[int], groups: int
) -> dict[int, list[float]]:
    found = {}
    for option in options:
        shares = []
        for group in range(groups):
            said = [
                ballot[str(option)]
                for ballot, label in zip(ballots, labels, strict=True)
                if label == group and str(option) in ballot
            ]
            shares.append(round((said.count(1) + 1) / (len(said) + 2), 3))
        found[option] = shares
    return found
