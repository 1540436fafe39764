"""Workbooks for tests, honest and hostile, made by hand where no library would write them."""

import io
import zipfile
from functools import lru_cache

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def xlsx_of(sheet_data: str, *, before: str = "", after: str = "", **extra: str | bytes) -> bytes:
    """A workbook whose only sheet holds this XML; `extra` are further parts, `__` standing for `/`."""
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                '<sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>'
            ),
            **{name.replace("__", "/"): content for name, content in extra.items()},
        }
    )


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


SMALL = (
    f'<row r="1">{text_cell("A1", "País")}{text_cell("B1", "Personas")}</row>'
    f'<row r="2">{text_cell("A2", "Haití")}<c r="B2"><v>12</v></c></row>'
)


def ods_of(rows: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0" '
        f'xmlns:text="{OASIS}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Hoja1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0"/>'
    return zipped({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods_number(value: float) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def workbook(write) -> bytes:
    """A workbook that a library writes: `write(book)` fills it."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    write(book)
    book.close()
    return made.getvalue()


@lru_cache(maxsize=1)
def bomb() -> bytes:
    """310 MB of nothing in 300 kB, named as a document and as a workbook would be."""
    nothing = b"\0" * (10 * 1024 * 1024)
    parts = {f"part{n}": nothing for n in range(31)}
    return zipped({"[Content_Types].xml": "x", "word/document.xml": "x", **parts})


def ooxml(main: str, **extra: str | bytes) -> bytes:
    """The bare frame of an Office file; `extra` are further parts, `__` standing for `/`."""
    parts = {name.replace("__", "/").replace("--", "."): content for name, content in extra.items()}
    return zipped({"[Content_Types].xml": "x", main: "x", **parts})
