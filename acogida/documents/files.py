"""Keeping what people upload: known by its content, checked, stored under a name of ours."""

import hashlib
import io
import re
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents import archives
from acogida.documents.models import StoredFile
from acogida.documents.tables.delimited import decoded

MAX_PIXELS = 100_000_000
OOXML = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": f"{OOXML}.wordprocessingml.document",
    "xlsx": f"{OOXML}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|object|\?xml|\?php)", re.I)
# Things in a PDF that run: scripts, launched programs, files inside it.
ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)\b")
PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
MAX_PDF_OBJECTS = 50 * 1024 * 1024


@dataclass(frozen=True)
class Checked:
    """An upload that may be kept."""

    kind: str
    data: bytes
    name: str


@transaction.atomic
def keep(upload: "UploadedFile[Any]", *, by: object, at: datetime) -> StoredFile:
    """Check an upload and keep it under a name of ours; raises Refused with a sentence otherwise.

    `by` is whoever sends it, kept as text. Who may fetch it later is the owning module's question.
    """
    checked = check(upload)
    stored = StoredFile(
        name=checked.name,
        content_type=TYPES[checked.kind],
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        added_at=at,
        added_by=str(by)[:254],
    )
    stored.file.save(f"{uuid.uuid4().hex}.{checked.kind}", ContentFile(checked.data), save=False)
    try:
        stored.save()
        audit.record("documents.kept", stored, by=by, at=at, detail={"sha256": stored.sha256})
    except BaseException:
        # The row is rolled back by the transaction; the file beside it is ours to take away.
        stored.file.delete(save=False)
        raise
    return stored


def check(upload: "UploadedFile[Any]") -> Checked:
    """What an upload is, from its content; raises Refused where it may not be kept."""
    limit = settings.UPLOAD_LIMIT_BYTES
    # Somebody may have looked into it before, as an import does.
    upload.seek(0)
    data = upload.read(limit + 1)
    if len(data) > limit:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": max(limit // 2**20, 1)})
    if not data:
        raise Refused(_("The file “%(name)s” is empty.") % {"name": upload.name or ""})
    kind = kind_of(data, PurePath(upload.name or "").suffix.casefold())
    return Checked(kind, data, safe_name(upload.name or "", kind))


def kind_of(data: bytes, suffix: str = "") -> str:
    """One of TYPES, by content alone; `suffix` only tells CSV from other text."""
    archives.refuse_old_office(data)
    for begins, kind, look in RECOGNISED:
        if data.startswith(begins):
            look(data)
            return kind
    if data.startswith(b"PK"):
        kind = archives.kind_of(archives.opened(data))
        if kind not in TYPES:
            raise Refused(_kinds())
        return kind
    return _text(data, suffix)


def _kinds() -> str:
    return _(
        "This kind of file is not accepted. Send a PDF, an image (PNG, JPEG), a document (DOCX, ODT), "
        "a spreadsheet (XLSX, ODS), or a CSV or text file."
    )


def _pdf(data: bytes) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise Refused(_("The file is damaged and cannot be opened."))
    objects = _pdf_objects(data)
    if re.search(rb"/Encrypt\b", objects):
        raise Refused(_("The file is protected with a password. Save it without one and send it again."))
    if ACTIVE_PDF.search(objects):
        raise Refused(
            _("The PDF carries scripts or attached files. Print it to a new PDF and send that one instead.")
        )


def _pdf_objects(data: bytes) -> bytes:
    """The dictionaries of a PDF, those in compressed streams of objects too, without pictures and text."""
    found, end, left = [], 0, MAX_PDF_OBJECTS
    for stream in PDF_STREAM.finditer(data):
        before = data[end : stream.start()]
        found.append(before)
        end = stream.end()
        if b"ObjStm" in before[-2048:]:
            try:
                inflated = zlib.decompressobj().decompress(stream[1], left)
            except zlib.error as error:
                raise Refused(_("The file is damaged and cannot be opened.")) from error
            left -= len(inflated)
            if left <= 0:
                raise Refused(_("The file is far larger inside than it looks, so it was not opened."))
            found.append(inflated)
    found.append(data[end:])
    return PDF_ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), b"\n".join(found))


def _png(data: bytes) -> None:
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-64:]:
        raise Refused(_("The file is damaged and cannot be opened."))
    _picture(int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))


def _jpeg(data: bytes) -> None:
    """Walk the segments to the one that tells the size."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        mark, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            _picture(int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7]))
            return
        place += 2 + length
    raise Refused(_("The file is damaged and cannot be opened."))


def _picture(width: int, height: int) -> None:
    if not 0 < width * height <= MAX_PIXELS:
        raise Refused(_("The image is too large to be shown. Make it smaller and send it again."))


def _text(data: bytes, suffix: str) -> str:
    """Plain text or CSV, in any encoding an office writes, and nothing a browser would run."""
    try:
        text, _encoding = decoded(data)
    except Refused as refusal:
        raise Refused(_kinds()) from refusal
    odd = sum(1 for c in text[:100_000] if ord(c) < 32 and c not in "\t\n\r\f")
    if odd or MARKUP.search(text[:100_000]) or text.startswith(("#!", "MZ")):
        raise Refused(_kinds())
    return "csv" if suffix in {".csv", ".tsv"} else "txt"


RECOGNISED: list[tuple[bytes, str, Callable[[bytes], None]]] = [
    (b"%PDF-", "pdf", _pdf),
    (b"\x89PNG\r\n\x1a\n", "png", _png),
    (b"\xff\xd8\xff", "jpg", _jpeg),
]


def safe_name(name: str, kind: str) -> str:
    """A name to show and to download under: no path, nothing odd, ending in what the file really is."""
    stem = PurePath(name.replace("\\", "/")).name
    for ending in (f".{kind}", ".jpeg" if kind == "jpg" else "", ".tsv" if kind == "csv" else ""):
        if ending and stem.casefold().endswith(ending):
            stem = stem[: -len(ending)]
            break
    visible = "".join(c for c in stem if c.isprintable()).strip(". ")[:120]
    valid = get_valid_filename(visible) if re.search(r"\w", visible) else "file"
    return f"{valid}.{kind}"


@dataclass(frozen=True)
class Download:
    """A kept file on its way out: open for reading, with a safe name and its type."""

    stream: IO[Any]
    name: str
    content_type: str
    size: int


def open_for_download(stored: StoredFile) -> Download:
    """The kept file, open; the caller closes the stream (Django's FileResponse does)."""
    return Download(stored.file.open("rb"), stored.name, stored.content_type, stored.size)


def read(stored: StoredFile) -> io.BytesIO:
    """The whole kept file in memory; uploads are bounded, so this is too."""
    with stored.file.open("rb") as file:
        return io.BytesIO(file.read())
