"""A protocol drawn: its steps from top to bottom, parting at a condition and meeting again below."""

from dataclasses import dataclass, field
from html import escape
from textwrap import wrap

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from acogida.design.palette import FONT, PAINTS
from acogida.services.branches import Numbered, Stretch
from acogida.services.models import ProtocolVersion

WIDTH, BOX, HALF, LINE, GAP, PAD = 640, 440, 310, 20, 34, 14
LETTERS, HALF_LETTERS = 48, 30
MIDDLE = WIDTH // 2
LEFT, RIGHT = HALF // 2, WIDTH - HALF // 2


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
        [str(one.number), one.step["title"], one.step["who"], one.step["within"], when]
        for stretch in version.stretches
        for branch, when in (
            (stretch.steps, stretch.condition),
            (stretch.otherwise, _("not: %(what)s") % {"what": stretch.condition}),
        )
        for one in branch
    ]
    words = "; ".join(_("%(n)s. %(step)s (%(who)s)") % {"n": r[0], "step": r[1], "who": r[2]} for r in rows)
    sentence = _("The steps in order: %(steps)s.") % {"steps": words}
    return Drawing(
        title=str(version.protocol),
        svg=_svg(version.stretches, sentence),
        headers=["#", _("Step"), _("Who does it"), _("Within"), _("Only if")],
        rows=rows,
        sentence=sentence,
    )


def _svg(stretches: list[Stretch], sentence: str) -> str:
    parts, y = list[str](), 4
    for place, stretch in enumerate(stretches):
        if place:
            parts.append(_arrow(MIDDLE, y, y + GAP))
            y += GAP
        if stretch.condition:
            drawn, y = _parting(stretch, y, is_last=place == len(stretches) - 1)
        else:
            drawn, y = _column(stretch.steps, MIDDLE, y, width=BOX, letters=LETTERS)
        parts += drawn
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 4}" role="img" '
        f'aria-label="{escape(sentence)}" font-family="{escape(FONT)}">{"".join(parts)}</svg>'
    )


def _parting(stretch: Stretch, y: int, *, is_last: bool) -> tuple[list[str], int]:
    """The condition, its steps on the left, what holds otherwise on the right, and where both meet again."""
    words = wrap(_("If: %(what)s") % {"what": stretch.condition}, HALF_LETTERS - 6)
    bottom = y + 2 * PAD + LINE * len(words)
    middle, reach = (y + bottom) // 2, HALF // 2 - 20
    corners = f"{MIDDLE - reach},{middle} {MIDDLE - reach + 24},{y} {MIDDLE + reach - 24},{y}"
    corners += f" {MIDDLE + reach},{middle} {MIDDLE + reach - 24},{bottom} {MIDDLE - reach + 24},{bottom}"
    parts = [
        f'<polygon points="{corners}" class="f-paper s-series-2" fill="{PAINTS["paper"]}" '
        f'stroke="{PAINTS["series-2"]}" stroke-width="2"/>'
    ]
    for row, line in enumerate(words):
        parts.append(_text(MIDDLE, y + PAD + LINE * (row + 1) - 5, line, "ink", 16, bold=True, middle=True))
    top = bottom + GAP
    ends = []
    branches = (
        (LEFT, MIDDLE - reach, _("yes"), stretch.steps),
        (RIGHT, MIDDLE + reach, _("no"), stretch.otherwise),
    )
    for x, corner, answer, steps in branches:
        if is_last and not steps:
            continue  # nothing is left to do there, and nothing to meet
        parts.append(_line(f"M{corner} {middle}H{x}V{top}"))
        parts.append(_text(x + (8 if x == LEFT else -8), bottom + 14, answer, "quiet", 15, end=x == RIGHT))
        drawn, end = _column(steps, x, top, width=HALF - 6, letters=HALF_LETTERS) if steps else ([], top)
        parts += [_head(x, top), *drawn] if steps else []
        ends.append((x, end))
    if is_last:
        return parts, max(end for _x, end in ends)
    meet = max(end for _x, end in ends) + GAP // 2
    parts += [_line(f"M{x} {end}V{meet}H{MIDDLE}") for x, end in ends]
    return parts, meet


def _column(steps: list[Numbered], x: int, y: int, *, width: int, letters: int) -> tuple[list[str], int]:
    """Boxes under one another around a vertical line; the drawing and where it ends."""
    parts = list[str]()
    for place, one in enumerate(steps):
        if place:
            parts.append(_arrow(x, y, y + GAP))
            y += GAP
        drawn, y = _box(one, x - width // 2, y, width=width, letters=letters)
        parts += drawn
    return parts, y


def _box(one: Numbered, x: int, y: int, *, width: int, letters: int) -> tuple[list[str], int]:
    step = one.step
    head = wrap(f"{one.number}. {step['title']}", letters) or [""]
    foot = wrap(step["who"] + (f" · {step['within']}" if step["within"] else ""), letters + 6)
    height = 2 * PAD + LINE * (len(head) + len(foot)) - 4
    parts = [
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" class="f-paper s-series-1" '
        f'fill="{PAINTS["paper"]}" stroke="{PAINTS["series-1"]}" stroke-width="2"/>'
    ]
    at = y + PAD + 12
    for line, paint, size in [*((w, "ink", 16) for w in head), *((w, "quiet", 14) for w in foot)]:
        parts.append(_text(x + PAD, at, line, paint, size, bold=paint == "ink"))
        at += LINE
    return parts, y + height


def _text(
    x: int,
    y: int,
    words: str,
    paint: str,
    size: int,
    *,
    bold: bool = False,
    middle: bool = False,
    end: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}"{weight}{anchor} class="f-{paint}" '
        f'fill="{PAINTS[paint]}">{escape(words)}</text>'
    )


def _line(path: str) -> str:
    return f'<path d="{path}" fill="none" class="s-quiet" stroke="{PAINTS["quiet"]}" stroke-width="2"/>'


def _head(x: int, y: int) -> str:
    return _line(f"M{x - 6} {y - 9}L{x} {y - 2}L{x + 6} {y - 9}")


def _arrow(x: int, top: int, bottom: int) -> str:
    return _line(f"M{x} {top}V{bottom - 2}") + _head(x, bottom)
