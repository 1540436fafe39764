"""A workbook that departments filled in, read back: what each row says, or the sentence that says why not."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES, fold
from acogida.documents.tables import Row, Sheet, is_missing, read_table, read_workbook
from acogida.plans.models import Condition, Dimension, Plan
from acogida.plans.queries.columns import headers
from acogida.plans.queries.parts import CELLS, label_of

LIST = 3  # the place of the sheet that only lists what may be chosen


@dataclass
class Told:
    """What the workbook says of one action: its report, its values by indicator, and those told apart."""

    action: int
    row: int
    reported_on: datetime.date | None
    condition: str
    narrative: str
    delay_reason: str
    spent: Decimal | None
    values: dict[int, tuple[Decimal, str]] = field(default_factory=dict)
    parts: dict[int, dict[str, dict[str, int]]] = field(default_factory=dict)


@dataclass
class Workbook:
    """The reports that were read, every sentence about what could not be, and sheets not ours."""

    told: list[Told] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read(data: bytes, name: str, plan: Plan) -> Workbook:
    """Read a whole workbook; raises Refused where it is none, or none of this plan."""
    reader = _Reader(data, name, plan)
    return reader.book


class _Reader:
    def __init__(self, data: bytes, name: str, plan: Plan) -> None:
        content = plan.current_version.content if plan.current_version else {"actions": []}
        self.actions = {a["id"] for a in content["actions"]}
        self.owner = {i["id"]: a["id"] for a in content["actions"] for i in a["indicators"]}
        self.data, self.name, self.book = data, name, Workbook()
        self.known = _names()
        found = self._sheets(read_workbook(data, name))
        if 0 not in found:
            raise Refused(
                _("This workbook has no sheet of reports. Download it here, fill it in and send it back.")
            )
        by_action = {told.action: told for told in self._reports(found[0])}
        self.book.told = list(by_action.values())
        if 1 in found:
            self._values(found[1], by_action)
        if 2 in found:
            self._parts(found[2], by_action)

    def _sheets(self, present: Iterable[str]) -> dict[int, str]:
        """The sheets of ours by their place; of two that are the same one, neither is chosen in silence."""
        found: dict[int, str] = {}
        for sheet in present:
            place = self.known[0].get(fold(sheet))
            if place is None:
                self.book.unread.append(sheet)
            elif place in found:
                self.book.faults.append(
                    _("The sheets “%(one)s” and “%(other)s” are the same one. Keep one of them.")
                    % {"one": found[place], "other": sheet}
                )
            else:
                found[place] = sheet
        return found

    def _sheet(self, place: int, name: str, needed: tuple[int, ...]) -> tuple[Sheet, dict[int, Any]] | None:
        """A sheet and its columns by their place in `headers`; a fault where one that is needed is gone."""
        try:
            sheet = read_table(self.data, self.name, sheet=name)
        except Refused as refusal:
            self.book.faults.append(str(refusal))
            return None
        columns: dict[int, Any] = {}
        for column in sheet.columns:
            at = self.known[1][place].get(fold(column.header))
            if at is not None:
                columns.setdefault(at, column)
        gone = [number for number in needed if number not in columns]
        for number in gone:
            header = list(headers().values())[place][number]
            self.book.faults.append(
                _("The sheet “%(sheet)s” has lost its column “%(column)s”. Put it back.")
                % {"sheet": name, "column": header}
            )
        return None if gone else (sheet, columns)

    def _fault(self, sheet: Sheet, row: Row, sentence: str) -> None:
        self.book.faults.append(
            _("“%(sheet)s”, row %(row)s: %(sentence)s")
            % {"sheet": sheet.name, "row": row.number, "sentence": sentence}
        )

    def _reports(self, name: str) -> Iterator[Told]:
        read_ = self._sheet(0, name, (0, 3, 4, 5))
        if read_ is None:
            return
        sheet, at = read_
        seen: set[int] = set()
        for row in sheet.rows:
            cells = {n: row.cells[column.position] for n, column in at.items()}
            if all(is_missing(cells.get(n)) for n in (3, 4, 5, 6, 7)):
                continue
            pk = self._code(sheet, row, sheet.text(row, at[0]), "A", self.actions)
            if pk is None:
                continue
            if pk in seen:
                self._fault(sheet, row, _("this action stands there twice. Keep one row."))
                continue
            seen.add(pk)
            yield Told(
                action=pk,
                row=row.number,
                reported_on=self._day(sheet, row, cells[3]),
                condition=self._condition(sheet, row, sheet.text(row, at[4])),
                narrative=sheet.text(row, at[5]),
                delay_reason=sheet.text(row, at[6]) if 6 in at else "",
                spent=self._number(sheet, row, at[7]) if 7 in at else None,
            )

    def _values(self, name: str, told: dict[int, Told]) -> None:
        read_ = self._sheet(1, name, (0, 6, 7))
        if read_ is None:
            return
        sheet, at = read_
        for row in sheet.rows:
            if is_missing(row.cells[at[6].position]):
                continue
            pk = self._code(sheet, row, sheet.text(row, at[0]), "I", set(self.owner))
            value = self._number(sheet, row, at[6])
            if pk is None or value is None:
                continue
            report = self._report_of(sheet, row, pk, told)
            if report is not None and pk in report.values:
                self._fault(sheet, row, _("this indicator stands there twice. Keep one row."))
            elif report is not None:
                report.values[pk] = (value, sheet.text(row, at[7]))

    def _parts(self, name: str, told: dict[int, Told]) -> None:
        read_ = self._sheet(2, name, (0, 2, 3, 4))
        if read_ is None:
            return
        sheet, at = read_
        for row in sheet.rows:
            if is_missing(row.cells[at[4].position]):
                continue
            pk = self._code(sheet, row, sheet.text(row, at[0]), "I", set(self.owner))
            count = self._number(sheet, row, at[4])
            dimension = self.known[2].get(fold(sheet.text(row, at[2])), "")
            if pk is None or count is None:
                continue
            if count != int(count) or not dimension:
                self._fault(sheet, row, _("a whole number of people, told apart by one of those listed."))
                continue
            report = self._report_of(sheet, row, pk, told)
            if report is None:
                continue
            who = sheet.text(row, at[3])
            cell = self.known[3].get(dimension, {}).get(fold(who), who)
            cells = report.parts.setdefault(pk, {}).setdefault(dimension, {})
            if cell in cells:
                self._fault(sheet, row, _("“%(who)s” stands there twice. Keep one row.") % {"who": who})
            cells[cell] = int(count)

    def _report_of(self, sheet: Sheet, row: Row, indicator: int, told: dict[int, Told]) -> Told | None:
        found = told.get(self.owner[indicator])
        if found is None:
            self._fault(sheet, row, _("its action has no report in this workbook. Fill that row in too."))
        return found

    def _code(self, sheet: Sheet, row: Row, text: str, letter: str, known: set[int]) -> int | None:
        code = text.strip().upper()
        if code.startswith(letter) and code[1:].isdigit() and int(code[1:]) in known:
            return int(code[1:])
        if not code:
            self._fault(
                sheet,
                row,
                _("it has lost its code. If cells were merged, undo it and copy the code from the workbook."),
            )
            return None
        self._fault(
            sheet, row, _("“%(code)s” is no code of this plan. Copy it from the workbook.") % {"code": text}
        )
        return None

    def _number(self, sheet: Sheet, row: Row, column: Any) -> Decimal | None:
        if is_missing(row.cells[column.position]):
            return None
        found = sheet.number(row, column)
        if found is None:
            said = sheet.text(row, column)
            self._fault(sheet, row, _("“%(text)s” is not a number.") % {"text": said})
        return found

    def _day(self, sheet: Sheet, row: Row, cell: Any) -> datetime.date | None:
        if isinstance(cell, datetime.datetime):
            return cell.date()
        if isinstance(cell, datetime.date):
            return cell
        text = str(cell or "").strip()
        for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
            try:
                return datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 -- a day has no zone
            except ValueError:
                continue
        self._fault(sheet, row, _("“%(text)s” is not a date. Write it as 2026-03-20.") % {"text": text})
        return None

    def _condition(self, sheet: Sheet, row: Row, text: str) -> str:
        found: str = self.known[4].get(fold(text), "")
        if not found:
            said = ", ".join(str(condition.label) for condition in Condition)
            self._fault(
                sheet, row, _("“%(text)s” does not say how it stands: %(all)s.") % {"text": text, "all": said}
            )
        return found


def _names() -> tuple[Any, ...]:
    """Sheets, columns, dimensions, cells and conditions by their folded words in every language."""
    sheets: dict[str, int] = {}
    columns: list[dict[str, int]] = [{}, {}, {}]
    dimensions: dict[str, str] = {}
    cells: dict[str, dict[str, str]] = {}
    conditions: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            sheets.setdefault(fold(_("How it stands")), LIST)
            for place, (name, heads) in enumerate(headers().items()):
                sheets.setdefault(fold(name), place)
                for at, head in enumerate(heads):
                    columns[place].setdefault(fold(head), at)
            for dimension in Dimension:
                dimensions.setdefault(fold(str(dimension.label)), dimension.value)
                for cell in CELLS.get(dimension, {}):
                    known = cells.setdefault(dimension.value, {})
                    known.setdefault(fold(label_of(dimension, cell)), cell)
            for condition in Condition:
                conditions.setdefault(fold(str(condition.label)), condition.value)
    return sheets, columns, dimensions, cells, conditions
