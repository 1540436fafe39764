"""Spans of time, half open: united, cut and taken away from each other."""

from collections.abc import Iterable
from datetime import datetime

Span = tuple[datetime, datetime]


def united(spans: Iterable[Span]) -> list[Span]:
    """The same moments as spans that neither overlap nor touch, in order; empty ones are left out."""
    found: list[Span] = []
    for first, last in sorted(span for span in spans if span[1] > span[0]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def within(spans: Iterable[Span], bounds: Iterable[Span]) -> list[Span]:
    """The moments that are in both."""
    limits = united(bounds)
    return united(
        (max(first, start), min(last, end)) for first, last in united(spans) for start, end in limits
    )


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The moments of the first that are not in the second."""
    left = united(spans)
    for start, end in united(taken):
        left = [
            piece
            for first, last in left
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[1] > piece[0]
        ]
    return left


def minutes(spans: Iterable[Span]) -> float:
    return sum((last - first).total_seconds() for first, last in united(spans)) / 60
