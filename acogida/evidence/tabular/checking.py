"""The dry run: each row of a table becomes cells to import, or a reason why not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from acogida.documents.tables import Column, Row, Sheet, is_missing
from acogida.evidence.tabular import words
from acogida.evidence.tabular.columns import by_letter
from acogida.evidence.tabular.headings import Heading, heading
from acogida.evidence.tabular.words import ALL, plain

LARGEST = 2_000_000_000


@dataclass(frozen=True)
class Cell:
    """One figure to import, from one row of the file. `territory` is a territory's code."""

    row: int
    territory: str
    period: str
    sex: str
    age: str
    origin: str
    value: float

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        return (self.territory, self.period, self.sex, self.age, self.origin)


@dataclass(frozen=True)
class Refusal:
    """Why a row is not taken: `reason` is a code that pages put into words, `text` what the file says."""

    row: int
    reason: str
    text: str = ""


@dataclass
class Outcome:
    """What a dry run found. `empty` are rows of the file that hold no figure and are passed over."""

    cells: list[Cell] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)

    def refuse(self, condition: Callable[[Cell], bool], reason: str) -> None:
        """Refuse the cells that meet a condition, for a reason known only outside the file."""
        refused = [cell for cell in self.cells if condition(cell)]
        self.refusals += [Refusal(cell.row, reason) for cell in refused]
        self.refusals.sort(key=lambda refusal: refusal.row)
        self.cells = [cell for cell in self.cells if not condition(cell)]


@dataclass(frozen=True)
class Known:
    """What a row may name: places by plain name and code, countries likewise, the newest year allowed."""

    places: Mapping[str, str]
    fixed_place: str
    countries: Mapping[str, str]
    latest: int


class Not(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """A cell that cannot be read: its reason and its text."""


def check(sheet: Sheet, mapping: Mapping[str, Any], known: Known) -> Outcome:
    """Read every row with the columns chosen. Rows that add up others were set apart by the reader."""
    outcome = Outcome(totals=[row.number for row in sheet.totals])
    sexes = _values(sheet, by_letter(sheet, mapping.get("sex", "")))
    columns = list(_value_columns(sheet, mapping, latest=known.latest))
    for row in sheet.rows:
        for column, head in columns:
            try:
                cell = _cell(sheet, row, column, head, mapping, known, sexes)
            except Not as refusal:
                outcome.refusals.append(Refusal(row.number, *refusal.args))
            else:
                if cell:
                    outcome.cells.append(cell)
                else:
                    outcome.empty.append(row.number)
    _refuse_repeated(outcome)
    _refuse_overlapping_ages(outcome)
    outcome.refusals.sort(key=lambda refusal: refusal.row)
    return outcome


def _values(sheet: Sheet, column: Column | None) -> set[str]:
    return {plain(sheet.text(row, column)) for row in sheet.rows} if column else set()


def _value_columns(
    sheet: Sheet, mapping: Mapping[str, Any], *, latest: int
) -> Iterator[tuple[Column, Heading]]:
    """The columns that hold figures, each with what its head says of them."""
    if letters := mapping.get("years"):
        for letter in letters.split(","):
            if column := by_letter(sheet, letter):
                yield column, heading(column, latest=latest)
    elif column := by_letter(sheet, mapping.get("value", "")):
        yield column, Heading()


def _cell(
    sheet: Sheet,
    row: Row,
    column: Column,
    heading: Heading,
    mapping: Mapping[str, Any],
    known: Known,
    sexes: set[str],
) -> Cell | None:
    value = _count(sheet, row, column)
    if value is None:
        return None

    def text(role: str) -> str:
        found = by_letter(sheet, mapping.get(role, ""))
        return sheet.text(row, found) if found else ""

    said = heading.period or text("period") or mapping.get("period_fixed", "")
    period = words.period(said, latest=known.latest)
    if period is None:
        raise Not("period", said)
    return Cell(
        row=row.number,
        territory=_place(text("place"), mapping, known),
        period=period,
        sex=heading.sex or _group(text("sex"), mapping, "sex", words.sex(text("sex"), others=sexes)),
        age=heading.age or _group(text("age"), mapping, "age", words.age(text("age"))),
        origin=_group(text("origin"), mapping, "origin", words.origin(text("origin"), known.countries)),
        value=value,
    )


def _count(sheet: Sheet, row: Row, column: Column) -> float | None:
    """A whole number of people or things; None where the file says that there is none."""
    raw = row.cells[column.position]
    if is_missing(raw):
        return None
    number = sheet.number(row, column)
    text = sheet.text(row, column)
    if number is None:
        raise Not("number", text)
    if number < 0:
        raise Not("negative", text)
    if number != number.to_integral_value():
        raise Not("fraction", text)
    if number > LARGEST:
        raise Not("large", text)
    return float(number)


def _place(text: str, mapping: Mapping[str, Any], known: Known) -> str:
    if not mapping.get("place"):
        return known.fixed_place
    code = known.places.get(plain(text))
    if code is None:
        raise Not("place", text)
    return code


def _group(text: str, mapping: Mapping[str, Any], role: str, read: str | None) -> str:
    """The group of a row; without a column for it, or with an empty cell, the row is about all."""
    if not mapping.get(role) or not text:
        return ALL
    if read is None:
        raise Not(role, text)
    return read


def _refuse_repeated(outcome: Outcome) -> None:
    """Two rows for one cell: the second is refused, and says which row came first."""
    first: dict[tuple[str, ...], int] = {}
    kept = []
    for cell in outcome.cells:
        if cell.key in first:
            outcome.refusals.append(Refusal(cell.row, "repeated", str(first[cell.key])))
        else:
            first[cell.key] = cell.row
            kept.append(cell)
    outcome.cells = kept


def _refuse_overlapping_ages(outcome: Outcome) -> None:
    """Bands of age that overlap cannot be added up, nor small counts in them be hidden: give one set."""
    refused: set[int] = set()

    def table(cell: Cell) -> tuple[str, ...]:
        return (cell.territory, cell.period, cell.sex, cell.origin)

    for _key, found in groupby(sorted(outcome.cells, key=table), key=table):
        for cell in _overlapping(found):
            if cell.row not in refused:
                refused.add(cell.row)
                outcome.refusals.append(Refusal(cell.row, "overlap", cell.age))
    outcome.cells = [cell for cell in outcome.cells if cell.row not in refused]


def _overlapping(cells: Iterable[Cell]) -> list[Cell]:
    """The cells whose band shares a year of age with one of an earlier row."""
    taken: list[tuple[int, int]] = []
    bad = []
    for cell in sorted(cells, key=lambda c: c.row):
        span = words.ages_in(cell.age)
        if span is None:
            continue
        if any(low <= span[1] and span[0] <= high for low, high in taken):
            bad.append(cell)
        else:
            taken.append(span)
    return bad
