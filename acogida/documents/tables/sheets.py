"""What was read from a table: its columns and rows, with where each stood in the file."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from acogida.documents.tables.numbers import NumberStyle, parse_number

Cell = (
    str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)


def letters(position: int) -> str:
    """The name a spreadsheet gives a column: 0 is A, 26 is AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True)
class Column:
    """`position` is the place in `Row.cells`; `letter` the column of the file; `hxl` its tag, if it has one.

    `number_style` is None where fewer than half of the values are numbers.
    """

    position: int
    letter: str
    header: str
    hxl: str = ""
    number_style: NumberStyle | None = None

    @property
    def is_numeric(self) -> bool:
        return self.number_style is not None


@dataclass(frozen=True)
class Row:
    """`number` is the row of the file as a spreadsheet counts it, from 1. Empty cells are None."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A table as read: the data rows, and apart from them what stood above and below.

    `totals` are rows that add up others, `notes` the remarks beneath, `title` the lines above the
    headers. `encoding` and `delimiter` are those of a text file, else empty.
    """

    name: str
    columns: list[Column]
    rows: list[Row]
    totals: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    sheet_names: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    @cached_property
    def by_header(self) -> dict[str, Column]:
        return {column.header: column for column in self.columns}

    def text(self, row: Row, column: Column) -> str:
        """A cell as text: whole numbers without a decimal point, dates as ISO 8601."""
        return as_text(row.cells[column.position])

    def number(self, row: Row, column: Column) -> Decimal | None:
        """A cell as a number in its column's style; None where it is empty or no number."""
        return parse_number(row.cells[column.position], column.number_style or NumberStyle())


def as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell).strip()
