"""A report as an accessible PDF."""

import io
import re
from datetime import date

import pikepdf
import pytest

from acogida.design.charts import bar_chart
from acogida.documents import fonts
from acogida.documents.pdf import png_of, to_pdf
from acogida.documents.report import ChartBlock, Heading, Note, Paragraph, Report, Table, svg_of
from acogida.documents.tests.factories import BARS, HOSTILE, Drawing, report
from acogida.documents.tests.pdftext import squeezed, words_of


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The names of the structure's elements, in reading order."""
    found = []

    def walk(element):
        if not isinstance(element, pikepdf.Dictionary):
            return
        if "/S" in element:
            found.append(str(element.S)[1:])
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def alternatives(pdf: pikepdf.Pdf) -> list[str]:
    return [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]


def test_it_declares_pdf_ua_and_says_its_language_and_title():
    pdf = opened(to_pdf(report()))

    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "es"
    assert str(pdf.docinfo.Title) == "Plan local de San Aurelio"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_tables_lists_and_charts_are_tagged():
    pdf = opened(to_pdf(report()))

    found = tags(pdf)
    assert [t for t in found if t in {"H1", "H2"}] == ["H1", "H2"]
    assert found.count("TH") == 4
    assert {"Table", "THead", "TBody", "L", "LI", "Figure", "Caption", "P"} <= set(found)
    assert alternatives(pdf) == ["Most come from Venezuela: 88."]
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Diagnóstico"]


def test_the_page_numbers_are_in_the_language_of_the_report():
    words = words_of(to_pdf(report(language="fr")))

    assert squeezed("Page 2 sur 2") in words
    assert squeezed("2 mars 2026") in words
    assert squeezed("Municipalidad de San Aurelio") in words


def test_what_people_write_is_never_markup():
    sections = [
        Heading(HOSTILE, 3),
        Paragraph(HOSTILE),
        Table([HOSTILE, "b"], [[HOSTILE, 1], ["short row"]], HOSTILE, [1]),
        Note(HOSTILE, "error"),
        ChartBlock(Drawing(title=HOSTILE, sentence=HOSTILE, source=HOSTILE)),
    ]
    made = to_pdf(Report(HOSTILE, HOSTILE, "pt", date(2026, 3, 2), HOSTILE, sections))

    words = words_of(made)
    assert squeezed('#import "/etc/passwd" *bold* _x_ $x^2$ <label> @ref') in words
    assert "root:" not in words
    assert "😀" in words


def test_a_character_no_font_can_draw_is_shown_as_one():
    assert fonts.printable("a中b\x07c\u200d") == "a\N{REPLACEMENT CHARACTER}bc\u200d"
    assert fonts.printable("g\u0303uaraní") == "g\u0303uaraní"


def test_an_empty_report_still_has_a_title():
    assert str(opened(to_pdf(Report(""))).docinfo.Title) == "Acogida"


def test_a_long_report_has_its_contents_and_a_wide_table_lies_on_its_side():
    chapters = [Heading(f"Capítulo {n}") for n in range(8)]
    wide = Table([f"C{n}" for n in range(12)], [list(range(12))] * 3)
    made = to_pdf(report(sections=[*chapters, wide, Paragraph("Fin.")]))

    assert "Contenido" in words_of(made)
    sizes = [(round(p.mediabox[2]), round(p.mediabox[3])) for p in opened(made).pages]
    assert (842, 595) in sizes


def test_the_first_heading_is_of_level_1_and_none_skips_a_level():
    levels = [Heading("a", 3), Heading("b", 3), Heading("c", 3), Heading("d", 1)]

    assert [block.level for block in Report("x", sections=levels).blocks()] == [1, 2, 3, 1]


def test_the_same_report_gives_the_same_bytes():
    assert to_pdf(report()) == to_pdf(report())


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
def test_every_language_of_the_house_can_be_written(language):
    assert str(opened(to_pdf(report(language=language))).Root.Lang) == language


def test_a_chart_becomes_a_picture():
    assert png_of(BARS, width_mm=100).startswith(b"\x89PNG")


def test_the_words_of_a_drawing_are_in_the_picture():
    chart = bar_chart("Ventanillas", [("Ámbito", 3.0)], unit="", sentence="Tres.", source="Propia")
    mute = re.sub(r"<text.*?</text>", "", svg_of(chart))

    assert len(png_of(svg_of(chart), width_mm=100)) > len(png_of(mute, width_mm=100)) + 500
