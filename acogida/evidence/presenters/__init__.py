"""Charts, reports and tables of figures: the words and shapes that pages and files show."""

from acogida.evidence.presenters.charts import drawn
from acogida.evidence.presenters.imports import EXAMPLE, first_rows, reason, refusals, steps, threshold
from acogida.evidence.presenters.reports import report
from acogida.evidence.presenters.tables import HEADERS, as_cells, coverage, headers

__all__ = [
    "EXAMPLE",
    "HEADERS",
    "as_cells",
    "coverage",
    "drawn",
    "first_rows",
    "headers",
    "reason",
    "refusals",
    "report",
    "steps",
    "threshold",
]
