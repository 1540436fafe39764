"""The answers as a table that can be edited elsewhere and read back, with nothing saved on the way."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from acogida.assessments.models import Answer, Assessment, Value
from acogida.assessments.queries import questions_of
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES, in_language
from acogida.documents.tables import OutSheet, Row, Sheet
from acogida.documents.tables.writing import FORMULA

LONGEST = 4000


def headers() -> dict[str, str]:
    """The headers of the table in the page's language, by what they hold."""
    return {
        "code": _("Code"),
        "section": _("Section"),
        "question": _("What is asked"),
        "value": _("Answer"),
        "explanation": _("Explanation"),
        "revision": _("Version read (do not change)"),
    }


def sheet_of(assessment: Assessment) -> OutSheet:
    """All questions with their answers, to edit in a spreadsheet and send back."""
    answers = {answer.question_id: answer for answer in assessment.answers.order_by("pk")}
    choices = ", ".join(str(value.label) for value in Value)
    rows = []
    for question in questions_of(assessment.instrument):
        answer = answers.get(question.pk)
        sub = question.sub_dimension
        rows.append(
            [
                question.code,
                f"{in_language(sub.dimension.name)} · {in_language(sub.name)}",
                f"{in_language(question.text)} ({choices})",
                str(Value(answer.value).label) if answer and answer.value else "",
                answer.explanation if answer else "",
                answer.revision if answer else 0,
            ]
        )
    return OutSheet(str(assessment.year), list(headers().values()), rows, widths=(8, 30, 60, 16, 60, 12))


@dataclass(frozen=True)
class RowChange:
    """One answer that the file would change. `revision` is the version that it was made from."""

    row: int
    code: str
    before: tuple[str, str]
    value: str
    explanation: str
    revision: int


@dataclass
class DryRun:
    """What a file would do: the changes, how many rows say what is stored, and what is wrong by row."""

    changes: list[RowChange] = field(default_factory=list)
    same: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def dry_run(assessment: Assessment, sheet: Sheet) -> DryRun:
    """Hold each row of a file against what is stored; nothing is saved. Raises Refused without columns."""
    places = _places(sheet)
    codes = {question.code: question.pk for question in questions_of(assessment.instrument)}
    stored = {
        answer.question_id: answer
        for answer in assessment.answers.select_related("updated_by", "updated_link").order_by("pk")
    }
    found, seen = DryRun(), set[str]()
    for row in sheet.rows:
        code = cell_text(row, places["code"]).upper()
        if code not in codes:
            found.faults.append(
                (row.number, _("There is no question with the code “%(code)s”.") % {"code": code})
            )
        elif code in seen:
            found.faults.append((row.number, _("The question %(code)s stands twice.") % {"code": code}))
        else:
            seen.add(code)
            _hold(found, row, code, places, stored.get(codes[code]))
    return found


def _hold(found: DryRun, row: Row, code: str, places: dict[str, int], answer: Answer | None) -> None:
    """One row beside what is stored for its question."""
    value = _value(cell_text(row, places["value"]))
    explanation = cell_text(row, places["explanation"])
    revision = cell_text(row, places["revision"])
    if value is None:
        words = {"code": code, "word": cell_text(row, places["value"])}
        found.faults.append((row.number, _("%(code)s: “%(word)s” is none of the five answers.") % words))
        return
    if len(explanation) > LONGEST:
        sentence = _("%(code)s: the explanation is longer than %(most)s characters.")
        found.faults.append((row.number, sentence % {"code": code, "most": LONGEST}))
        return
    before = (answer.value, answer.explanation) if answer else ("", "")
    if before == (value, explanation):
        found.same += 1
    elif (answer.revision if answer else 0) != (int(revision) if revision.isdigit() else -1):
        sentence = _("%(code)s was changed here after the file was downloaded. Download it again.")
        found.faults.append((row.number, sentence % {"code": code}))
    else:
        found.changes.append(RowChange(row.number, code, before, value, explanation, int(revision)))


def _places(sheet: Sheet) -> dict[str, int]:
    """Where each thing stands, by its header in any of our languages."""
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            words |= {header.casefold(): key for key, header in headers().items()}
    places = {
        words[column.header.strip().casefold()]: column.position
        for column in sheet.columns
        if column.header.strip().casefold() in words
    }
    missing = [header for key, header in headers().items() if key not in places and key in NEEDED]
    if missing:
        raise Refused(
            _("The file has no column “%(name)s”. Send the file that was downloaded here, filled in.")
            % {"name": missing[0]}
        )
    return places


NEEDED = ("code", "value", "explanation", "revision")


def cell_text(row: Row, position: int) -> str:
    """A cell as text; the apostrophe that kept it from being a formula is taken off."""
    cell: Any = row.cells[position] if position < len(row.cells) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).replace("\r\n", "\n").strip()
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(FORMULA) else text


def _value(word: str) -> str | None:
    """One of the five answers from its word in any of our languages, "" for none, None where it is not."""
    if not word:
        return ""
    asked = word.strip().casefold()
    for value in Value:
        if asked == value.value:
            return str(value.value)
        for language in LANGUAGES:
            with translation.override(language):
                if asked == str(value.label).casefold():
                    return str(value.value)
    return None
