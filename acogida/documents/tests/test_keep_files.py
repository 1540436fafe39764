"""Keeping uploads: recognised by content, refused with a sentence, sent back as downloads."""

import hashlib
import io
import zlib
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.documents import files
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response, download_response
from acogida.documents.models import StoredFile
from acogida.documents.pdf import png_of, to_pdf
from acogida.documents.report import Paragraph, Report
from acogida.documents.tables import OutSheet, write_xlsx
from acogida.documents.tests.factories import BARS
from acogida.documents.tests.workbooks import (
    ODS,
    ODT,
    SMALL,
    bomb,
    ods_number,
    ods_of,
    ooxml,
    xlsx_of,
    zipped,
)

pytestmark = pytest.mark.django_db

REPORT = Report("Prueba", date=date(2026, 3, 2), sections=[Paragraph("Texto.")])
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080010001001011100ffd9")
OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def keep(data: bytes, name: str, at):
    return files.keep(SimpleUploadedFile(name, data, "text/html"), by="ana@example.org", at=at)


@pytest.mark.parametrize(
    ("data", "name", "kept_as", "content_type"),
    [
        (to_pdf(REPORT), "acta.pdf", "acta.pdf", "application/pdf"),
        (to_docx(REPORT), "acta.docx", "acta.docx", f"{OFFICE}.wordprocessingml.document"),
        (xlsx_of(SMALL), "datos.xlsx", "datos.xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        (ods_of(ods_number(1)), "datos.ods", "datos.ods", ODS),
        (zipped({"mimetype": ODT, "content.xml": "<x/>"}), "hoja.odt", "hoja.odt", ODT),
        (png_of(BARS, width_mm=20), "foto.png", "foto.png", "image/png"),
        (JPEG, "foto.JPEG", "foto.jpg", "image/jpeg"),
        ("País;1\n".encode("latin-1"), "datos.csv", "datos.csv", "text/csv"),
        ("Acta del día".encode("utf-16"), "acta", "acta.txt", "text/plain"),
        (to_pdf(REPORT), "acta.exe", "acta.exe.pdf", "application/pdf"),
        (to_pdf(REPORT), "../../etc/<b>pass\x00wd\u202e.pdf", "bpasswd.pdf", "application/pdf"),
        (to_pdf(REPORT), "", "file.pdf", "application/pdf"),
    ],
)
def test_what_people_need_is_kept_and_known_by_its_content(data, name, kept_as, content_type, at):
    upload = SimpleUploadedFile("x", data, "text/html")
    upload._name = name  # past Django's own cleaning, as another caller might hand it in
    stored = files.keep(upload, by="ana@example.org", at=at)

    assert (stored.name, stored.content_type, stored.size) == (kept_as, content_type, len(data))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert (stored.added_by, stored.added_at) == ("ana@example.org", at)
    assert kept_as.split(".")[0] not in stored.file.name
    assert [event.name for event in AuditEvent.objects.all()] == ["documents.kept"]


def pdf_with_script(*, packed: bool) -> bytes:
    made = io.BytesIO()
    pdf = pikepdf.open(io.BytesIO(to_pdf(REPORT)))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = pdf.make_indirect(script)
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    pdf.save(made, object_stream_mode=mode)
    return made.getvalue()


def locked_pdf() -> bytes:
    made = io.BytesIO()
    pikepdf.open(io.BytesIO(to_pdf(REPORT))).save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


LOCKED = "<m:encryption-data/>"


def disguised() -> bytes:
    """The same script with letters of its names written as numbers."""
    return pdf_with_script(packed=False).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")


def pdf_bomb() -> bytes:
    packed = zlib.compress(b"\0" * 60_000_000)
    return b"%PDF-1.7\n<</Type/ObjStm>>stream\n" + packed + b"endstream\n%%EOF"


def huge_png() -> bytes:
    png = png_of(BARS, width_mm=20)
    return png[:16] + b"\xff\xff\xff\x7f" * 2 + png[24:]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.pdf", "is empty"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg", "kind of file"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png", "kind of file"),
        (b"<!DOCTYPE html><p>hola", "a.txt", "kind of file"),
        (b"hola\n< ScRipt>alert(1)</script>", "a.txt", "kind of file"),
        ("<script>".encode("utf-16"), "a.txt", "kind of file"),
        (b"MZ\x90\x00\x03", "a.pdf", "kind of file"),
        (b"\x7fELF\x02\x01", "a.txt", "kind of file"),
        (b"#!/bin/sh\nrm", "a.txt", "kind of file"),
        (b"GIF89a\x01\x00", "a.gif", "kind of file"),
        (zipped({"a.txt": "x"}), "a.zip", "kind of file"),
        (zipped({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "a.pptx", "kind of file"),
        (ooxml("word/document.xml", **{"word/vbaProject.bin": "x"}), "a.docx", "macros"),
        (ooxml("word/document.xml", **{"word/activeX/a.bin": "x"}), "a.docx", "macros"),
        (zipped({"mimetype": ODT, "Basic/Standard/m.xml": "x"}), "a.odt", "macros"),
        (zipped({"mimetype": ODT, "META-INF/manifest.xml": LOCKED}), "a.odt", "password"),
        (bomb, "a.docx", "far larger inside"),
        (zipped({f"{n}": "x" for n in range(3_001)}), "a.docx", "far larger inside"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 90, "a.doc", "old Office format"),
        (b"%PDF-1.7\n", "a.pdf", "damaged"),
        (locked_pdf(), "a.pdf", "password"),
        (pdf_with_script(packed=False), "a.pdf", "scripts or attached files"),
        (pdf_with_script(packed=True), "a.pdf", "scripts or attached files"),
        (disguised, "a.pdf", "scripts or attached files"),
        (pdf_bomb, "a.pdf", "far larger inside"),
        (huge_png, "a.png", "too large to be shown"),
        (JPEG[:12], "a.jpg", "damaged"),
    ],
)
def test_what_could_do_harm_is_refused_with_a_sentence_and_nothing_is_kept(data, name, sentence, at):
    with pytest.raises(Refused, match=sentence):
        keep(data() if callable(data) else data, name, at)

    assert StoredFile.objects.count() == 0
    assert AuditEvent.objects.count() == 0


def test_a_file_over_the_limit_is_refused(settings, at):
    settings.UPLOAD_LIMIT_BYTES = 2 * 1024 * 1024

    with pytest.raises(Refused, match="larger than 2 MB"):
        keep(b"a" * (2 * 1024 * 1024 + 1), "a.txt", at)


def test_pictures_are_not_searched_for_words_that_scripts_use(at):
    noise = zlib.compress(b"/JavaScript /Encrypt /Launch")
    data = b"%PDF-1.7\n1 0 obj<</Length 9>>stream\n/JavaScript" + noise + b"\nendstream endobj\n%%EOF"

    assert keep(data, "a.pdf", at).content_type == "application/pdf"


def test_a_kept_file_comes_back_as_a_download_that_nothing_runs(at):
    stored = keep(to_pdf(REPORT), "Acta de sesión.pdf", at)

    response = download_response(stored)

    assert b"".join(response.streaming_content) == to_pdf(REPORT)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "Acta_de_sesi%C3%B3n.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_a_document_made_on_the_spot_is_a_download_too():
    response = document_response(write_xlsx([OutSheet("x", ["a"], [[1]])]), name='in"forme\n', kind="xlsx")

    assert response["Content-Disposition"] == 'attachment; filename="informe.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(b"PK")


def test_a_file_that_was_looked_into_is_kept_whole(at):
    upload = SimpleUploadedFile("a.csv", b"uno;dos\n")
    upload.read()

    assert files.keep(upload, by="ana@example.org", at=at).size == 8


def test_a_kept_file_can_be_read_whole(at):
    assert files.read(keep(b"uno;dos\n", "a.csv", at)).getvalue() == b"uno;dos\n"
