"""The directory for others: a workbook that can be read back, a booklet, a poster."""

from collections.abc import Iterable, Mapping
from typing import Any

import segno
from django.utils.translation import gettext as _

from acogida.core.text import LANGUAGES
from acogida.documents.report import ChartBlock, Facts, Heading, Note, Paragraph, Report
from acogida.documents.tables.writing import OutSheet
from acogida.services.actions.importing import COLUMNS, LISTS
from acogida.services.actions.writing import TEXTS
from acogida.services.lists import TOPICS, Access, Cost, Paper, Provider, languages
from acogida.services.models import Service
from acogida.services.presenters.directory import Line, facts
from acogida.services.presenters.protocol import Drawing
from acogida.territories.models import Territory


def workbook(services: Iterable[Service]) -> list[OutSheet]:
    """Every entry with the columns that an import reads, and what may be written in the lists."""
    rows = [[_cell(service, column) for column in COLUMNS] for service in services]
    allowed: list[list[object]] = [["topics", key, str(topic.label)] for key, topic in TOPICS.items()]
    allowed += [["languages", code, name] for code, name in languages()]
    for column, choices in (
        ("papers", Paper),
        ("accessibility", Access),
        ("cost", Cost),
        ("provider_kind", Provider),
    ):
        allowed += [[column, value, str(label)] for value, label in choices.choices]
    return [
        OutSheet("directory", COLUMNS, rows),
        OutSheet("values", [_("Column"), _("Write"), _("Meaning")], allowed),
    ]


def directory_sheet(rows: Iterable[Mapping[str, object]]) -> OutSheet:
    """Rows read elsewhere as the table that an import reads."""
    return OutSheet("directory", COLUMNS, [[row.get(column, "") for column in COLUMNS] for row in rows])


def _cell(service: Service, column: str) -> object:
    if column in LISTS:
        return ",".join(getattr(service, column))
    name, _under, code = column.rpartition("_")
    if name in TEXTS and code in LANGUAGES:
        return getattr(service, name).get(code, "")
    if column in ("lat", "lon") and not service.is_located:
        return ""
    return getattr(service, column)


def booklet(
    place: Territory, lines: list[Line], *, language: str, on: Any, source: str, rest: str = ""
) -> Report:
    """The services of a place on paper of half a sheet: for a pocket. `rest` is where the others are."""
    sections: list[Any] = [
        Note(_("Checked on the day each one says. Call before you go: what is on paper grows old."))
    ]
    for line in lines:
        sections.append(Heading(line.service.name, 2))
        if line.service.what:
            sections.append(Paragraph(line.service.what))
        sections.append(Facts([*facts(line), *line.hours, (_("Checked"), line.checked[0])]))
    if rest:
        told = {"n": len(lines), "address": rest}
        sections.append(
            Note(
                _("This booklet holds %(n)s services. The others are in the next one: %(address)s") % told,
                url=rest,
            )
        )
    title = _("Services in %(place)s") % {"place": place}
    return Report(title, "", language, on, source, sections)


def poster(place: Territory, *, address: str, language: str, on: Any) -> Report:
    """One sheet for a wall: what it is, and the sign that a telephone reads."""
    svg = segno.make(address, error="m").svg_inline(scale=10, border=2, dark="black", light="white")
    sign = Drawing(
        title=_("Point the camera of your telephone here"),
        svg=svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
        sentence=address,
    )
    words = _("Where to go, when it is open, which papers, in which language. Free. Nobody asks who you are.")
    title = _("Services in %(place)s") % {"place": place}
    return Report(title, words, language, on, "", [ChartBlock(sign, with_table=False)])
