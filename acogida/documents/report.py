"""A report as a neutral tree: what it says, apart from how PDF and DOCX write it.

    Report("Plan", sections=[Heading("Why"), Paragraph("…"), Table(["Year", "People"], [["2024", "12"]])])

Texts are plain: nothing in them is ever read as markup. Cells and values are shown with `str`, so
numbers and dates come already written in the report's language.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Tone = Literal["neutral", "info", "success", "warning", "error"]


class Chart(Protocol):
    """What a chart must offer; `acogida.design.charts.Chart` does.

    `svg` is a whole drawing with its own colours and sizes; where the page's drawing leans on style
    sheets, `svg_for_documents` is the one that does not. `sentence` says in words what it shows.
    """

    @property
    def title(self) -> str: ...
    @property
    def svg(self) -> str: ...
    @property
    def headers(self) -> Sequence[Any]: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...
    @property
    def sentence(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3. A level that skips one is raised to the next allowed."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; an empty line in it begins another paragraph."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and its value."""

    facts: Sequence[tuple[str, object]]


@dataclass(frozen=True)
class Table:
    """`numeric_columns` are positions from 0, set to the right. A row shorter than the headers is filled."""

    headers: Sequence[object]
    rows: Sequence[Sequence[object]]
    caption: str = ""
    numeric_columns: Sequence[int] = ()


@dataclass(frozen=True)
class ChartBlock:
    """A chart with its sentence, its source and, unless told otherwise, its rows as a table."""

    chart: Chart
    with_table: bool = True


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]


@dataclass(frozen=True)
class Note:
    """A remark set apart, such as a warning or where something was compiled from; `url` is where it leads."""

    text: str
    tone: Tone = "info"
    url: str = ""


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Facts | Table | ChartBlock | Bullets | Note | PageBreak


@dataclass(frozen=True)
class Report:
    """`language` is the code of the language all of it is written in; `source` names who answers for it."""

    title: str
    subtitle: str = ""
    language: str = "es"
    date: datetime.date | None = None
    source: str = ""
    sections: Sequence[Block] = field(default_factory=tuple)

    def blocks(self) -> list[Block]:
        """The sections in order, headings put right: the first is of level 1 and none skips a level."""
        blocks: list[Block] = []
        level = 0
        for block in self.sections:
            if isinstance(block, Heading):
                level = max(1, min(block.level, level + 1, 3))
                blocks.append(Heading(block.text, level))
            else:
                blocks.append(block)
        return blocks


def svg_of(chart: Chart) -> str:
    """The drawing of a chart that stands on its own."""
    return str(getattr(chart, "svg_for_documents", "") or chart.svg)


def alternative_of(chart: Chart) -> str:
    """What somebody who cannot see the chart is told in its place."""
    return str(getattr(chart, "alt", "") or chart.sentence or chart.title)


def filled(table: Table) -> list[list[str]]:
    """The rows as text, each exactly as wide as the headers."""
    width = len(table.headers)
    return [
        [("" if cell is None else str(cell)) for cell in [*row, *[""] * width][:width]] for row in table.rows
    ]


def written_date(day: datetime.date | None, language: str) -> str:
    """A date in words, as the language writes it: 2 de marzo de 2026."""
    from babel.dates import format_date  # noqa: PLC0415 -- Babel's data is read only where it is used

    return format_date(day, format="long", locale=language) if day else ""
