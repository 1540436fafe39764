"""Archives from strangers: how large they really are and what they carry, before anybody opens them.

DOCX, XLSX, ODT and ODS are ZIP archives. What an archive declares is not believed: each part is
inflated once, in pieces, and compared with its declaration.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from acogida.core.errors import Refused

MAX_PARTS = 3_000
MAX_INFLATED = 300 * 1024 * 1024
PIECE = 256 * 1024
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
MACROS = re.compile(
    r"vbaproject|vbadata|(^|/)macrosheets/|(^|/)activex/|(^|/)basic/.|(^|/)scripts/.|oleobject[^/]*\.bin$",
    re.I,
)


def refuse_old_office(data: bytes) -> None:
    """Refuse the binary format of before 2007, which is also what a password turns a file into."""
    if not data.startswith(OLD_OFFICE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(_("The file is protected with a password. Save it without one and send it again."))
    raise Refused(
        _("The file is in the old Office format. Open it, save it as .xlsx or .docx and send it again.")
    )


def opened(data: bytes, *, may_carry_programs: bool = False) -> zipfile.ZipFile:
    """The archive, checked; raises Refused where it is broken, locked, a bomb or carries programs.

    `may_carry_programs` is for what only ever runs where it can reach nothing.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OSError) as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise Refused(_("The file is far larger inside than it looks, so it was not opened."))
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused(_("The file is protected with a password. Save it without one and send it again."))
    if not may_carry_programs and any(MACROS.search(part.filename.replace("\\", "/")) for part in parts):
        raise Refused(_("The file carries macros or other programs. Save it without them and send it again."))
    _measure(data, parts)
    _read_declarations(archive)
    return archive


def _measure(data: bytes, parts: list[zipfile.ZipInfo]) -> None:
    """Inflate every part once: a declaration may lie, and a reader that believes it may not."""
    for part in parts:
        size = 0
        for piece in _inflated(data, part):
            size += len(piece)
            if size > part.file_size:
                break
        if size != part.file_size:
            raise Refused(_("The file is damaged and cannot be opened."))


def _inflated(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    start = part.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise Refused(_("The file is damaged and cannot be opened."))
    name, extra = struct.unpack_from("<HH", data, start + 26)
    body = memoryview(data)[start + 30 + name + extra :][: part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield bytes(body)
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused(_("The file is damaged and cannot be opened."))
    inflater = zlib.decompressobj(-15)
    rest: bytes | memoryview = body
    try:
        while rest and not inflater.eof:
            piece = inflater.decompress(rest, PIECE)
            rest = inflater.unconsumed_tail
            if piece:
                yield piece
            elif not rest:
                break
        yield inflater.flush(PIECE)
    except zlib.error as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error


def _read_declarations(archive: zipfile.ZipFile) -> None:
    """Macros and passwords that only the archive's own table of contents tells of."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names and b"macroEnabled" in head(archive, "[Content_Types].xml"):
        raise Refused(_("The file carries macros or other programs. Save it without them and send it again."))
    if "META-INF/manifest.xml" in names and b"encryption-data" in head(archive, "META-INF/manifest.xml"):
        raise Refused(_("The file is protected with a password. Save it without one and send it again."))


def head(archive: zipfile.ZipFile, name: str, limit: int = 1024 * 1024) -> bytes:
    """The beginning of a part; empty where there is none."""
    try:
        with archive.open(name) as part:
            return part.read(limit)
    except KeyError:
        return b""


def kind_of(archive: zipfile.ZipFile) -> str:
    """What the archive is by what it holds: docx, xlsx, xlsb, pptx, odt, ods, or nothing we know."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        for part, kind in [
            ("word/document.xml", "docx"),
            ("xl/workbook.xml", "xlsx"),
            ("xl/workbook.bin", "xlsb"),
            ("ppt/presentation.xml", "pptx"),
        ]:
            if part in names:
                return kind
    declared = head(archive, "mimetype", 200).decode("ascii", "replace").strip()
    return {
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.oasis.opendocument.spreadsheet": "ods",
    }.get(declared, "")
