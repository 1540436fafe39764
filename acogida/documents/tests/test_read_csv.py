"""Reading text tables as offices write them."""

from decimal import Decimal

import pytest

from acogida.core.errors import Refused
from acogida.documents.tables import read_table


def read(text, encoding="utf-8", name="datos.csv"):
    return read_table(text.encode(encoding), name)


def numbers(sheet, header):
    return [sheet.number(row, sheet.by_header[header]) for row in sheet.rows]


def test_latin_1_with_semicolons_and_decimal_commas_just_works():
    sheet = read("País;Población;Tasa\nPerú;1.234.567;12,5\nMéxico;890;3,25\n", "latin-1")

    assert sheet.headers == ["País", "Población", "Tasa"]
    assert [row.cells[0] for row in sheet.rows] == ["Perú", "México"]
    assert numbers(sheet, "Población") == [Decimal(1234567), Decimal(890)]
    assert numbers(sheet, "Tasa") == [Decimal("12.5"), Decimal("3.25")]
    assert (sheet.delimiter, sheet.encoding) == (";", "cp1252")


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("latin-1", "cp1252"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac_roman", "mac_roman"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_accents_are_read_in_every_usual_encoding(encoding, found):
    sheet = read("Región,Índice\nÑuble,1\nSão João,2\nCôte-Nord,3\n", encoding)

    assert sheet.headers == ["Región", "Índice"]
    assert [row.cells[0] for row in sheet.rows] == ["Ñuble", "São João", "Côte-Nord"]
    assert sheet.encoding == found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    sheet = read(delimiter.join("abc") + "\n" + delimiter.join("123") + "\n")

    assert sheet.headers == ["a", "b", "c"]
    assert sheet.delimiter == delimiter


def test_decimal_commas_do_not_pass_for_a_delimiter():
    assert read("a;b\n1,5;2,5\n3,5;4,5\n").headers == ["a", "b"]


def test_quoted_commas_and_line_breaks_stay_inside_their_cell():
    sheet = read('name,note\n"Pérez, Ana","two\nlines"\nRuiz,one\n')

    assert sheet.rows[0].cells == ("Pérez, Ana", "two\nlines")
    assert sheet.rows[1].number == 3


def test_excel_s_own_line_about_the_delimiter_is_believed():
    sheet = read("sep=|\na|b\n1|2\n")

    assert sheet.headers == ["a", "b"]
    assert sheet.rows[0].number == 3


def test_titles_totals_and_footnotes_are_told_from_the_rows():
    sheet = read(
        "Población extranjera por municipio\n\n"
        "Municipio;2020;2024\nQuilmes;10;20\n\nTapachula;5;7\nTotal;15;27\n\n"
        "Fuente: censo municipal, edición 2024\n* Cifras provisorias\n"
    )

    assert sheet.title == ["Población extranjera por municipio"]
    assert sheet.headers == ["Municipio", "2020", "2024"]
    assert [(row.number, row.cells[0]) for row in sheet.rows] == [(4, "Quilmes"), (6, "Tapachula")]
    assert [row.cells for row in sheet.totals] == [("Total", "15", "27")]
    assert sheet.notes == ["Fuente: censo municipal, edición 2024", "* Cifras provisorias"]


def test_a_place_whose_name_begins_like_a_total_is_no_total():
    sheet = read("Municipio;Personas\nTotalán;3\nTotonicapán;9\n")

    assert [row.cells[0] for row in sheet.rows] == ["Totalán", "Totonicapán"]
    assert sheet.totals == []


def test_headers_of_two_rows_become_one_name_each():
    sheet = read("Municipio;2023;;2024;\n;Mujeres;Hombres;Mujeres;Hombres\nQuilmes;1;2;3;4\n")

    assert sheet.headers == [
        "Municipio",
        "2023 · Mujeres",
        "2023 · Hombres",
        "2024 · Mujeres",
        "2024 · Hombres",
    ]


def test_hxl_tags_are_kept_beside_their_headers():
    sheet = read("Place,People\n#adm2+name,#population\nQuilmes,3\n")

    assert [column.hxl for column in sheet.columns] == ["#adm2+name", "#population"]
    assert len(sheet.rows) == 1


def test_repeated_and_empty_headers_get_names_of_their_own():
    sheet = read("a,a,,b\n1,2,3,4\n")

    assert sheet.headers == ["a", "a (2)", "Column C", "b"]
    assert [column.letter for column in sheet.columns] == ["A", "B", "C", "D"]


def test_a_column_that_is_empty_throughout_is_left_out():
    sheet = read("a;;b\n1;;2\n")

    assert [(c.header, c.letter) for c in sheet.columns] == [("a", "A"), ("b", "C")]
    assert sheet.rows[0].cells == ("1", "2")


def test_a_single_column_is_a_table_too():
    assert [row.cells for row in read("name\nAna\nLuis\n").rows] == [("Ana",), ("Luis",)]


def test_a_row_with_a_missing_figure_at_the_end_is_still_a_row():
    assert [row.cells[0] for row in read("País;Personas\nPerú;3\nHaití;\n").rows] == ["Perú", "Haití"]


def test_two_million_empty_lines_are_read_past():
    sheet = read("a;b\n1;2\n" + ";\n" * 2_000_000)

    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xef\xbb\xbf;;\n;;\n", "nothing to read"),
        (b"a;b\n", "no rows beneath the headers"),
        (b"%PDF-1.7 ...", "holds no table"),
        (b"abc\x00\x01\x02\x00\x00def", "holds no table"),
        (b'a,b\n"open,' + b"x" * 200_000, "quotation mark"),
        (b"a," * 500 + b"a\n" + b"1," * 500 + b"1\n", "more than 400 columns"),
        (b"a\n" + b"1\n" * 100_001, "more than 100000 rows"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Refused, match=sentence):
        read_table(data, "datos.csv")


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024

    with pytest.raises(Refused, match="larger than 1 MB"):
        read_table(b"a;b\n" * 300_000, "datos.csv")
