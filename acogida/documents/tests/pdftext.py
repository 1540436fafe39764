"""The words of a PDF as its own fonts say they read, without spaces, so that no other program is needed."""

import io
import re

import pikepdf

PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table: dict[int, str] = {}
    source = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", source, re.S):
        for first, last, to in RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + step] = _unicode(to)[:-1] + chr(ord(_unicode(to)[-1]) + step)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", source, re.S):
        table.update({int(code, 16): _unicode(to) for code, to in PAIR.findall(block)})
    return table


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def words_of(made: bytes) -> str:
    """Everything the pages show, in the order it was set, spaces left out."""
    found: list[str] = []
    for page in pikepdf.open(io.BytesIO(made)).pages:
        fonts = {str(name): _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
        letters: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                letters = fonts[str(operands[0])]
            elif str(operator) in {"Tj", "TJ"}:
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        pairs = (codes[n : n + 2] for n in range(0, len(codes), 2))
                        found += [letters.get(int.from_bytes(pair), "?") for pair in pairs]
    return squeezed("".join(found))
