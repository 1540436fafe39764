"""Reading workbooks: what offices send, and what nobody should open."""

import io
import time
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from acogida.core.errors import Refused
from acogida.documents.tables import read_table
from acogida.documents.tests.workbooks import (
    ODS,
    SMALL,
    bomb,
    ods_number,
    ods_of,
    ods_text,
    text_cell,
    workbook,
    xlsx_of,
    zipped,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def test_values_keep_their_kinds_and_rows_their_numbers():
    def write(book):
        page = book.add_worksheet("Personas")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(2, 1, ["Municipio", "Personas", "Tasa", "Fecha", "Sí"])
        page.write_row(4, 1, ["Quilmes", 1234, 1.5])
        page.write_datetime(4, 4, datetime(2025, 6, 1), day)  # noqa: DTZ001 -- spreadsheets know no zones
        page.write_boolean(4, 5, True)

    sheet = read_table(workbook(write), "personas.xlsx")

    assert sheet.name == "Personas"
    assert sheet.headers == ["Municipio", "Personas", "Tasa", "Fecha", "Sí"]
    assert sheet.rows[0].number == 5
    assert sheet.rows[0].cells == ("Quilmes", 1234, 1.5, date(2025, 6, 1), True)
    assert [column.letter for column in sheet.columns] == ["B", "C", "D", "E", "F"]
    assert sheet.number(sheet.rows[0], sheet.by_header["Tasa"]) == Decimal("1.5")


def test_merged_headers_become_one_name_each():
    def write(book):
        page = book.add_worksheet()
        page.merge_range("A1:E1", "Personas extranjeras por sexo y año", None)
        page.merge_range("A3:A4", "Municipio", None)
        page.merge_range("B3:C3", 2023, None)
        page.merge_range("D3:E3", 2024, None)
        page.write_row("B4", ["Mujeres", "Hombres", "Mujeres", "Hombres"])
        page.write_row("A5", ["Quilmes", 1, 2, 3, 4])
        page.write_row("A6", ["Tapachula", 5, 6, 7, 8])
        page.write_row("A7", ["TOTAL", 6, 8, 10, 12])
        page.write("A9", "Fuente: padrón municipal")

    sheet = read_table(workbook(write), "x.xlsx")

    assert sheet.title == ["Personas extranjeras por sexo y año"]
    assert sheet.headers == [
        "Municipio",
        "2023 · Mujeres",
        "2023 · Hombres",
        "2024 · Mujeres",
        "2024 · Hombres",
    ]
    assert [row.cells for row in sheet.rows] == [("Quilmes", 1, 2, 3, 4), ("Tapachula", 5, 6, 7, 8)]
    assert [row.number for row in sheet.totals] == [7]
    assert sheet.notes == ["Fuente: padrón municipal"]


def test_a_group_over_only_some_columns_is_part_of_the_headers():
    def write(book):
        page = book.add_worksheet()
        page.merge_range("B1:C1", "Población", None)
        page.write_row("A2", ["País", "Mujeres", "Hombres"])
        page.write_row("A3", ["Perú", 1, 2])

    assert read_table(workbook(write), "x.xlsx").headers == [
        "País",
        "Población · Mujeres",
        "Población · Hombres",
    ]


def test_the_first_visible_sheet_with_something_in_it_is_read_or_the_one_asked_for():
    def write(book):
        book.add_worksheet("Vacía")
        hidden = book.add_worksheet("Oculta")
        hidden.hide()
        for page in (hidden, book.add_worksheet("Datos"), book.add_worksheet("Otra")):
            page.write_row(0, 0, ["a", "b"])
            page.write_row(1, 0, [page.name, 1])

    made = workbook(write)

    assert read_table(made, "x.xlsx").name == "Datos"
    assert read_table(made, "x.xlsx", sheet="Otra").rows[0].cells == ("Otra", 1)
    assert read_table(made, "x.xlsx").sheet_names == ["Vacía", "Datos", "Otra"]
    with pytest.raises(Refused, match="no sheet called “Nada”"):
        read_table(made, "x.xlsx", sheet="Nada")


def test_numbers_kept_as_text_are_read_in_their_style():
    def write(book):
        page = book.add_worksheet()
        page.write_row(0, 0, ["País", "Tasa"])
        page.write_row(1, 0, ["Perú", "1.234,5"])

    sheet = read_table(workbook(write), "x.xlsx")

    assert sheet.number(sheet.rows[0], sheet.columns[1]) == Decimal("1234.5")


def test_two_million_empty_rows_are_read_past_in_bounded_time():
    empty = "".join(f'<row r="{n}" spans="1:2" ht="15"/>' for n in range(3, 1_048_577))
    made = xlsx_of(SMALL + empty + "<row/>" * 1_000_000)

    began = time.perf_counter()
    sheet = read_table(made, "x.xlsx")

    assert [row.cells for row in sheet.rows] == [("Haití", 12)]
    assert time.perf_counter() - began < 20


def test_rows_that_are_only_coloured_are_empty():
    coloured = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 200_000)
    )

    assert len(read_table(xlsx_of(SMALL + coloured), "x.xlsx").rows) == 1


