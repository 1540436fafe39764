"""A protocol drawn: its steps from top to bottom, those that hold only sometimes set apart to the right."""

from dataclasses import dataclass, field
from html import escape
from textwrap import wrap
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from acogida.design.palette import FONT, PAINTS
from acogida.services.models import ProtocolVersion

WIDTH, BOX, SIDE, LINE, GAP, PAD = 640, 440, 190, 20, 30, 14
LETTERS = 52


@dataclass(frozen=True)
class Drawing:
    """What `documents` and pages take for a chart: the drawing, its rows, its sentence."""

    title: str
    svg: str
    headers: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    sentence: str = ""
    source: str = ""

    @property
    def markup(self) -> SafeString:
        return SafeString(self.svg)


def drawing_of(version: ProtocolVersion) -> Drawing:
    """The steps as SVG, with the same as a table and in a sentence."""
    rows = [
        [str(n), step["title"], step["who"], step["within"], step["only_if"]]
        for n, step in enumerate(version.steps, 1)
    ]
    words = "; ".join(_("%(n)s. %(step)s (%(who)s)") % {"n": r[0], "step": r[1], "who": r[2]} for r in rows)
    sentence = _("The steps in order: %(steps)s.") % {"steps": words}
    return Drawing(
        title=str(version.protocol),
        svg=_svg(version.steps, sentence),
        headers=["#", _("Step"), _("Who does it"), _("Within"), _("Only if")],
        rows=rows,
        sentence=sentence,
    )


def _svg(steps: list[dict[str, Any]], sentence: str) -> str:
    parts, y = [], 4
    for number, step in enumerate(steps, 1):
        x = SIDE if step["only_if"] else 4
        head = wrap(f"{number}. {step['title']}", LETTERS) or [""]
        foot = wrap(step["who"] + (f" · {step['within']}" if step["within"] else ""), LETTERS + 6)
        height = 2 * PAD + LINE * (len(head) + len(foot)) - 4
        edge = "series-2" if step["only_if"] else "series-1"
        if number > 1:
            parts.append(_arrow(x + 40, y - GAP, y))
        if step["only_if"]:
            for row, line in enumerate(wrap(_("only if: %(what)s") % {"what": step["only_if"]}, 22)):
                parts.append(_text(4, y + PAD + LINE * (row + 1) - 6, line, "quiet", 14))
        parts.append(
            f'<rect x="{x}" y="{y}" width="{BOX}" height="{height}" rx="8" class="f-paper s-{edge}" '
            f'fill="{PAINTS["paper"]}" stroke="{PAINTS[edge]}" stroke-width="2"/>'
        )
        at = y + PAD + 12
        for line in head:
            parts.append(_text(x + PAD, at, line, "ink", 16, bold=True))
            at += LINE
        for line in foot:
            parts.append(_text(x + PAD, at, line, "quiet", 14))
            at += LINE
        y += height + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y - GAP + 4}" role="img" '
        f'aria-label="{escape(sentence)}" font-family="{escape(FONT)}">{"".join(parts)}</svg>'
    )


def _text(x: int, y: int, words: str, paint: str, size: int, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}"{weight} class="f-{paint}" '
        f'fill="{PAINTS[paint]}">{escape(words)}</text>'
    )


def _arrow(x: int, top: int, bottom: int) -> str:
    paint = PAINTS["quiet"]
    return (
        f'<path d="M{x} {top}V{bottom - 2}M{x - 6} {bottom - 9}L{x} {bottom - 2}L{x + 6} {bottom - 9}" '
        f'fill="none" class="s-quiet" stroke="{paint}" stroke-width="2"/>'
    )
