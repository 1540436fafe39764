"""A report as a Word document."""

import io
from datetime import date

from docx import Document
from docx.oxml.ns import qn

from acogida.documents.docx import to_docx
from acogida.documents.report import ChartBlock, Facts, Heading, Note, Paragraph, Report, Table
from acogida.documents.tests.factories import HOSTILE, Drawing, report


def opened(made: bytes):
    return Document(io.BytesIO(made))


def test_it_has_real_headings_its_title_and_its_language():
    document = opened(to_docx(report()))

    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [("Heading 1", "Diagnóstico"), ("Heading 2", "Preguntas")]
    assert document.core_properties.title == "Plan local de San Aurelio"
    assert document.core_properties.author == "Municipalidad de San Aurelio"
    assert document.core_properties.language == "es"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "es-419"
    assert round(document.sections[0].page_width.mm) == 210


def test_tables_repeat_their_header_and_rows_stay_whole():
    table = opened(to_docx(report())).tables[1]

    assert [cell.text for cell in table.rows[0].cells] == ["Código", "Valor"]
    assert [cell.text for cell in table.rows[2].cells] == ["1.2", "7,5"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_columns_are_as_wide_as_what_stands_in_them():
    question = "Is there one desk where people are told what they may ask for, and where?"
    table = Table(["Code", "What is asked", "Points"], [["D2-01", question, "3"]] * 2, numeric_columns=[2])
    made = opened(to_docx(Report("T", "", "en", None, "S", [Facts([("Place", "A long address")]), table])))
    facts, asked = made.tables

    code, text, points = (column.width.mm for column in asked.columns)
    assert (code < 30, text > 90, points < 30) == (True, True, True)
    assert round(code + text + points) <= 160
    assert [round(cell.width.mm) for cell in asked.rows[1].cells] == [round(code), round(text), round(points)]
    assert [round(column.width.mm) for column in facts.columns] == [50, 110]


def test_a_long_name_and_the_day_share_a_line_of_the_header():
    made = opened(to_docx(report()))
    header = made.sections[0].header.paragraphs[0]

    assert header.text.count("\t") == 1
    stops = [(stop.position.mm, stop.alignment.name) for stop in header.style.paragraph_format.tab_stops]
    assert [(round(where), name) for where, name in stops] == [(160, "RIGHT")]


def test_a_chart_is_a_picture_with_its_sentence_as_alternative_text():
    document = opened(to_docx(report()))

    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        "Most come from Venezuela: 88."
    ]
    assert "UN DESA, 2024" in [p.text for p in document.paragraphs]


def test_pages_are_numbered_in_the_language_of_the_report():
    footer = opened(to_docx(report(language="pt"))).sections[0].footer.paragraphs[0]

    assert "Página " in footer.text
    assert [f.get(qn("w:instr")) for f in footer._p.findall(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_what_people_write_is_kept_as_text():
    sections = [
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Facts([(HOSTILE, HOSTILE)]),
        Table([HOSTILE], [[HOSTILE]]),
        Note(HOSTILE, "error"),
        ChartBlock(Drawing(title=HOSTILE, sentence=HOSTILE)),
    ]
    document = opened(to_docx(Report(HOSTILE, HOSTILE, "es", date(2026, 3, 2), HOSTILE, sections)))

    assert '#import "/etc/passwd" *bold*' in document.paragraphs[0].text
    assert "😀" in document.tables[0].rows[0].cells[0].text
