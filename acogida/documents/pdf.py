"""Reports as PDF/UA-1: tagged, with language, title, outline and alternative texts.

Typst sets the pages. What a report says goes in as JSON and is never read as markup; the look is in
`typst/report.typ`.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from acogida.documents import fonts
from acogida.documents.fonts import printable
from acogida.documents.paints import paints
from acogida.documents.press import compiled
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
from acogida.documents.widths import is_landscape, line_of, shares

TEMPLATES = Path(__file__).parent / "typst"
HEADINGS_FOR_CONTENTS = 6
ENTRIES_ON_A_PAGE = 34
SHORT_PARAGRAPH = 200


def to_pdf(report: Report, *, paper: str = "a4") -> bytes:
    """The report as an accessible PDF (PDF/UA-1), on A4 or on `paper` (as Typst names it: a5; on a3, for
    a wall, everything is half as large again, without contents).

    The same report gives the same bytes.
    """
    with translation.override(report.language):
        words = {"contents": _("Contents"), "page": _("Page %(n)s of %(total)s")}
    blocks = report.blocks()
    outlined = sum(isinstance(block, Heading) and block.level < 3 for block in blocks)
    data = {
        "title": printable(report.title) or "Acogida",
        "subtitle": printable(report.subtitle),
        "language": report.language[:2],
        "date": printable(written_date(report.date, report.language)),
        "source": printable(report.source),
        "words": words,
        "paper": paper,
        "families": fonts.families(),
        "paints": paints(),
        "contents": outlined >= HEADINGS_FOR_CONTENTS and paper != "a3",
        "contents_depth": 1 if outlined > ENTRIES_ON_A_PAGE else 2,
        "blocks": _blocks(blocks),
    }
    made = datetime.combine(report.date, datetime.min.time(), UTC) if report.date else None
    return compiled(TEMPLATES / "report.typ", data, format="pdf", pdf_standards="ua-1", timestamp=made)


def png_of(svg: str, *, width_mm: float) -> bytes:
    """A drawing as a PNG at 200 dots an inch, for documents that cannot hold SVG."""
    return compiled(TEMPLATES / "drawing.typ", {"svg": svg, "width": width_mm}, format="png", ppi=200)


def _blocks(blocks: list[Block]) -> list[dict[str, Any]]:
    """Each block as data; a line between a heading and what it heads stays with both."""
    made = [_block(block) for block in blocks]
    for before, here, after in zip(made, made[1:], made[2:], strict=False):
        if here["kind"] == "paragraph":
            short = len(here["parts"]) == 1 and len(here["parts"][0]) < SHORT_PARAGRAPH
            heads = after["kind"] in {"table", "facts", "bullets"}
            here["sticky"] = short and before["kind"] == "heading" and heads
    return made


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": printable(text), "level": level}
        case Paragraph(text):
            return {
                "kind": "paragraph",
                "parts": [p for p in printable(text).split("\n\n") if p.strip()],
                "sticky": False,
            }
        case Facts(facts):
            return {"kind": "facts", "facts": [[printable(t), printable(str(v))] for t, v in facts]}
        case Table():
            return _table(block)
        case ChartBlock(chart, with_table):
            rows = Table(chart.headers, chart.rows, numeric_columns=range(1, len(chart.headers)))
            return {
                "kind": "chart",
                "title": printable(chart.title),
                "svg": svg_of(chart),
                "alternative": printable(alternative_of(chart)),
                "sentence": printable(chart.sentence),
                "source": printable(chart.source),
                "table": _table(rows) if with_table and chart.rows else None,
            }
        case Bullets(items):
            return {"kind": "bullets", "items": [printable(item) for item in items]}
        case Note(text, tone, url):
            return {"kind": "note", "text": printable(text), "tone": tone, "url": url}
        case PageBreak():
            return {"kind": "break"}


def _table(table: Table) -> dict[str, Any]:
    rows = [[printable(cell) for cell in row] for row in filled(table)]
    headers = [printable(str(header)) for header in table.headers]
    return {
        "kind": "table",
        "headers": headers,
        "rows": rows,
        "caption": printable(table.caption),
        "columns": shares(headers, rows, numeric=table.numeric_columns, line=line_of(headers)),
        "numeric": sorted(set(table.numeric_columns)),
        "landscape": is_landscape(headers),
    }
