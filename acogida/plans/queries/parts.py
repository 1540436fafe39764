"""Values told apart: which cells there are, and which may be shown without pointing at somebody."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from acogida.evidence.disclosure import ALL, protect
from acogida.plans.models import Dimension, IndicatorValue

# What each dimension is told apart into; nationalities are written by hand.
CELLS: dict[str, dict[str, Any]] = {
    Dimension.SEX: {"women": _("Women"), "men": _("Men"), "other": _("Other or not said")},
    Dimension.AGE: {
        "0-5": _("0 to 5 years"),
        "6-17": _("6 to 17 years"),
        "18-29": _("18 to 29 years"),
        "30-59": _("30 to 59 years"),
        "60+": _("60 years and more"),
    },
    Dimension.DISABILITY: {"with": _("With a disability"), "without": _("Without a disability")},
}


def label_of(dimension: str, cell: str) -> str:
    return str(CELLS.get(dimension, {}).get(cell, cell))


def shown(value: Any, parts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int | None]]:
    """The parts as the public may read them: None for what is hidden.

    Counts below the threshold are hidden, and others with them so that no sum gives them back. The value
    itself is public, so that a total is always known.
    """
    found: dict[str, dict[str, int | None]] = {}
    for dimension, cells in parts.items():
        table: dict[tuple[str, ...], float] = {(cell,): float(count) for cell, count in cells.items()}
        table[(ALL,)] = float(value)
        hidden = protect(table, threshold=settings.SMALL_CELL_THRESHOLD)
        found[dimension] = {cell: None if (cell,) in hidden else count for cell, count in cells.items()}
    return found


def last_shown(values: Sequence[IndicatorValue]) -> dict[str, dict[str, int | None]]:
    """Of values oldest first, the last that was told apart, as the public may read it."""
    told = next((value for value in reversed(values) if value.parts), None)
    return shown(told.value, told.parts) if told else {}


def people_shown(people: Mapping[str, int]) -> dict[str, int | None]:
    """Counts by group; small ones hidden. Groups overlap, so nothing adds up to anything."""
    least = settings.SMALL_CELL_THRESHOLD
    return {group: None if 0 < count < least else count for group, count in people.items()}


def rows(parts: Mapping[str, Mapping[str, int | None]]) -> Iterator[tuple[str, str, int | None]]:
    """Dimension, cell and count in words, in the order of the dimensions."""
    for dimension in Dimension.values:
        for cell, count in parts.get(dimension, {}).items():
            yield str(Dimension(dimension).label), label_of(dimension, cell), count
