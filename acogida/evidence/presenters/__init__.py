"""Charts, reports and tables of figures: the words and shapes that pages and files show."""

from acogida.evidence.presenters.charts import drawn
from acogida.evidence.presenters.corridors import corridor_lines, corridor_sentence, corridor_table
from acogida.evidence.presenters.dictionary import dictionary
from acogida.evidence.presenters.exploring import (
    address,
    also,
    drawn_choice,
    mapped,
    sentences,
    table_of,
    without,
)
from acogida.evidence.presenters.formats import file_of
from acogida.evidence.presenters.imports import EXAMPLE, first_rows, reason, refusals, steps, threshold
from acogida.evidence.presenters.kit import ITEMS, template
from acogida.evidence.presenters.reports import report
from acogida.evidence.presenters.tables import HEADERS, as_cells, coverage, headers
from acogida.evidence.presenters.working_out import explained

__all__ = [
    "EXAMPLE",
    "HEADERS",
    "ITEMS",
    "address",
    "also",
    "as_cells",
    "corridor_lines",
    "corridor_sentence",
    "corridor_table",
    "coverage",
    "dictionary",
    "drawn",
    "drawn_choice",
    "explained",
    "file_of",
    "first_rows",
    "headers",
    "mapped",
    "reason",
    "refusals",
    "report",
    "sentences",
    "steps",
    "table_of",
    "template",
    "threshold",
    "without",
]
