"""How wide each column of a table is, on paper as in Word."""

from collections.abc import Collection, Sequence

# In letters of a table's usual size: what fits on a line, upright and on its side.
LINE, LANDSCAPE_LINE = 94, 150
COLUMNS_FOR_LANDSCAPE = 9
LONGEST_WORD, LONGEST_TEXT, LONGEST_NUMBER = 18, 130, 18


def is_landscape(headers: Sequence[str]) -> bool:
    """Whether a table has more columns than fit on an upright page."""
    return len(headers) >= COLUMNS_FOR_LANDSCAPE


def line_of(headers: Sequence[str]) -> int:
    return LANDSCAPE_LINE if is_landscape(headers) else LINE


def shares(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numeric: Collection[int] = (),
    line: int = LINE,
) -> list[float]:
    """Percentages of a `line` of so many letters: first what each column needs, then what is left by what
    each would like.

    A table that needs little stays narrow, where the eye would lose its row in the white.
    """
    cells = [[row[n] for row in [headers, *rows]] for n in range(len(headers))]
    wishes = [
        _wish(texts, widest=LONGEST_NUMBER if n in numeric else LONGEST_TEXT) for n, texts in enumerate(cells)
    ]
    needs, liked = sum(need for need, _like in wishes), sum(like for _need, like in wishes)
    if liked <= line:
        return [100 * like / line for _need, like in wishes]
    if needs >= line:
        return [100 * need / needs for need, _like in wishes]
    left = (line - needs) / (liked - needs)
    return [100 * (need + (like - need) * left) / line for need, like in wishes]


def _wish(cells: Sequence[str], *, widest: int) -> tuple[int, int]:
    """In letters, what a column needs so that its words stay whole, and what it would like."""
    word = max((len(word) for cell in cells for word in cell.split()), default=1)
    longest = max((len(cell) for cell in cells), default=1)
    need = 3 + min(max(word, 4), LONGEST_WORD)
    return need, max(need, 3 + min(longest, widest))
