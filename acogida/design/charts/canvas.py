"""A sheet to draw on: a few shapes, texts measured and wrapped, written as SVG without styles."""

from html import escape

from acogida.design.palette import FONT, PAINTS

NARROW_LETTERS = set("ijlftrI.,:;'|!()[]{} ·-")
WIDE_LETTERS = set("mwMWQOGDHNUAÑÇ%@—…→")


def measure(text: str, size: float = 13) -> float:
    """About how wide a text will be, in units of the drawing; errs on the wide side."""
    ems = sum(0.32 if c in NARROW_LETTERS else 0.78 if c in WIDE_LETTERS else 0.56 for c in text)
    return ems * size


def cut(text: str, width: float, size: float = 13) -> str:
    """The text, ended with … where it would be wider than `width`."""
    if measure(text, size) <= width:
        return text
    while text and measure(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, width: float, size: float = 13, lines: int = 2) -> list[str]:
    """The text in at most so many lines, the last one cut where it must be."""
    done: list[str] = []
    rest = text.split()
    while rest and len(done) < lines - 1:
        line = rest.pop(0)
        while rest and measure(f"{line} {rest[0]}", size) <= width:
            line += " " + rest.pop(0)
        done.append(cut(line, width, size))
    if rest:
        done.append(cut(" ".join(rest), width, size))
    return done or [""]


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


class Canvas:
    """Shapes are kept in the order drawn. Paints are names of `palette.PAINTS`."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.parts: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, paint: str, *, radius: float = 0, tip: str = ""
    ) -> None:
        corner = f' rx="{_n(radius)}"' if radius else ""
        shape = (
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"'
            f'{corner} class="f-{paint}" fill="{PAINTS[paint]}"'
        )
        self.parts.append(f"{shape}><title>{escape(tip)}</title></rect>" if tip else f"{shape}/>")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        paint: str = "line",
        *,
        width: float = 1,
        dash: str = "",
    ) -> None:
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" class="s-{paint}"'
            f' stroke="{PAINTS[paint]}" stroke-width="{_n(width)}"{dashes}/>'
        )

    def path(
        self, d: str, *, fill: str = "", stroke: str = "", width: float = 1, dash: str = "", tip: str = ""
    ) -> None:
        classes = " ".join(filter(None, [f"f-{fill}" if fill else "", f"s-{stroke}" if stroke else ""]))
        shape = f'<path d="{d}" class="{classes}" fill="{PAINTS[fill] if fill else "none"}"'
        if stroke:
            shape += f' stroke="{PAINTS[stroke]}" stroke-width="{_n(width)}" stroke-linejoin="round"'
        if dash:
            shape += f' stroke-dasharray="{dash}"'
        self.parts.append(f"{shape}><title>{escape(tip)}</title></path>" if tip else f"{shape}/>")

    def circle(
        self, x: float, y: float, r: float, paint: str, *, ring: str = "", width: float = 2, tip: str = ""
    ) -> None:
        edge = f' stroke="{PAINTS[ring]}" stroke-width="{_n(width)}"' if ring else ""
        classes = f"f-{paint}" + (f" s-{ring}" if ring else "")
        shape = (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" class="{classes}" fill="{PAINTS[paint]}"{edge}'
        )
        self.parts.append(f"{shape}><title>{escape(tip)}</title></circle>" if tip else f"{shape}/>")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        paint: str = "ink",
        size: float = 13,
        anchor: str = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """`halo` keeps the text readable where lines run behind it."""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="700"' if bold else ""
        edge = f' class="halo f-{paint}" stroke="{PAINTS["paper"]}" stroke-width="4" paint-order="stroke"'
        drawn = edge if halo else f' class="f-{paint}"'
        bigger = "" if size == 13 else f' font-size="{_n(size)}"'
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}"{drawn} fill="{PAINTS[paint]}"{bigger}{where}{weight}>'
            f"{escape(text)}</text>"
        )

    def link(self, url: str, label: str) -> None:
        """Everything drawn until `end_link` leads there; only page addresses of this house or the web.

        `label` says in whole what the drawing may have cut short.
        """
        safe = url if url.startswith(("/", "#", "https://", "http://")) else "#"
        self.parts.append(f'<a href="{escape(safe)}"><title>{escape(label)}</title>')

    def end_link(self) -> None:
        self.parts.append("</a>")

    def svg(self, alt: str, *, css: str = "", fixed: bool = False) -> str:
        """The drawing as markup. `fixed` gives it a size, for documents; otherwise the page sizes it."""
        size = f' width="{_n(self.width)}" height="{_n(self.height)}"' if fixed else ""
        marks = f' class="{css}"' if css else ""
        linked = any(part.startswith("<a ") for part in self.parts) and not fixed
        role = "group" if linked else "img"
        inner = "".join(part for part in self.parts if not (fixed and part.startswith(("<a ", "</a>"))))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}"{size}'
            f'{marks} role="{role}" aria-label="{escape(alt)}" font-family="{FONT}" font-size="13">'
            f"{inner}</svg>"
        )
