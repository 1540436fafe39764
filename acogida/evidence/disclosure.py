"""Hiding small numbers so that nothing shown gives them back.

A table is a mapping from coordinates to a count; the coordinate "all" is the total along its dimension,
so `("all", "all", "VEN")` is everybody from Venezuela. Counts from 1 to threshold − 1 are hidden (primary
suppression), then others with them (complementary suppression) until no hidden count can be worked out:

- linearly: no combination of the totals and parts shown leaves one hidden count alone (checked on the
  reduced row echelon form of all the "total = sum of its parts" equations);
- by bounds: knowing that a small count lies in 1 … threshold − 1 and that the others are at least the
  threshold does not leave one value only;
- as a group: the hidden parts of a total that is shown add up to the threshold at least;
- by what is missing: parts that leave a small remainder under a total are treated as if the remainder
  were a hidden part of its own.

Places are a dimension like the others: where `parents` are given, the first coordinate is a place, and its
total stands at the nearest place above it that the table has ("the region is the sum of its towns"). Some
towns of a region are no equation; all but a few people of it are.

Other parts are taken to be all the parts there are: the worst case. Zero may be shown. The method is that of
Hundepool et al., "Statistical Disclosure Control" (2012), ch. 4, without their optimisation of loss.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Key = tuple[str, ...]
ALL = "all"
REMAINDER = "\0remainder"
PRIME = 2**61 - 1  # elimination modulo a prime: exact for these 0, 1, −1 rows, and free of fractions
LARGE = 160  # hidden counts beyond which the breakdown is withheld instead of searched


class Hidden(StrEnum):
    """Why a count is not shown: it is small, or it would give a small one away."""

    SMALL = "small"
    PROTECTS = "protects"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Line:
    """One equation: a total and its parts."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)


def protect(
    cells: Mapping[Key, float], *, threshold: int, parents: Mapping[str, str] | None = None
) -> dict[Key, Hidden]:
    """Which counts to hide and why; what is not in the answer may be shown.

    `cells` are counts of people of one table, none negative. With `parents` the first coordinate of each
    key is a place, and `parents` says what holds it. WITHHELD cells are left out of what is published
    altogether: a table with very many small counts keeps its totals only.
    """
    values = dict(cells)
    lines = _lines(values, threshold=threshold, parents=parents)
    hidden = {key: Hidden.SMALL for key, value in values.items() if 0 < value < threshold}
    while exposed := _exposed(values, lines, hidden, threshold=threshold):
        choice = _next_to_hide(exposed, values, lines, hidden)
        if choice is None or len(hidden) > LARGE:
            return _only_totals(cells, threshold=threshold, parents=parents)
        hidden[choice] = Hidden.PROTECTS
    return {key: why for key, why in hidden.items() if key in cells}


def _only_totals(
    cells: Mapping[Key, float], *, threshold: int, parents: Mapping[str, str] | None
) -> dict[Key, Hidden]:
    """Keep the grand total, unless it is small itself, and withhold every breakdown.

    Of several places each keeps its own grand total where these can be protected among themselves;
    otherwise only places that no other of the table holds do.
    """
    kept: dict[Key, Hidden] = {}
    places = 0 if parents is None else 1
    totals = {key: value for key, value in cells.items() if all(c == ALL for c in key[places:])}
    if parents is not None and len(totals) < len(cells):
        kept = protect(totals, threshold=threshold, parents=parents)
    else:
        roots = {key for key in totals if parents is None or _above(key, parents, totals) is None}
        kept = {key: Hidden.SMALL for key in roots if 0 < cells[key] < threshold}
        totals = {key: value for key, value in totals.items() if key in roots}
    return {**dict.fromkeys(cells.keys() - totals.keys(), Hidden.WITHHELD), **kept}


def _lines(values: dict[Key, float], *, threshold: int, parents: Mapping[str, str] | None) -> list[Line]:
    """The equations of a table; adds to `values` the small remainders that totals would give away."""
    parts: dict[tuple[Key, int], list[Key]] = {}
    for key in values:
        for dimension, coordinate in enumerate(key):
            if dimension == 0 and parents is not None:
                total = _above(key, parents, values)
            else:
                total = _up(key, dimension) if coordinate != ALL else None
            if total is not None:
                parts.setdefault((total, dimension), []).append(key)
    lines = []
    for (total, dimension), found in sorted(parts.items()):
        if total not in values:
            continue
        remainder = values[total] - sum(values[p] for p in found)
        if parents is not None and dimension == 0 and not 0 <= remainder < threshold:
            continue  # these are not all the places there are, so they are no equation
        if 0 < remainder < threshold:
            missing = (
                *total[:dimension],
                f"{REMAINDER}{dimension}{total[dimension]}",
                *total[dimension + 1 :],
            )
            values[missing] = remainder
            found = [*found, missing]
        lines.append(Line(total, tuple(found)))
    return lines


