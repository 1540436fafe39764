"""Workbooks: XLSX and ODS, looked through before they are opened.

The reader lays a sheet out as a full rectangle, so one cell at XFD1048576 would ask for seventeen
thousand million cells. Where the filled cells lie is therefore read first, from the bytes.
"""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse
from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.documents.tables import bounds
from acogida.documents.tables.layout import Merge, arranged
from acogida.documents.tables.sheets import Cell, Row, Sheet, letters

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_SHARED_TEXTS = 80 * 1024 * 1024
MAX_ODS_CONTENT = 120 * 1024 * 1024
PIECE = 1024 * 1024
# A cell that is not closed at once holds something: <c r="B7" t="s"><v>…
FILLED = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*[^/<>]|\s*)>")
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["'](\d{1,7})["']""")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass
class Extent:
    """The last row and column, from 1, that hold something."""

    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def read(data: bytes, archive: zipfile.ZipFile, *, kind: str, name: str, sheet: str | None) -> Sheet:
    """The table of one sheet of a workbook whose archive has passed its checks."""
    from python_calamine import (  # noqa: PLC0415 -- 10 MB that only imports need
        CalamineError,
        CalamineWorkbook,
    )

    extents = _xlsx_extents(archive) if kind == "xlsx" else _ods_extents(archive)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = _visible(book)
        if sheet is not None and sheet not in book.sheet_names:
            raise Refused(_("The workbook has no sheet called “%(sheet)s”.") % {"sheet": sheet})
        for wanted in [sheet] if sheet is not None else names:
            extent = extents.get(wanted, Extent())
            if not extent.rows:
                continue
            bounds.check(extent.rows, extent.columns, reaches=f"{letters(extent.columns - 1)}{extent.rows}")
            made = book.get_sheet_by_name(wanted)
            rows = _rows(made)
            if rows:
                return arranged(
                    rows,
                    name=wanted,
                    merges=_merges(made, extent) if kind == "xlsx" else (),
                    sheet_names=names,
                )
    except CalamineError as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    raise Refused(_("The table is empty: there is nothing to read in “%(name)s”.") % {"name": sheet or name})


def sheets(data: bytes, archive: zipfile.ZipFile, *, kind: str) -> dict[str, list[Row]]:
    """Every visible sheet by its name, row by row as it stands, of an archive that has passed its checks."""
    from python_calamine import (  # noqa: PLC0415 -- as above
        CalamineError,
        CalamineWorkbook,
    )

    extents = _xlsx_extents(archive) if kind == "xlsx" else _ods_extents(archive)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = {}
        for name in _visible(book):
            extent = extents.get(name, Extent())
            bounds.check(
                extent.rows, extent.columns, reaches=f"{letters(max(extent.columns, 1) - 1)}{extent.rows}"
            )
            found[name] = _rows(book.get_sheet_by_name(name)) if extent.rows else []
    except CalamineError as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    return found


def _visible(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 -- see read

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _rows(sheet: "CalamineSheet") -> list[Row]:
    rows = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_cell(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(Row(number, tuple(cells)))
    return rows


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    kept: Cell = value
    return kept


def _merges(sheet: "CalamineSheet", extent: Extent) -> list[Merge]:
    areas = sheet.merged_cell_ranges or []
    return [
        Merge(top + 1, left, min(bottom + 1, extent.rows), min(right, extent.columns - 1))
        for (top, left), (bottom, right) in areas
    ]


def _xlsx_extents(archive: zipfile.ZipFile) -> dict[str, Extent]:
    """For each sheet by name, how far its filled cells reach."""
    names = {info.filename.casefold(): info for info in archive.infolist()}
    shared = names.get("xl/sharedstrings.xml")
    if shared is not None and shared.file_size > MAX_SHARED_TEXTS:
        raise Refused(_("The file is far larger inside than it looks, so it was not opened."))
    extents = {}
    for sheet, path in _sheet_parts(archive).items():
        info = names.get(path.casefold())
        extents[sheet] = _xlsx_extent(archive, info) if info is not None else Extent()
    return extents


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        book = fromstring(archive.read("xl/workbook.xml"))
        relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError, DefusedXmlException) as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = {}
    for sheet in book.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(f"{REL}id"), "")
        parts[sheet.get("name", "")] = str(
            PurePosixPath(target.lstrip("/")) if target.startswith("/") else PurePosixPath("xl", target)
        )
    return parts


def _xlsx_extent(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Extent:
    """Read the sheet in pieces that end between tags; nothing but places is kept."""
    extent, last_row, unplaced = Extent(), 0, 0
    rest = b""
    with archive.open(info) as part:
        while piece := part.read(PIECE):
            if b"\x00" in piece:
                raise Refused(_("The file is damaged and cannot be opened."))
            piece = rest + piece
            cut = piece.rfind(b"<")
            piece, rest = (piece[:cut], piece[cut:]) if cut > 0 else (b"", piece)
            if len(rest) > PIECE:
                raise Refused(_("The file is damaged and cannot be opened."))
            unplaced += _look_through(piece, extent)
            last_row = max((int(r) for r in ROW.findall(piece)), default=last_row)
    unplaced += _look_through(rest, extent)
    if unplaced:
        # Cells that leave out where they stand follow their row, one after another.
        extent.reach(max(extent.rows, last_row, 1), max(extent.columns, 1))
    return extent


def _look_through(piece: bytes, extent: Extent) -> int:
    """Widen the extent by the filled cells of a piece; answer how many did not say where they stand."""
    unplaced = 0
    rows, columns, known = extent.rows, extent.columns, b""
    for tag in FILLED.finditer(piece):
        place = PLACE.search(tag[0])
        if place is None:
            unplaced += 1
            continue
        rows = max(rows, int(place[2]))
        if place[1] != known:
            known = place[1]
            columns = max(columns, _position(known))
    extent.reach(rows, columns)
    return unplaced


def _position(name: bytes) -> int:
    position = 0
    for letter in name.upper():
        position = position * 26 + letter - 64
    return position


def _ods_extents(archive: zipfile.ZipFile) -> dict[str, Extent]:
    """For each sheet by name. Rows and cells repeated count as often as they say, if they hold something."""
    info = archive.getinfo("content.xml") if "content.xml" in archive.namelist() else None
    if info is None or info.file_size > MAX_ODS_CONTENT:
        raise Refused(_("The file is far larger inside than it looks, so it was not opened."))
    extents: dict[str, Extent] = {}
    extent, row, column, filled = Extent(), 0, 0, 0
    try:
        for event, element in iterparse(archive.open(info), events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == f"{TABLE}table":
                extent = extents.setdefault(element.get(f"{TABLE}name", ""), Extent())
                row = 0
            elif event == "start" and element.tag == f"{TABLE}table-row":
                column = filled = 0
            elif event == "end" and element.tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
                column += _repeated(element, "number-columns-repeated")
                if element.get(f"{OFFICE}value-type") or len(element) or element.text:
                    filled = column
                element.clear()
            elif event == "end" and element.tag == f"{TABLE}table-row":
                row += _repeated(element, "number-rows-repeated")
                if filled:
                    extent.reach(row, filled)
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    return extents


def _repeated(element: Any, name: str) -> int:
    times = element.get(f"{TABLE}{name}", "1")
    return int(times) if times.isdecimal() and len(times) < 9 else 10**9
