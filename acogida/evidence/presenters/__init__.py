"""Charts, reports and tables of figures: the words and shapes that pages and files show."""

from acogida.evidence.presenters.charts import drawn, drawn_series
from acogida.evidence.presenters.reports import report
from acogida.evidence.presenters.tables import HEADERS, as_cells, coverage, headers

__all__ = ["HEADERS", "as_cells", "coverage", "drawn", "drawn_series", "headers", "report"]
