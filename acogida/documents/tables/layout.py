"""Where a table begins and ends in a grid of cells: titles, headers of several rows, totals, footnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.documents.tables.numbers import Mark, evidence, is_missing, looks_numeric, style_of
from acogida.documents.tables.sheets import Cell, Column, Row, Sheet, as_text, letters

MAX_HEADER_ROWS = 4
TOTAL = re.compile(r"((sub|gran |grand |sous-)?tota(l|is|les|ux)|suma|soma|somme|sum|ensemble)\b")
NOTE = re.compile(r"(notas?|notes?|fuentes?|fontes?|sources?|elabora\w+|nb)\b|\*|\(?\d{1,2}\)|[¹²³]")
LONG_TEXT = 60


@dataclass(frozen=True)
class Merge:
    """A merged area: rows as the file counts them, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def arranged(
    rows: Sequence[Row],
    *,
    name: str,
    merges: Sequence[Merge] = (),
    otherwise: Mark = ",",
    sheet_names: Sequence[str] = (),
    encoding: str = "",
    delimiter: str = "",
) -> Sheet:
    """The sheet made of non-empty rows. `otherwise` is the decimal mark where nothing tells."""
    if not rows:
        raise Refused(_("The table is empty: there is nothing to read in “%(name)s”.") % {"name": name})
    usual = _usual_width(rows)
    first = _first_header(rows, usual, merges)
    depth = _header_depth(rows[first:], merges)
    heads, body = rows[first : first + depth], list(rows[first + depth :])
    tags: tuple[Cell, ...] = ()
    if body and _is_hxl(body[0]):
        tags = body.pop(0).cells
    body, notes = _without_notes(body, usual)
    totals = [row for row in body if _is_total(row)]
    kept = [row for row in body if not _is_total(row)]
    if not kept:
        raise Refused(_("There are no rows beneath the headers in “%(name)s”.") % {"name": name})
    used = [
        n for n in range(_width([*heads, *kept])) if any(_cell(row, n) is not None for row in [*heads, *kept])
    ]
    headers = _flattened(heads, merges, used)
    votes: Counter[Mark] = Counter()
    for row in kept:
        votes += evidence(row.cells)
    columns = [
        _column(place, position, header, tags, [_cell(row, position) for row in kept], votes, otherwise)
        for place, (position, header) in enumerate(zip(used, headers, strict=True))
    ]
    return Sheet(
        name=name,
        columns=columns,
        rows=[_narrowed(row, used) for row in kept],
        totals=[_narrowed(row, used) for row in totals],
        notes=notes,
        title=[" ".join(as_text(c) for c in row.cells if c is not None) for row in rows[:first]],
        sheet_names=list(sheet_names),
        encoding=encoding,
        delimiter=delimiter,
    )


def _column(
    place: int,
    position: int,
    header: str,
    tags: tuple[Cell, ...],
    values: list[Cell],
    votes: Counter[Mark],
    otherwise: Mark,
) -> Column:
    given = [value for value in values if not is_missing(value)]
    numbers = sum(looks_numeric(value) for value in given)
    style = style_of(given, sheet=votes, otherwise=otherwise) if numbers * 2 > len(given) else None
    tag = as_text(tags[position]).casefold() if position < len(tags) else ""
    return Column(place, letters(position), header, tag, style)


def _cell(row: Row, position: int) -> Cell:
    return row.cells[position] if position < len(row.cells) else None


def _filled(row: Row) -> int:
    return sum(cell is not None for cell in row.cells)


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _narrowed(row: Row, used: list[int]) -> Row:
    return Row(row.number, tuple(_cell(row, n) for n in used))


def _usual_width(rows: Sequence[Row]) -> int:
    """How many cells most rows fill; of several answers the widest."""
    counts = Counter(_filled(row) for row in rows)
    most = max(counts.values())
    return max(width for width, count in counts.items() if count * 2 >= most)


