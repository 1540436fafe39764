"""Text tables: which encoding, which delimiter, which rows."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.documents.tables import bounds
from acogida.documents.tables.layout import arranged
from acogida.documents.tables.sheets import Row, Sheet

SAMPLE_ROWS = 60
# Wanted where several would do: decimal commas make "," look like a delimiter, never ";".
DELIMITERS = (";", "\t", "|", ",")
ONE_BYTE = ("cp1252", "cp850", "mac_roman")
LETTERS = set("áéíóúüñàèìòùâêîôûãõçëïœÁÉÍÓÚÜÑÀÈÌÒÙÂÊÎÔÛÃÕÇËÏŒ¿¡ºª«»°’–€")


def read(data: bytes, *, name: str) -> Sheet:
    """The table in a text file."""
    text, encoding = decoded(data)
    if not any(character.isalnum() for character in text):
        raise Refused(_("The table is empty: there is nothing to read in “%(name)s”.") % {"name": name})
    text, delimiter = _delimiter(text)
    rows = list(_rows(text, delimiter))
    widest = max((len(row.cells) for row in rows), default=0)
    bounds.check(len(rows), widest)
    return arranged(
        rows,
        name=name,
        otherwise="." if delimiter == "," else ",",
        encoding=encoding,
        delimiter=delimiter,
    )


def decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8, else the one-byte encoding that reads best."""
    for mark, encoding in [
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ]:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    sample = data[:4096]
    if sample.count(0) > len(sample) // 4:
        wide = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        return _strictly(data, wide), wide
    if b"\x00" in data:
        raise Refused(_not_a_table())
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = max(ONE_BYTE, key=lambda code: _likeness(data[:200_000], code))
        return data.decode(encoding, "replace"), encoding


def _likeness(sample: bytes, encoding: str) -> float:
    """How many of the letters beyond ASCII are ones that our languages write."""
    beyond = [c for c in sample.decode(encoding, "replace") if not c.isascii()]
    return sum(c in LETTERS for c in beyond) / max(len(beyond), 1)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(_not_a_table()) from error


def _not_a_table() -> str:
    return _("This file holds no table. Send a spreadsheet (.xlsx, .ods) or a .csv file.")


def _delimiter(text: str) -> tuple[str, str]:
    """The text and its delimiter; Excel's own `sep=;` line is believed and taken off."""
    first, _newline, rest = text.partition("\n")
    hint = first.strip().strip('"').casefold()
    if hint.startswith("sep=") and len(hint) == 5:
        return "\n" + rest, hint[4]
    scores = {mark: _score(text, mark) for mark in DELIMITERS}
    best = max(scores.values())
    return text, next((mark for mark in DELIMITERS if scores[mark] and scores[mark] >= 0.8 * best), ",")


def _score(text: str, delimiter: str) -> float:
    """The share of the first rows that have the same number of cells, where that is more than one."""
    sample = []
    try:
        for cells in _parsed(text[:200_000], delimiter):
            if any(cell.strip() for cell in cells):
                sample.append(len(cells))
            if len(sample) == SAMPLE_ROWS:
                break
    except Refused:
        return 0.0  # one cell would be longer than any cell is: not this delimiter
    counts = Counter(width for width in sample if width > 1)
    return max(counts.values()) / len(sample) if counts else 0.0


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True)
    except csv.Error as error:
        raise Refused(
            _("The file could not be read as a table: a quotation mark is opened and never closed.")
        ) from error


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Rows that hold something, cells without outer spaces, numbered as a spreadsheet would."""
    kept = 0
    for number, cells in enumerate(_parsed(text, delimiter), start=1):
        values = [cell.strip() or None for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            kept += 1
            bounds.check(kept, len(values) if len(values) > bounds.MAX_COLUMNS else 1)
            yield Row(number, tuple(values))
