"""Charts drawn on the server as SVG: the page, the PDF and the DOCX show the same picture.

Every function returns a `Chart`: the drawing, the same figures as a table, the sentence and the
source. Put unit and year in the title. Values of None are gaps, and say so.
"""

from acogida.design.charts.bars import bar_chart, column_chart, stacked_bar_chart
from acogida.design.charts.chart import Chart
from acogida.design.charts.lines import line_chart
from acogida.design.charts.network import Tie, network_chart
from acogida.design.charts.targets import Target, target_chart
from acogida.design.charts.timelines import Bar, Timeline, timeline

__all__ = [
    "Bar",
    "Chart",
    "Target",
    "Tie",
    "Timeline",
    "bar_chart",
    "column_chart",
    "line_chart",
    "network_chart",
    "stacked_bar_chart",
    "target_chart",
    "timeline",
]
