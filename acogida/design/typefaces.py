"""The typefaces of the house, cut from the npm packages: small ones for pages, static ones for documents.

Run by `acogida assets --fonts`; what it writes is kept in the repository, so that an ordinary build
needs neither the packages' fonts nor fonttools. Both typefaces are under the SIL Open Font License.
"""

import io
from pathlib import Path
from typing import Any

from fontTools import merge  # type: ignore[import-untyped] # a tool of development without types
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped] # as above
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # as above
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped] # as above

# Latin of our languages and of the names of places: typographic signs, euro, arrows, minus.
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026),
    *(0x202F, 0x2009, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2191, 0x2193, 0x2212),
]
FACES = {
    "atkinson-hyperlegible-next": ("Atkinson Hyperlegible Next", (400, 700), {400: "Regular", 700: "Bold"}),
    "bitter": ("Bitter", (600, 700), {600: "SemiBold"}),
}
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]


def cut(packages: Path, *, pages: Path, documents: Path) -> list[Path]:
    """Write the fonts of `packages` (a node_modules folder) into the two folders; gives the files."""

    made = []
    for name, (family, weights, statics) in FACES.items():
        files = packages / "@fontsource-variable" / name / "files"
        latin = files / f"{name}-latin-wght-normal.woff2"
        limited = io.BytesIO()
        instantiateVariableFont(TTFont(latin), {"wght": weights}).save(limited)
        font = TTFont(limited)  # read again: cutting glyphs needs every table written out
        made.append(_subset(font, pages / f"{name}.woff2"))
        for weight, style in statics.items():
            parts: list[Path] = []
            for script in ("latin", "latin-ext"):
                whole = TTFont(files / f"{name}-{script}-wght-normal.woff2")
                whole.flavor = None
                path = documents / f".{name}-{script}.ttf"
                instantiateVariableFont(whole, {"wght": weight}).save(path)
                parts.append(path)
            merged = merge.Merger().merge([str(part) for part in parts])
            for part in parts:
                part.unlink()
            _rename(merged, family, style, weight)
            merged.save(target := documents / f"{family.replace(' ', '')}-{style}.ttf")
            made.append(target)
    return made


def _subset(font: Any, target: Path) -> Path:

    options = Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 13, 14], flavor="woff2")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return target


def _rename(font: Any, family: str, style: str, weight: int) -> None:
    """Names by which Typst and word processors find the face: one family, its style and weight."""
    table = font["name"]
    for name_id, text in {
        1: family if style in {"Regular", "Bold"} else f"{family} {style}",
        2: style if style in {"Regular", "Bold"} else "Regular",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
