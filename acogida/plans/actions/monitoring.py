"""Taking in what departments reported in a workbook: all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.actions.ground import locked, require_writer
from acogida.plans.actions.progress import Reported, report_progress
from acogida.plans.models import Action, Plan


@dataclass(frozen=True)
class SheetReport:
    """One action's report as a workbook says it; `row` is where it stands there."""

    action: int
    row: int
    reported_on: date
    condition: str
    narrative: str
    delay_reason: str = ""
    spent: Decimal | None = None
    values: Mapping[int, tuple[Decimal, str]] = field(default_factory=dict)
    parts: Mapping[int, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)


@transaction.atomic
def take_reports(plan: Plan, *, reports: Iterable[SheetReport], by: User, at: datetime) -> int:
    """Keep every report of a workbook, or none: the first that is refused says its row. How many."""
    faults, kept = _each(plan, reports, by=by, at=at)
    if faults:
        raise Refused(" ".join(faults))
    if not kept:
        raise Refused(_("The workbook reports nothing: no row has a date and says how it stands."))
    audit.record("plans.reports_taken_in", plan, by=by, at=at, detail={"reports": kept})
    return kept


def faults_of(plan: Plan, *, reports: Iterable[SheetReport], by: User, at: datetime) -> list[str]:
    """What would be refused, row by row: everything is tried and nothing is kept."""
    with transaction.atomic():
        faults, _kept = _each(plan, reports, by=by, at=at)
        transaction.set_rollback(True)
    return faults


def _each(plan: Plan, reports: Iterable[SheetReport], *, by: User, at: datetime) -> tuple[list[str], int]:
    plan = locked(plan)
    require_writer(plan, by)
    known = Action.objects.current().filter(plan=plan).select_for_update(of=("self",))
    actions = {action.pk: action for action in known.prefetch_related("indicators")}
    faults, kept = [], 0
    for report in reports:
        try:
            with transaction.atomic():
                _take(plan, actions.get(report.action), report, by=by, at=at)
        except Refused as refusal:
            faults.append(_("Row %(row)s: %(sentence)s") % {"row": report.row, "sentence": refusal})
        else:
            kept += 1
    return faults, kept


def _take(plan: Plan, action: Action | None, report: SheetReport, *, by: User, at: datetime) -> None:
    if action is None:
        raise Refused(_("This action is no longer part of the plan. Load the page again."))
    indicators = {i.pk: i for i in action.indicators.all()}
    if set(report.parts) - set(report.values):
        raise Refused(_("A value is told apart that is not given itself. Write it in the sheet of values."))
    report_progress(
        action,
        reported_on=report.reported_on,
        condition=report.condition,
        narrative=report.narrative,
        delay_reason=report.delay_reason,
        spent=report.spent,
        values=[
            Reported(indicators[pk], value, source, report.parts.get(pk, {}))
            for pk, (value, source) in report.values.items()
            if pk in indicators
        ],
        by=by,
        at=at,
        held=plan,
    )
