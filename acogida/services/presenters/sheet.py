"""The monthly sheet and the results of a day out: tables, a chart, a sentence; page, PDF and XLSX alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acogida.design.charts import Chart, bar_chart
from acogida.documents.report import Bullets, ChartBlock, Facts, Heading, Note, Paragraph, Report, Table
from acogida.documents.tables.writing import OutSheet
from acogida.evidence.disclosure import ALL, Hidden
from acogida.services.lists import TOPICS, Age, Sex, language_name
from acogida.services.models import OutreachDay
from acogida.services.queries.sheet import NONE, Sheet, Shown


@dataclass(frozen=True)
class Grid:
    """One table of a sheet, every cell already in words."""

    title: str
    headers: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Told:
    """A sheet in words: what the page, the PDF and the workbook show."""

    sentence: str
    note: str
    grids: list[Grid]
    chart: Chart | None


def written(shown: Shown, *, threshold: int) -> str:
    if shown.hidden == Hidden.SMALL:
        return _("under %(n)s") % {"n": threshold}
    if shown.value is None:
        return _("hidden")
    return str(shown.value)


def month_name(month: str) -> str:
    return date_format(date.fromisoformat(f"{month}-01"), "F Y")


def told(sheet: Sheet, *, names: Mapping[str, Mapping[str, str]]) -> Told:
    """`names` are the words of answers by question: origin, office, referred."""
    return Told(_sentence(sheet), _note(sheet), _grids(sheet, names), _chart(sheet))


def _sentence(sheet: Sheet) -> str:
    if sheet.is_empty:
        return _("Nobody was counted.")
    if sheet.total.value is None:
        return _("So few people were counted that nothing more can be shown without showing persons.")
    first = max(
        ((key, row[ALL].value) for key, row in sheet.topics.items() if row[ALL].value is not None),
        key=lambda pair: pair[1] or 0,
        default=None,
    )
    words = {"total": sheet.total.value}
    if first is None:
        return _("%(total)s attentions.") % words
    return _("%(total)s attentions; most were about: %(topic)s (%(n)s).") % {
        **words,
        "topic": str(TOPICS[first[0]].label),
        "n": first[1],
    }


def _note(sheet: Sheet) -> str:
    return _(
        "Counts of attentions, not of persons: somebody who came twice counts twice. Numbers under "
        "%(n)s are hidden, and others with them from which they could be worked out."
    ) % {"n": sheet.threshold}


def _grids(sheet: Sheet, names: Mapping[str, Mapping[str, str]]) -> list[Grid]:
    if not sheet.topics:
        return []
    grids = [
        _crossed(sheet, _("By topic and sex"), "sex", Sex),
        _crossed(sheet, _("By topic and age"), "age", Age),
    ]
    titles = {
        "origin": _("Where from"),
        "language": _("Language"),
        "referred": _("Referred to"),
        "office": _("Counter"),
        "day": _("Day"),
    }
    for question, title in titles.items():
        found = sheet.by.get(question, {})
        if len(found) > 1 or (found and NONE not in found and question == "day"):
            rows = [
                [_answer(question, key, names), written(shown, threshold=sheet.threshold)]
                for key, shown in _ordered(question, found)
            ]
            grids.append(Grid(title, [title, _("Attentions")], rows))
    return grids


def _ordered(question: str, found: Mapping[str, Shown]) -> Iterable[tuple[str, Shown]]:
    if question == "day":
        return sorted(found.items())
    return sorted(found.items(), key=lambda pair: (pair[0] == NONE, -(pair[1].value or 0), pair[0]))


def _answer(question: str, key: str, names: Mapping[str, Mapping[str, str]]) -> str:
    if key == NONE:
        return _("Nowhere else") if question == "referred" else _("Not noted")
    if key == "other":
        return _("Other")
    if question == "day":
        return date_format(date.fromisoformat(key), "SHORT_DATE_FORMAT")
    if question == "language":
        return language_name(key)
    return names.get(question, {}).get(key, key)


def _crossed(sheet: Sheet, title: str, question: str, choices: Any) -> Grid:
    answers = [value or NONE for value in choices.values]
    used = [
        a for a in answers if any(f"{question}:{a}" in row for row in [sheet.totals, *sheet.topics.values()])
    ]
    labels = {value or NONE: str(label) for value, label in choices.choices}
    rows = []
    order = [key for key in TOPICS if key in sheet.topics]
    for name, row in [
        *((str(TOPICS[key].label), sheet.topics[key]) for key in order),
        (_("All topics"), sheet.totals),
    ]:
        cells = [written(row.get(ALL, Shown(0)), threshold=sheet.threshold)]
        cells += [
            written(row.get(f"{question}:{answer}", Shown(0)), threshold=sheet.threshold) for answer in used
        ]
        rows.append([name, *cells])
    return Grid(title, [_("Topic"), _("Attentions"), *(labels[a] for a in used)], rows)


def _chart(sheet: Sheet) -> Chart | None:
    rows = [
        (str(TOPICS[key].label), row[ALL].value)
        for key, row in sheet.topics.items()
        if row[ALL].value is not None
    ]
    if len(rows) < 2:
        return None
    rows.sort(key=lambda pair: -(pair[1] or 0))
    return bar_chart(
        _("Attentions by topic"),
        rows,
        unit=_("attentions"),
        sentence=_sentence(sheet),
        source=_("Counted at the counters, without data of persons."),
    )


def report(
    title: str, found: Told, *, subtitle: str, source: str, language: str, on: date, more: Any = ()
) -> Report:
    """The sheet as a document of one or two pages."""
    sections: list[Any] = [Paragraph(found.sentence), *more]
    if found.chart:
        sections.append(ChartBlock(found.chart, with_table=False))
    for grid in found.grids:
        sections.append(Heading(grid.title, 2))
        sections.append(Table(grid.headers, grid.rows, numeric_columns=range(1, len(grid.headers))))
    sections.append(Note(found.note))
    return Report(title, subtitle, language, on, source, sections)


def workbook(found: Told) -> list[OutSheet]:
    """Each table on a sheet of its own; numbers stay numbers, what is hidden stays words."""
    sheets = [
        OutSheet(grid.title[:31], grid.headers, [[_number(cell) for cell in row] for row in grid.rows])
        for grid in found.grids
    ]
    return [*sheets, OutSheet(_("Note"), [_("Note")], [[found.sentence], [found.note]])]


def _number(cell: str) -> object:
    return int(cell) if cell.isdigit() else cell


def day_out(day: OutreachDay) -> list[Any]:
    """What a results sheet says of the day itself."""
    facts = [
        (_("Day"), date_format(day.held_on, "DATE_FORMAT")),
        (_("Hours"), f"{day.starts_at:%H:%M}–{day.ends_at:%H:%M}"),
        (_("Where"), day.place),
        (_("Places"), day.quota if day.quota is not None else "–"),
        (_("Sent home without being attended"), day.turned_away if day.turned_away is not None else "–"),
    ]
    parts: list[Any] = [Facts(facts)]
    if day.partners:
        parts += [Heading(_("Partners"), 2), Bullets(list(day.partners))]
    if day.lesson:
        parts += [Heading(_("What to do otherwise next time"), 2), Paragraph(day.lesson)]
    return parts
