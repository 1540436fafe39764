"""Sending kept files and made documents so that no browser runs or guesses them."""

from pathlib import Path

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from acogida.documents.files import TYPES, open_for_download, safe_name
from acogida.documents.models import StoredFile

# What we write and never take in.
WRITTEN = {
    **TYPES,
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "yaml": "application/yaml",
    "xml": "application/xml",
}
# A document opened on its own may load, run and frame nothing.
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def download_response(stored: StoredFile) -> FileResponse:
    """A kept file as a download. Whether this person may have it is asked before."""
    found = open_for_download(stored)
    response = FileResponse(
        found.stream, as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response["Content-Length"] = str(found.size)
    _lock(response)
    return response


def document_response(made: bytes, *, name: str, kind: str) -> HttpResponse:
    """A document made on the spot as a download; `kind` is its ending (`WRITTEN`)."""
    response = HttpResponse(made, content_type=WRITTEN[kind])
    header = content_disposition_header(as_attachment=True, filename=safe_name(name, kind))
    response["Content-Disposition"] = header or "attachment"
    _lock(response)
    return response


def kept_response(path: Path, *, name: str, kind: str) -> FileResponse:
    """A document that was made once (`kept`) as a download, read from the disk as it goes out."""
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=safe_name(name, kind), content_type=WRITTEN[kind]
    )
    _lock(response)
    return response


def _lock(response: HttpResponseBase) -> None:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = LOCKED
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
