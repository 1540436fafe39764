"""Writing tables that are safe to open: text is never a formula, numbers stay numbers."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from acogida.documents.fonts import clean

# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
SAMPLE_ROWS = 200
FORBIDDEN_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True)
class OutSheet:
    """A sheet to write. `widths` are characters by column; left out, they follow the first rows."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = field(default_factory=tuple)


def harmless(value: object) -> object:
    """The value, with an apostrophe before a text that a spreadsheet would take for a formula."""
    if isinstance(value, int | float | Decimal | datetime.date | datetime.time) or value is None:
        return value
    text = str(value)
    begins = text.lstrip(" \n\u00a0\ufeff")
    return f"'{text}" if begins.startswith(FORMULA) or text.startswith(FORMULA) else text


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV in UTF-8 with its mark, so that every spreadsheet reads the accents."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([harmless(header) for header in headers])
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return made.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: object) -> object:
    if isinstance(cell, datetime.datetime | datetime.date | datetime.time):
        return cell.isoformat()
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell.replace("\x00", ""))
    return harmless(cell)


def write_xlsx(sheets: Iterable[OutSheet]) -> bytes:
    """A workbook, written row by row. The header row stays in view; dates are dates.

    Texts are written as texts and never as formulas or links; those that would become a formula when
    edited or saved as CSV carry an apostrophe too.
    """
    import xlsxwriter  # noqa: PLC0415 -- only downloads need it

    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
            "nan_inf_to_errors": True,
        },
    )
    formats = {
        "header": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        "time": book.add_format({"num_format": "hh:mm", "align": "left"}),
    }
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_name(sheet.name, names)), sheet, formats)
    book.close()
    return made.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a workbook accepts: 31 characters, no brackets, each once."""
    base = clean(wanted).replace("\n", " ").translate(FORBIDDEN_IN_NAMES).strip()[:31] or "1"
    name, copy = base, 2
    while name.casefold() in taken or name.casefold() == "history":
        name, copy = f"{base[: 28 - len(str(copy))]} ({copy})", copy + 1
    taken.add(name.casefold())
    return name


def _write_sheet(page: Any, sheet: OutSheet, formats: dict[str, Any]) -> None:
    rows = iter(sheet.rows)
    first = [row for _number, row in zip(range(SAMPLE_ROWS), rows, strict=False)]
    for column, header in enumerate(sheet.headers):
        given = sheet.widths[column] if column < len(sheet.widths) else 0
        longest = max((len(_shown(row[column])) for row in first if column < len(row)), default=0)
        page.set_column(column, column, given or max(8, min(max(len(str(header)), longest) + 2, WIDEST)))
    page.freeze_panes(1, 0)
    for column, header in enumerate(sheet.headers):
        page.write_string(0, column, str(harmless(clean(str(header)))), formats["header"])
    number = 1
    for row in first:
        _write_row(page, number, row, formats)
        number += 1
    for row in rows:
        _write_row(page, number, row, formats)
        number += 1


def _shown(cell: object) -> str:
    return max(str("" if cell is None else cell).split("\n"), key=len)


def _write_row(page: Any, number: int, row: Sequence[object], formats: dict[str, Any]) -> None:
    for column, cell in enumerate(row):
        match cell:
            case None:
                continue
            case bool():
                page.write_boolean(number, column, cell)
            case int() | float() | Decimal():
                page.write_number(number, column, cell)
            case datetime.datetime():
                page.write_datetime(number, column, cell, formats["moment"])
            case datetime.date():
                page.write_datetime(number, column, cell, formats["date"])
            case datetime.time():
                page.write_datetime(number, column, cell, formats["time"])
            case _:
                page.write_string(number, column, str(harmless(clean(str(cell))))[:32_767])
