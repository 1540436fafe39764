"""A file of questions of whatever kind, from its bytes."""

import re

from acogida.training.questions import gift, moodle
from acogida.training.questions.shape import Reading

DECLARED = re.compile(r"^(\s*<\?xml[^>]*?)\s+encoding=[\"'][^\"']*[\"']")


def is_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read(data: bytes, language: str) -> Reading:
    """Moodle's XML, or else GIFT in whatever encoding it was saved."""
    return moodle.read(data, language) if is_xml(data) else gift.read(as_text(data), language)


def as_text(data: bytes) -> str:
    """The file as text to be shown and mended; XML without the encoding it had as a file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 -- 3 MB that few files need

        best = from_bytes(data[:500_000]).best()
        text = data.decode(best.encoding if best else "latin-1", "replace")
    return DECLARED.sub(r"\1", text) if is_xml(data) else text
