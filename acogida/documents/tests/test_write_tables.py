"""Writing tables: no text becomes a formula, numbers stay numbers. Another library reads them back."""

import csv
import io
import warnings
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from acogida.documents.tables import OutSheet, read_table, write_csv, write_xlsx

ATTACKS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x","y")', "\n=cmd"]


def opened(made: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's own, about dates
        return openpyxl.load_workbook(io.BytesIO(made))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_looks_like_a_formula_is_neutralised(attack):
    rows = list(csv.reader(io.StringIO(write_csv(["a"], [[attack]]).decode("utf-8-sig"), newline="")))
    cell = opened(write_xlsx([OutSheet("x", ["a"], [[attack]])])).active["A2"]

    assert rows[1][0].startswith("'")
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    assert cell.hyperlink is None


def test_real_numbers_stay_numbers():
    values = [
        -5,
        1.5,
        Decimal("-2.25"),
        True,
        date(2026, 3, 2),
        datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        None,
    ]
    row = [c.value for c in opened(write_xlsx([OutSheet("x", list("abcdefg"), [values])])).active[2]]
    line = write_csv(list("abcdefg"), [values]).decode("utf-8-sig").splitlines()[1]

    assert row == [-5, 1.5, -2.25, True, datetime(2026, 3, 2), datetime(2026, 3, 2, 9, 30), None]  # noqa: DTZ001 -- spreadsheets know no zones
    assert line == "-5,1.5,-2.25,True,2026-03-02,2026-03-02T09:30:00+00:00,"


def test_a_csv_says_that_it_is_utf_8():
    made = write_csv(["Región"], [["Ñuble"]])

    assert made.startswith(b"\xef\xbb\xbf")
    assert read_table(made, "x.csv").rows[0].cells == ("Ñuble",)


def test_the_header_stays_in_view_and_columns_are_wide_enough():
    page = opened(write_xlsx([OutSheet("x", ["a", "b"], [["un nombre bastante largo", 1]])])).active

    assert page.freeze_panes == "A2"
    assert page.column_dimensions["A"].width > 20
    assert page["A1"].font.bold


def test_names_of_sheets_are_made_acceptable_and_unique():
    names = ["a/b[c]:*?", "ABC", "abc", "x" * 40, "x" * 40, ""]
    book = opened(write_xlsx([OutSheet(name, ["a"], [["1"]]) for name in names]))

    assert book.sheetnames == ["abc", "ABC (2)", "abc (3)", "x" * 31, "x" * 27 + " (2)", "1"]


def test_what_we_write_we_read_back():
    made = write_xlsx([OutSheet("Personas", ["País", "Personas"], [["Perú", 3], ["Haití", 4.5]])])
    sheet = read_table(made, "x.xlsx")

    assert (sheet.name, sheet.headers) == ("Personas", ["País", "Personas"])
    assert [row.cells for row in sheet.rows] == [("Perú", 3), ("Haití", 4.5)]


def test_many_rows_are_written_from_a_generator():
    made = write_xlsx([OutSheet("x", ["a", "b"], ((n, "texto") for n in range(20_000)))])

    assert opened(made).active.max_row == 20_001


def test_control_characters_are_left_out():
    assert opened(write_xlsx([OutSheet("x", ["a"], [["a\x00b\x07c"]])])).active["A2"].value == "abc"
