"""The blocks of a document as the page shows them."""

from typing import Any

from django.utils.text import slugify

from acogida.documents.report import Heading, Report, Table, filled


def parts(report: Report) -> list[dict[str, Any]]:
    """Each block with the name of its kind, headings with an anchor, tables with whole rows."""
    found = []
    for block in report.blocks():
        part: dict[str, Any] = {"kind": type(block).__name__.lower(), "block": block}
        if isinstance(block, Heading):
            part["anchor"] = slugify(block.text)
        if isinstance(block, Table):
            part["rows"] = [list(zip(block.headers, row, strict=True)) for row in filled(block)]
        found.append(part)
    return found


def contents(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The chapters with their anchors."""
    return [
        (part["anchor"], part["block"].text)
        for part in found
        if part["kind"] == "heading" and part["block"].level == 1
    ]
