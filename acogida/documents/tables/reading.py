"""Reading a table from a file of any office: CSV in any usual encoding, XLSX, ODS."""

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.documents import archives
from acogida.documents.tables import delimited, workbooks
from acogida.documents.tables.sheets import Row, Sheet


def read_table(data: bytes, name: str, *, sheet: str | None = None) -> Sheet:
    """The table in a file. What the file is, is seen from its content; `name` is only used in sentences.

    Of a workbook the first visible sheet that holds something is read, or the one named `sheet`.
    Raises Refused with a sentence for the person where the file is empty, too large, damaged, locked,
    carries macros or is no table.
    """
    _refuse_sizes(data, name)
    if data.startswith(b"PK"):
        archive = archives.opened(data)
        kind = archives.kind_of(archive)
        if kind == "xlsb":
            raise Refused(_("The file is a binary workbook. Save it as .xlsx and send it again."))
        if kind not in {"xlsx", "ods"}:
            raise Refused(_("This file holds no table. Send a spreadsheet (.xlsx, .ods) or a .csv file."))
        return workbooks.read(data, archive, kind=kind, name=name, sheet=sheet)
    if data.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"MZ", b"\x7fELF")
    ):
        raise Refused(_("This file holds no table. Send a spreadsheet (.xlsx, .ods) or a .csv file."))
    return delimited.read(data, name=name)


def read_workbook(data: bytes, name: str) -> dict[str, list[Row]]:
    """Every visible sheet of a workbook, row by row as it stands: for files whose sheets have a meaning.

    Raises Refused with a sentence where it is no workbook that may be opened.
    """
    _refuse_sizes(data, name)
    if not data.startswith(b"PK"):
        raise Refused(_("This file is no workbook. Send a spreadsheet (.xlsx, .ods)."))
    archive = archives.opened(data)
    kind = archives.kind_of(archive)
    if kind not in {"xlsx", "ods"}:
        raise Refused(_("This file is no workbook. Send a spreadsheet (.xlsx, .ods)."))
    return workbooks.sheets(data, archive, kind=kind)


def _refuse_sizes(data: bytes, name: str) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused(_("The file “%(name)s” is empty.") % {"name": name})
    if len(data) > settings.UPLOAD_LIMIT_BYTES:
        raise Refused(
            _("The file is larger than %(limit)s MB.") % {"limit": settings.UPLOAD_LIMIT_BYTES // 2**20}
        )
    archives.refuse_old_office(data)
