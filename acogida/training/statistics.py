"""Change between two measurements of the same people.

Paired t interval and test (Student 1908), Cohen's d_z (mean of the differences over their standard
deviation), normalised gain of the means (Hake 1998), Wilcoxon's signed ranks, and an interval by the
bootstrap of the mean (percentiles of 10,000 resamples, a fixed seed so that a report stays the same).
"""

from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 10_000
SEED = 20_210_818


@dataclass(frozen=True)
class Change:
    """Scores before and after, paired. `gain` and `d_z` are None where they are not defined."""

    n: int
    before: float
    after: float
    mean: float
    sd: float
    interval: tuple[float, float]
    bootstrap: tuple[float, float]
    gain: float | None
    d_z: float | None
    t: float | None
    p_t: float | None
    p_wilcoxon: float | None


def change(before: Sequence[float], after: Sequence[float], *, highest: float = 100.0) -> Change:
    """How the same people changed; both in one order, at least two of them, `highest` the best score.

    Raises ValueError for fewer than two pairs or lists of different length.
    """
    import numpy as np  # noqa: PLC0415 -- heavy, and only results need it
    from scipy import stats  # noqa: PLC0415 -- as above

    if len(before) != len(after) or len(before) < 2:
        raise ValueError("at least two pairs, and as many before as after")
    first, second = np.asarray(before, float), np.asarray(after, float)
    apart = second - first
    n, mean, sd = len(apart), float(apart.mean()), float(apart.std(ddof=1))
    error = sd / n**0.5
    reach = float(stats.t.ppf(0.975, n - 1)) * error
    drawn = np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))
    low, high = np.percentile(apart[drawn].mean(axis=1), [2.5, 97.5])
    room = highest - float(first.mean())
    return Change(
        n=n,
        before=float(first.mean()),
        after=float(second.mean()),
        mean=mean,
        sd=sd,
        interval=(mean - reach, mean + reach),
        bootstrap=(float(low), float(high)),
        gain=mean / room if room > 0 else None,
        d_z=mean / sd if sd > 0 else None,
        t=mean / error if sd > 0 else None,
        p_t=float(2 * stats.t.sf(abs(mean / error), n - 1)) if sd > 0 else None,
        p_wilcoxon=_wilcoxon(apart),
    )


def _wilcoxon(apart: Sequence[float]) -> float | None:
    """Exact where no two differences tie, else the normal approximation with its correction."""
    import numpy as np  # noqa: PLC0415 -- as above
    from scipy import stats  # noqa: PLC0415 -- as above

    moved = np.asarray([d for d in apart if d != 0.0])
    if not len(moved):
        return None
    tied = len(moved) < len(apart) or len(set(np.round(np.abs(moved), 9))) < len(moved)
    found = stats.wilcoxon(moved, correction=tied, method="approx" if tied else "exact")
    return float(found.pvalue)
