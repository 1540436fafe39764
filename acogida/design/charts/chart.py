"""What every chart is: a picture, its table, its sentence and its source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from acogida.core.written import number as numeral
from acogida.design.charts.canvas import Canvas

Data = Sequence[tuple[str, float | None]]
Format = Callable[[float], str]
WIDE, NARROW = 680, 328


@dataclass(frozen=True)
class Chart:
    """One chart, ready to show.

    `svg` holds two drawings of the same figures, one for wide and one for narrow screens: the page
    shows one of them. `svg_for_documents` is the wide one alone, with its colours and size fixed.
    `rows` are lists of already formatted strings under `headers`, the same figures as the drawing.
    """

    title: str
    svg: SafeString
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentence: str
    source: str
    alt: str = ""
    svg_for_documents: str = ""


def number(value: float) -> str:
    """A number as the page's language writes it: at most two decimals."""
    return numeral(round(value, 2))


def written(value: float | None, form: Format | None) -> str:
    """The value as text; a gap says that there is no figure."""
    return _("no figure") if value is None else (form or number)(value)


def drawings(draw: Callable[[int], Canvas], alt: str) -> tuple[SafeString, str]:
    """The two drawings of a page in one string, and the one for documents."""
    wide, narrow = draw(WIDE), draw(NARROW)
    page = wide.svg(alt, css="drawing drawing--wide") + narrow.svg(alt, css="drawing drawing--narrow")
    return mark_safe(page), wide.svg(alt, fixed=True)


def finished(
    draw: Callable[[int], Canvas],
    *,
    title: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    sentence: str,
    source: str,
    alt: str = "",
) -> Chart:
    """Draw and put together. The alternative text is the title and the sentence, unless given."""
    told = alt or (f"{title}. {sentence}" if sentence else title)
    page, fixed = drawings(draw, told)
    return Chart(title, page, headers, rows, sentence, source, told, fixed)


def empty(width: int) -> Canvas:
    """The drawing of no data: one line that says so."""
    canvas = Canvas(width, 64)
    canvas.rect(0, 0, width, 64, "soft", radius=4)
    canvas.text(width / 2, 37, _("There are no figures to draw."), paint="quiet", anchor="middle")
    return canvas


def plain(text: str) -> str:
    """Text made safe for markup."""
    return str(escape(text))
