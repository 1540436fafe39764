"""How large a table may be."""

from django.utils.translation import gettext as _

from acogida.core.errors import Refused

MAX_ROWS = 100_000
MAX_COLUMNS = 400
MAX_CELLS = 4_000_000


def check(rows: int, columns: int, *, reaches: str = "") -> None:
    """Raise Refused where a table is too long or too wide; `reaches` names its last cell."""
    if columns > MAX_COLUMNS:
        sentence = _("The table has more than %(limit)s columns. Delete those that are not needed.")
        raise Refused(_beyond(reaches) + sentence % {"limit": MAX_COLUMNS})
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        sentence = _("The table has more than %(limit)s rows. Split it into several files.")
        raise Refused(_beyond(reaches) + sentence % {"limit": min(MAX_ROWS, MAX_CELLS // max(columns, 1))})


def _beyond(cell: str) -> str:
    return _("The sheet reaches down to cell %(cell)s.") % {"cell": cell} + " " if cell else ""
