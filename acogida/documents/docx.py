"""Reports as Word documents that people can go on editing: real styles, tagged tables, alternative texts."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from acogida.documents.fonts import clean
from acogida.documents.paints import lighter, paints
from acogida.documents.pdf import png_of
from acogida.documents.report import (
    Block,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Table,
    alternative_of,
    filled,
    svg_of,
    written_date,
)
from acogida.documents.widths import shares

if TYPE_CHECKING:
    from docx.document import Document

# Families that Word, LibreOffice and the phone apps all have or know how to stand in for.
TEXT_FONT, HEADING_FONT = "Calibri", "Georgia"
PAINTS = {name: colour.removeprefix("#").upper() for name, colour in paints().items()}
INK, MUTED, ACCENT, HAIRLINE = (PAINTS[name] for name in ("ink", "quiet", "accent", "line"))
REGIONS = {"es": "es-419", "pt": "pt-BR", "en": "en-GB", "fr": "fr-FR"}
TEXT_WIDTH_MM = 160
# Letters on a line of a table: fewer than on paper, for whoever opens it may have only wider letters.
LINE = 68
FACT_SHARES = (0.31, 0.69)  # as on paper


def to_docx(report: Report) -> bytes:
    """The report as an editable DOCX (A4), with its language, title and author set."""
    from docx import Document  # noqa: PLC0415 -- a tenth of a second that only documents need

    document = Document()
    set_up(document, report)
    document.add_paragraph(clean(report.title), style="Title")
    if report.subtitle:
        document.add_paragraph(clean(report.subtitle), style="Subtitle")
    day = written_date(report.date, report.language)
    if line := "  ·  ".join(part for part in (clean(report.source), day) if part):
        document.add_paragraph(line, style="Caption")
    for block in report.blocks():
        _write(document, block)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _write(document: "Document", block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(clean(text), level=level)
        case Paragraph(text):
            for part in clean(text).split("\n\n"):
                if part.strip():
                    made = document.add_paragraph(part.strip("\n"))
                    made.paragraph_format.keep_with_next = len(part) < 200 and _after_heading(document)
        case Facts(facts):
            _facts(document, facts)
        case Table():
            _table(document, block)
        case ChartBlock(chart, with_table):
            _chart(document, chart, with_table)
        case Bullets(items):
            for item in items:
                document.add_paragraph(clean(item), style="List Bullet")
        case Note(text, tone):
            _note(document, text, tone)
        case PageBreak():
            document.add_page_break()


def _after_heading(document: "Document") -> bool:
    """Whether the last paragraph stands directly under a heading."""
    before = document.paragraphs[-2:-1]
    return bool(before) and str(before[0].style.name if before[0].style else "").startswith("Heading")


def _chart(document: "Document", chart: Any, with_table: bool) -> None:
    from docx.shared import Mm  # noqa: PLC0415 -- see to_docx

    document.add_paragraph(clean(chart.title), style="Caption").paragraph_format.keep_with_next = True
    picture = png_of(svg_of(chart), width_mm=TEXT_WIDTH_MM)
    document.add_picture(io.BytesIO(picture), width=Mm(TEXT_WIDTH_MM))
    drawing = document.inline_shapes[-1]._inline.docPr
    drawing.set("descr", clean(alternative_of(chart)))
    drawing.set("title", clean(chart.title))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    if chart.sentence:
        document.add_paragraph(clean(chart.sentence))
    if chart.source:
        document.add_paragraph(clean(chart.source), style="Source")
    if with_table and chart.rows:
        _table(document, Table(chart.headers, chart.rows, numeric_columns=range(1, len(chart.headers))))


def _table(document: "Document", table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 -- see to_docx
    from docx.shared import Mm  # noqa: PLC0415 -- see to_docx

    if table.caption:
        document.add_paragraph(clean(table.caption), style="Caption").paragraph_format.keep_with_next = True
    rows = [[str(header) for header in table.headers], *filled(table)]
    made = document.add_table(len(rows), len(table.headers))
    made.autofit = False
    borders(made)
    numeric = set(table.numeric_columns)
    found = shares(rows[0], rows[1:], numeric=numeric, line=LINE)
    widths = [Mm(TEXT_WIDTH_MM * share / 100) for share in found]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    # Cells are walked by row: asking python-docx for cell(r, c) would cost the whole table each time.
    for number, (row, values) in enumerate(zip(made.rows, rows, strict=True)):
        _row_rules(row, header=number == 0)
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Header" if number == 0 else "Table Text"
            paragraph.add_run(clean(value))
            if column in numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(style="After Table")


def _facts(document: "Document", facts: Any) -> None:
    from docx.shared import Mm  # noqa: PLC0415 -- see to_docx

    made = document.add_table(len(facts), 2)
    made.autofit = False
    borders(made)
    widths = [Mm(TEXT_WIDTH_MM * share) for share in FACT_SHARES]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row, (term, value) in zip(made.rows, facts, strict=True):
        _row_rules(row, header=False)
        for cell, width, text, style in zip(
            row.cells, widths, (term, str(value)), ("Table Header", "Table Text"), strict=True
        ):
            cell.width = width
            cell.paragraphs[0].style = style
            cell.paragraphs[0].add_run(clean(text))
    document.add_paragraph(style="After Table")


def _note(document: "Document", text: str, tone: str) -> None:
    edge, fill = PAINTS[tone], lighter(f"#{PAINTS[tone]}", 0.92).removeprefix("#").upper()
    paragraph = document.add_paragraph(clean(text), style="Note")
    properties = paragraph._p.get_or_add_pPr()
    edges = element("w:pBdr")
    edges.append(element("w:left", val="single", sz="18", space="8", color=edge))
    properties.append(edges)
    properties.append(element("w:shd", val="clear", color="auto", fill=fill))


def element(tag: str, **attributes: str) -> Any:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see to_docx
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415 -- see to_docx

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def borders(table: Any) -> None:
    """A rule above in our accent, hairlines between rows, none upright."""
    edges = element("w:tblBorders")
    edges.append(element("w:top", val="single", sz="10", space="0", color=ACCENT))
    edges.append(element("w:bottom", val="single", sz="4", space="0", color=HAIRLINE))
    edges.append(element("w:insideH", val="single", sz="4", space="0", color=HAIRLINE))
    properties = table._tbl.tblPr
    # The format fixes the order of these: borders stand before layout and look.
    after = [child for child in properties if child.tag.endswith(("}tblLayout", "}tblLook"))]
    properties.insert(properties.index(after[0]) if after else len(properties), edges)


def _row_rules(row: Any, *, header: bool) -> None:
    """Rows are not torn between pages; header rows come again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))


