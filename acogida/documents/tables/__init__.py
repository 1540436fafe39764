"""Tables in and out: CSV, XLSX and ODS as offices really write them."""

from acogida.documents.tables.numbers import NumberStyle, is_missing, parse_number
from acogida.documents.tables.reading import read_table, read_workbook
from acogida.documents.tables.sheets import Cell, Column, Row, Sheet, as_text
from acogida.documents.tables.writing import OutSheet, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Column",
    "NumberStyle",
    "OutSheet",
    "Row",
    "Sheet",
    "as_text",
    "is_missing",
    "parse_number",
    "read_table",
    "read_workbook",
    "write_csv",
    "write_xlsx",
]