def _first_header(rows: Sequence[Row], usual: int, merges: Sequence[Merge]) -> int:
    """The first row that fills at least half of the usual columns, with the merged row above it."""
    wanted = max(min(usual, 2), (usual + 1) // 2)
    first = next((n for n, row in enumerate(rows) if _filled(row) >= wanted), 0)
    while first and rows[first - 1].number == rows[first].number - 1:
        across = [m for m in merges if m.top == rows[first - 1].number and m.right > m.left]
        if not across or all(m.left == 0 and m.right + 1 >= usual for m in across):
            break
        if all(m.left == 0 for m in across) and _filled(rows[first - 1]) == 1:
            break
        first -= 1
    return first


def _header_depth(rows: Sequence[Row], merges: Sequence[Merge]) -> int:
    """How many rows the headers take: merged areas reach down or lie across, or groups leave gaps."""
    depth = 1
    while depth < min(MAX_HEADER_ROWS, len(rows) - 1):
        above, below = rows[depth - 1], rows[depth]
        reaches = any(
            m.top <= above.number and m.bottom >= below.number for m in merges if m.top >= rows[0].number
        )
        across = any(m.top == above.number and m.bottom == above.number and m.right > m.left for m in merges)
        if not (reaches or ((across or _has_gaps(above, below)) and _all_text(below))):
            break
        depth += 1
    return depth


def _has_gaps(above: Row, below: Row) -> bool:
    """A row of groups in a text file: "2023;;2024;" over "men;women;men;women"."""
    inner = [n for n, cell in enumerate(above.cells) if cell is not None]
    gaps = [n for n in range(len(below.cells)) if _cell(above, n) is None and _cell(below, n) is not None]
    return bool(inner and gaps and max(gaps) > min(inner)) and _filled(below) > _filled(above)


def _all_text(row: Row) -> bool:
    return not any(looks_numeric(cell) and not _is_year(cell) for cell in row.cells if cell is not None)


def _is_year(cell: Cell) -> bool:
    text = as_text(cell)
    return len(text) == 4 and text.isdigit() and 1800 <= int(text) <= 2100


def _flattened(heads: Sequence[Row], merges: Sequence[Merge], used: list[int]) -> list[str]:
    """One name a column: "2023 · Women" from a group over its columns. Names are made unique."""
    levels: list[list[str]] = []
    for depth, row in enumerate(heads):
        texts = {n: as_text(_cell(row, n)) for n in used}
        across = [m for m in merges if m.top == row.number]
        for area in across:
            texts.update({n: texts.get(area.left, "") for n in used if area.left <= n <= area.right})
        if not across and not merges and depth < len(heads) - 1:
            texts = _carried_right(texts)
        levels.append([texts[n] for n in used])
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place, position in enumerate(used):
        parts = dict.fromkeys(" ".join(level[place].split()) for level in levels if level[place])
        name = " · ".join(parts) or _("Column %(letter)s") % {"letter": letters(position)}
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return names


def _carried_right(texts: dict[int, str]) -> dict[int, str]:
    carried, last = {}, ""
    for position, text in texts.items():
        last = text or last
        carried[position] = last
    return carried


def _is_hxl(row: Row) -> bool:
    texts = [as_text(cell) for cell in row.cells if cell is not None]
    return bool(texts) and all(re.fullmatch(r"#\w+(\s*\+\w+)*", text) for text in texts)


def _is_total(row: Row) -> bool:
    texts = [cell for cell in row.cells if cell is not None]
    return (
        bool(texts)
        and isinstance(texts[0], str)
        and TOTAL.match(fold(texts[0]).strip()) is not None
        and any(looks_numeric(cell) for cell in texts[1:])
    )


def _without_notes(rows: list[Row], usual: int) -> tuple[list[Row], list[str]]:
    """The rows without the remarks beneath them, and the remarks in order."""
    notes: list[str] = []
    while rows and usual > 1:
        row = rows[-1]
        texts = [as_text(cell) for cell in row.cells if cell is not None]
        apart = len(rows) > 1 and row.number > rows[-2].number + 1
        remark = bool(NOTE.match(fold(texts[0]).strip())) or len(texts[0]) > LONG_TEXT or apart
        if len(texts) > max(1, (usual - 1) // 2) or not remark or looks_numeric(texts[0]):
            break
        notes.insert(0, " ".join(texts))
        rows = rows[:-1]
    return rows, notes
