"""Filled templates, as people and their programs leave them: made of ours, for tests."""

import io
import re
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W, "w14": "http://schemas.microsoft.com/office/word/2010/wordml"}
DOCUMENT = "word/document.xml"


def q(tag):
    return f"{{{W}}}{tag}"


def changed(data, change, part=DOCUMENT):
    """The file with one part changed: `change` takes and gives its tree."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            body = old.read(item)
            if item.filename == part:
                tree = etree.fromstring(body)
                change(tree)
                body = etree.tostring(tree)
            new.writestr(item.filename, body)
    return made.getvalue()


def with_part(data, name, body=b"x"):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            new.writestr(item.filename, old.read(item))
        new.writestr(name, body)
    return made.getvalue()


def paragraph(text):
    made = etree.Element(q("p"))
    run = etree.SubElement(made, q("r"))
    etree.SubElement(run, q("t")).text = text
    return made


def control(tree, tag):
    [found] = [s for s in tree.iter(q("sdt")) if s.find(f"w:sdtPr/w:tag[@w:val='{tag}']", NS) is not None]
    return found


def filled(data, texts=(), ticks=()):
    """Answers by question, and the options ticked as Word ticks them."""

    def change(tree):
        for name, text in dict(texts).items():
            content = control(tree, f"practice.{name}").find("w:sdtContent", NS)
            for child in list(content):
                content.remove(child)
            for line in text.split("\n"):
                content.append(paragraph(line))
        for name in ticks:
            box = control(tree, f"practice.{name}")
            box.find(".//w14:checked", NS).set(f"{{{NS['w14']}}}val", "1")
            box.find(".//w:t", NS).text = "☒"

    return changed(data, change)


def without_controls(data):
    """As a program that does not know content controls leaves it: their content stands alone."""

    def change(tree):
        for found in list(tree.iter(q("sdt"))):
            for child in found.find("w:sdtContent", NS):
                found.addprevious(child)
            found.getparent().remove(found)

    return changed(data, change)


def with_body(data, text):
    """A paragraph somebody put after the last question."""
    return changed(data, lambda tree: tree.find("w:body", NS).insert(3, paragraph(text)))


def tracked(data, name, *, old, new):
    """An answer with a tracked change."""

    def change(tree):
        content = control(tree, f"practice.{name}").find("w:sdtContent", NS)
        for child in list(content):
            content.remove(child)
        content.append(
            etree.fromstring(
                f'<w:p xmlns:w="{W}"><w:del w:id="1" w:author="A"><w:r><w:delText>{old}</w:delText>'
                "</w:r></w:del>"
                f'<w:ins w:id="2" w:author="A"><w:r><w:t>{new}</w:t></w:r></w:ins></w:p>'
            )
        )

    return changed(data, change)


def plain_docx(text="A letter of the mayor."):
    from docx import Document  # noqa: PLC0415 -- a tenth of a second that only this needs

    document = Document()
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