def _above(key: Key, parents: Mapping[str, str], cells: Mapping[Key, float]) -> Key | None:
    """The same cell of the nearest place above that the table has."""
    place: str | None = key[0]
    while place := parents.get(place or ""):
        if (place, *key[1:]) in cells:
            return (place, *key[1:])
    return None


def _up(key: Key, dimension: int) -> Key:
    return (*key[:dimension], ALL, *key[dimension + 1 :])


def _exposed(
    values: Mapping[Key, float], lines: Iterable[Line], hidden: Mapping[Key, Hidden], *, threshold: int
) -> list[Key]:
    """Hidden cells that what is shown gives away; cheap checks first."""
    for line in lines:
        unknown = [key for key in line.cells if key in hidden]
        if len(unknown) == 1:
            return unknown
        # One line's parts as a group: three hidden people are as small as one cell of three.
        if unknown and line.total not in hidden and sum(values[k] for k in unknown) < threshold:
            return unknown
    return _determined_linearly(values, lines, hidden) or _determined_in_combination(
        values, lines, hidden, threshold=threshold
    )


def _determined_linearly(
    values: Mapping[Key, float], lines: Iterable[Line], hidden: Mapping[Key, Hidden]
) -> list[Key]:
    """Unknowns that stand alone in a row of the reduced row echelon form of the equations."""
    return [next(iter(row)) for row in _reduced(lines, hidden) if len(row) == 1]


def _reduced(lines: Iterable[Line], hidden: Mapping[Key, Hidden]) -> list[dict[Key, int]]:
    rows: dict[Key, dict[Key, int]] = {}
    for line in lines:
        row = {key: (-1 if key == line.total else 1) % PRIME for key in line.cells if key in hidden}
        for pivot in [key for key in row if key in rows]:
            _subtract(row, rows[pivot], row.get(pivot, 0))
        if not row:
            continue
        pivot = min(row)
        inverse = pow(row[pivot], -1, PRIME)
        row = {key: factor * inverse % PRIME for key, factor in row.items()}
        for other in rows.values():
            _subtract(other, row, other.get(pivot, 0))
        rows[pivot] = row
    return list(rows.values())


def _subtract(row: dict[Key, int], other: Mapping[Key, int], times: int) -> None:
    if not times:
        return
    for key, factor in other.items():
        left = (row.get(key, 0) - times * factor) % PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _determined_in_combination(
    values: Mapping[Key, float],
    lines: Iterable[Line],
    hidden: Mapping[Key, Hidden],
    *,
    threshold: int,
) -> list[Key]:
    """Unknowns whose lowest and highest possible counts meet, by narrowing each line in turn."""
    low: dict[Key, float] = {}
    high: dict[Key, float] = {}
    for key, why in hidden.items():
        small = why == Hidden.SMALL
        low[key], high[key] = (1, threshold - 1) if small else (threshold, float("inf"))
    for key in values:
        if key not in hidden:
            known = values[key]
            remains = any(REMAINDER in c for c in key)
            low[key], high[key] = (0, threshold - 1) if remains else (known, known)
    narrowed = True
    while narrowed:
        # Every line is narrowed in each round, not only those up to the first that moved.
        narrowed = sum(_narrow(line, low, high) for line in lines) > 0
    return [key for key in hidden if low[key] == high[key]]


def _narrow(line: Line, low: dict[Key, float], high: dict[Key, float]) -> bool:
    """Tighten the bounds that one total and its parts put on each other; whether any moved."""
    lowest, highest = sum(low[p] for p in line.parts), sum(high[p] for p in line.parts)
    changed = False
    bounds = {line.total: (lowest, highest)}
    for part in line.parts:
        others_low = lowest - low[part]
        others_high = sum(high[p] for p in line.parts if p != part)
        bounds[part] = (low[line.total] - others_high, high[line.total] - others_low)
    for key, (least, most) in bounds.items():
        if least > low[key]:
            low[key], changed = least, True
        if most < high[key]:
            high[key], changed = most, True
    return changed


def _next_to_hide(
    exposed: list[Key], values: Mapping[Key, float], lines: Iterable[Line], hidden: Mapping[Key, Hidden]
) -> Key | None:
    """The smallest count shown beside an exposed one; a part rather than a total."""
    choices: list[tuple[bool, float, Key]] = []
    for line in lines:
        if any(key in line.cells for key in exposed):
            choices += [
                (key == line.total, values[key], key)
                for key in line.cells
                if key not in hidden and values[key] > 0 and not any(REMAINDER in c for c in key)
            ]
    return min(choices)[2] if choices else None