def test_a_dimension_that_lies_changes_nothing():
    made = xlsx_of(SMALL, before='<dimension ref="A1:XFD1048576"/>')

    assert len(read_table(made, "x.xlsx").rows) == 1


@pytest.mark.parametrize(
    ("sheet_data", "sentence"),
    [
        (SMALL + f'<row r="1048576">{text_cell("B1048576", "x")}</row>', "down to cell B1048576"),
        (SMALL + f'<row r="3">{text_cell("XFD3", "x")}</row>', "more than 400 columns"),
        (SMALL + '<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row>', "more than 100000 rows"),
        (SMALL + "<row r='900000'><c\n r = 'A900000'><v>1</v></c></row>", "more than 100000 rows"),
        (f'<row r="1">{text_cell("A1", "País")}</row>', "no rows beneath"),
        ("", "nothing to read"),
        (SMALL + '<row r="3"><c r="A3"><v>', "damaged"),
    ],
)
def test_a_sheet_too_far_flung_or_empty_is_refused(sheet_data, sentence):
    with pytest.raises(Refused, match=sentence):
        read_table(xlsx_of(sheet_data), "x.xlsx")


def test_a_merged_area_over_the_whole_sheet_is_harmless():
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    assert len(read_table(xlsx_of(SMALL, after=merged), "x.xlsx").columns) == 2


def test_an_ods_is_read_with_its_repeated_empty_tail():
    rows = (
        f"<table:table-row>{ods_text('País')}{ods_text('Personas')}</table:table-row>"
        f"<table:table-row>{ods_text('Haití')}{ods_number(12)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = read_table(ods_of(rows), "x.ods")

    assert [row.cells for row in sheet.rows] == [("Haití", 12)]


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="9000000">{cell}</table:table-row>',
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
        "<table:table-row>{cell}</table:table-row>",
        "<table:table-row>{wide}</table:table-row>",
    ],
)
def test_an_ods_that_repeats_itself_without_end_is_refused(rows):
    wide = ods_number(1).replace("/>", ' table:number-columns-repeated="1000000"/>')

    with pytest.raises(Refused, match="more than"):
        read_table(ods_of(rows.format(cell=ods_number(1), wide=wide)), "x.ods")


def test_entities_that_multiply_are_refused():
    multiplying = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'

    with pytest.raises(Refused, match="damaged"):
        read_table(zipped({"mimetype": ODS, "content.xml": multiplying}), "x.ods")


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (xlsx_of(SMALL, **{"xl/vbaProject.bin": b"x"}), "macros"),
        (xlsx_of(SMALL, xl__macrosheets__sheet1=b"x"), "macros"),
        (xlsx_of(SMALL, **{"[Content_Types].xml": b'<Types x="sheet.macroEnabled"/>'}), "macros"),
        (OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + b"\0" * 100, "old Office format"),
        (zipped({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}), "binary workbook"),
        (zipped({"a.txt": "x"}), "holds no table"),
        (b"PK\x03\x04 not really", "damaged"),
        (bomb, "far larger inside"),
        (xlsx_of(SMALL)[:-200], "damaged"),
    ],
)
def test_what_should_not_be_opened_is_refused_with_a_sentence(made, sentence):
    with pytest.raises(Refused, match=sentence):
        read_table(made() if callable(made) else made, "x.xlsx")


def test_an_archive_that_lies_about_its_size_is_refused():
    made = bytearray(zipped({"[Content_Types].xml": "x", "xl/workbook.xml": b"a" * 5_000_000}))
    place = made.rfind(b"PK\x01\x02")
    made[place + 24 : place + 28] = (10).to_bytes(4, "little")

    with pytest.raises(Refused, match="damaged"):
        read_table(bytes(made), "x.xlsx")


def test_ten_thousand_rows_are_read_within_their_budget():
    def write(book):
        page = book.add_worksheet()
        page.write_row(0, 0, [f"c{n}" for n in range(20)])
        for row in range(1, 10_001):
            page.write_row(row, 0, [f"nombre {row}", *range(19)])

    assert len(read_table(workbook(write), "x.xlsx").rows) == 10_000


def test_a_workbook_written_by_another_library_is_read():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["a", "b"])
        page.write_row(1, 0, ["x", 2])

    assert read_table(made.getvalue(), "x.xlsx").rows[0].cells == ("x", 2)