def set_up(document: "Document", report: Report) -> None:
    from docx.shared import Mm  # noqa: PLC0415 -- see to_docx

    core = document.core_properties
    core.title, core.author = clean(report.title)[:255], clean(report.source)[:255]
    core.language, core.comments = report.language, ""
    made = datetime.combine(report.date, datetime.min.time(), UTC) if report.date else None
    core.created = core.modified = made or datetime(1980, 1, 1, tzinfo=UTC)
    core.last_modified_by = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    _styles(document, REGIONS.get(report.language[:2], report.language))
    day = written_date(report.date, report.language)
    section.header.paragraphs[0].text = "\t".join((clean(report.source).replace("\n", " ")[:70], day))
    section.header.paragraphs[0].style = "Header"
    for name in ("Header", "Footer"):
        _one_tab_at_the_edge(document.styles[name])
    _page_numbers(section.footer.paragraphs[0], clean(report.title).replace("\n", " ")[:70], report.language)


def _one_tab_at_the_edge(style: Any) -> None:
    """Word's own stops, in the middle and beyond our edge, throw a long title onto a second line."""
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 -- see to_docx
    from docx.shared import Mm  # noqa: PLC0415 -- see to_docx

    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)


def _page_numbers(paragraph: Any, title: str, language: str) -> None:
    with translation.override(language):
        words = _("Page %(n)s of %(total)s")
    before, after = words.split("%(n)s")
    between, rest = after.split("%(total)s")
    paragraph.add_run(f"{title}\t{before}")
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(rest)


def _field(paragraph: Any, code: str) -> None:
    field = element("w:fldSimple", instr=code)
    run = element("w:r")
    text = element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _styles(document: "Document", region: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 -- see to_docx
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see to_docx

    styles = document.styles
    for name, based_on in [
        ("Table Text", "Normal"),
        ("Table Header", "Normal"),
        ("After Table", "Normal"),
        ("Source", "Normal"),
        ("Note", "Normal"),
    ]:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[based_on]
    # name: family, points, colour, bold, space before, space after
    shapes: dict[str, tuple[str, float, str, bool, float, float]] = {
        "Normal": (TEXT_FONT, 10.5, INK, False, 0, 8),
        "Title": (HEADING_FONT, 26, INK, True, 24, 6),
        "Subtitle": (TEXT_FONT, 13, MUTED, False, 0, 8),
        "Heading 1": (HEADING_FONT, 18, INK, True, 24, 8),
        "Heading 2": (HEADING_FONT, 13.5, INK, True, 18, 6),
        "Heading 3": (HEADING_FONT, 11, ACCENT, True, 14, 5),
        "Caption": (TEXT_FONT, 9.5, INK, True, 8, 4),
        "Source": (TEXT_FONT, 8.5, MUTED, False, 0, 8),
        "Header": (TEXT_FONT, 8.5, MUTED, False, 0, 0),
        "Footer": (TEXT_FONT, 8.5, MUTED, False, 0, 0),
        "List Bullet": (TEXT_FONT, 10.5, INK, False, 0, 4),
        "Table Text": (TEXT_FONT, 9, INK, False, 2, 2),
        "Table Header": (TEXT_FONT, 9, INK, True, 2, 2),
        "After Table": (TEXT_FONT, 6, INK, False, 0, 4),
        "Note": (TEXT_FONT, 10, INK, False, 8, 10),
    }
    for name, shape in shapes.items():
        _shape(styles[name], shape)
    for name in ("Title", "Subtitle"):
        # Word's own Title carries a blue rule and spacing of letters.
        for border in styles[name].element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    defaults = styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=region, eastAsia=region, bidi="ar-SA"))


def _shape(style: Any, shape: tuple[str, float, str, bool, float, float]) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see to_docx
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 -- see to_docx

    family, points, colour, bold, before, after = shape
    style.font.name, style.font.size, style.font.bold = family, Pt(points), bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), family)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
