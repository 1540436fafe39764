"""The fonts of documents, and which characters they can show.

PDF/UA refuses a file with a character that no font has, so texts are looked through beforehand.
"""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FOLDERS = (Path(__file__).parents[1] / "design" / "fonts", Path(__file__).parent / "fonts")
HEADING, TEXT, LAST_RESORT = "Bitter", "Atkinson Hyperlegible Next", "DejaVu Sans"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def files() -> list[Path]:
    """The font files shipped with the product, ours before those of last resort."""
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.ttf"))]


def families() -> dict[str, tuple[str, ...]]:
    """For headings and for text, the families to try in order."""
    return {"heading": (HEADING, TEXT, LAST_RESORT), "text": (TEXT, LAST_RESORT)}


@lru_cache(maxsize=1)
def known_characters() -> frozenset[int]:
    """The code points that at least one shipped font can draw."""
    return frozenset().union(*(characters_of(path.read_bytes()) for path in files()))


def characters_of(font: bytes) -> set[int]:
    """The code points in a TrueType font's character map (formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    start = next(
        struct.unpack_from(">I", font, 12 + 16 * n + 8)[0]
        for n in range(tables)
        if font[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    (maps,) = struct.unpack_from(">H", font, start + 2)
    offsets = {start + struct.unpack_from(">I", font, start + 4 + 8 * n + 4)[0] for n in range(maps)}
    found: set[int] = set()
    for offset in offsets:
        (kind,) = struct.unpack_from(">H", font, offset)
        if kind == 4:
            found |= _segments(font, offset)
        elif kind == 12:
            found |= _groups(font, offset)
    return found


def _segments(font: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, offset + 14)
    starts = struct.unpack_from(f">{count}H", font, offset + 16 + 2 * count)
    return {c for first, last in zip(starts, ends, strict=True) for c in range(first, last + 1) if c < 0xFFFF}


def _groups(font: bytes, offset: int) -> set[int]:
    (count,) = struct.unpack_from(">I", font, offset + 12)
    found: set[int] = set()
    for n in range(count):
        first, last = struct.unpack_from(">II", font, offset + 16 + 12 * n)
        found.update(range(first, last + 1))
    return found


def clean(text: str) -> str:
    """The text without what no document may hold: control characters and broken halves of characters."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Cn", "Co"})


def printable(text: str) -> str:
    """The text with what our fonts cannot draw replaced by one sign that says so."""
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned
    known = known_characters()
    shown = []
    for character in unicodedata.normalize("NFC", cleaned):
        if character == "\n" or ord(character) in known:
            shown.append(character)
        elif unicodedata.category(character) not in {"Cf", "Mn"}:
            shown.append(UNKNOWN)
    return "".join(shown)
