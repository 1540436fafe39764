"""Reports as PDF/UA-1: tagged, with language, title, outline and alternative texts.

Typst sets the pages. What a report says goes in as JSON and is never read as markup; the look is in
`typst/report.typ`.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.utils import translation
from django.utils.translation import gettext as _

from acogida.documents import fonts
from acogida.documents.fonts import printable
from acogida.documents.paints import paints
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

TEMPLATES = Path(__file__).parent / "typst"
HEADINGS_FOR_CONTENTS = 6
COLUMNS_FOR_LANDSCAPE = 9
# In letters: a short table does not stretch over the whole line, where the eye would lose its row.
NARROWEST_TABLE = 70


def to_pdf(report: Report) -> bytes:
    """The report as an accessible PDF (PDF/UA-1, A4). The same report gives the same bytes."""
    with translation.override(report.language):
        words = {"contents": _("Contents"), "page": _("Page %(n)s of %(total)s")}
    blocks = report.blocks()
    data = {
        "title": printable(report.title) or "Acogida",
        "subtitle": printable(report.subtitle),
        "language": report.language[:2],
        "date": printable(written_date(report.date, report.language)),
        "source": printable(report.source),
        "words": words,
        "families": fonts.families(),
        "paints": paints(),
        "contents": sum(isinstance(b, Heading) and b.level < 3 for b in blocks) >= HEADINGS_FOR_CONTENTS,
        "blocks": [_block(block) for block in blocks],
    }
    made = datetime.combine(report.date, datetime.min.time(), UTC) if report.date else None
    return _compile("report.typ", data, format="pdf", pdf_standards="ua-1", timestamp=made)


def png_of(svg: str, *, width_mm: float) -> bytes:
    """A drawing as a PNG at 200 dots an inch, for documents that cannot hold SVG."""
    return _compile("drawing.typ", {"svg": svg, "width": width_mm}, format="png", ppi=200)


def _compile(template: str, data: dict[str, Any], **options: Any) -> bytes:
    import typst  # noqa: PLC0415 -- 40 MB that only documents need

    compiler = typst.Compiler(
        input=_template(template),
        root=str(TEMPLATES),
        font_paths=fonts.shared(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    # One page or one file comes as bytes; only several pictures would come as a list.
    return cast(bytes, compiler.compile(**options))


@lru_cache
def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": printable(text), "level": level}
        case Paragraph(text):
            return {"kind": "paragraph", "parts": [p for p in printable(text).split("\n\n") if p.strip()]}
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
        case Note(text, tone):
            return {"kind": "note", "text": printable(text), "tone": tone}
        case PageBreak():
            return {"kind": "break"}


def _table(table: Table) -> dict[str, Any]:
    rows = [[printable(cell) for cell in row] for row in filled(table)]
    headers = [printable(str(header)) for header in table.headers]
    numeric = set(table.numeric_columns)
    shares = [
        _share([row[n] for row in [headers, *rows]], widest=18 if n in numeric else 60)
        for n in range(len(headers))
    ]
    return {
        "kind": "table",
        "headers": headers,
        "rows": rows,
        "caption": printable(table.caption),
        "columns": [100 * share / max(sum(shares), NARROWEST_TABLE) for share in shares],
        "numeric": sorted(numeric),
        "landscape": len(headers) >= COLUMNS_FOR_LANDSCAPE,
    }


def _share(cells: list[str], *, widest: int) -> int:
    """How much of the line a column asks for: by its longest word and how much it says, within bounds."""
    word = max((len(word) for cell in cells for word in cell.split()), default=1)
    longest = max((len(cell) for cell in cells), default=1)
    return 3 + max(6, min(word + 1, 18), min(longest, widest))
