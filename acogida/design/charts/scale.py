"""From figures to positions: round ticks that hold zero, and the place of a value between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True)
class Scale:
    """`low` and `high` in units of the figures, drawn from `start` to `end` on the canvas."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(values: Iterable[float], *, about: int = 4, zero: bool = True) -> list[float]:
    """Round numbers that hold all values, about so many; with `zero` they begin or end there."""
    kept = [*values, *([0.0] if zero else [])] or [0.0]
    low, high = min(kept), max(kept)
    if low == high:
        low, high = (low - 1, high + 1) if low and not zero else (min(low, 0), max(high, 1))
    step = _round_step((high - low) / about)
    first = floor(low / step + 1e-9)
    marks = [first * step]
    while marks[-1] < high - step * 1e-9:
        marks.append((first + len(marks)) * step)
    return [round(mark, 10) for mark in marks]


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough - power * 1e-9)
