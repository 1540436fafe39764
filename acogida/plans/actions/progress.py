"""Progress reports: dated, with what was spent, what shows it and what the indicators say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.documents.models import StoredFile
from acogida.plans.actions.apart import apart
from acogida.plans.actions.ground import locked, require_text, require_writer
from acogida.plans.actions.particulars import counted
from acogida.plans.actions.tell import tell_report_due
from acogida.plans.models import Action, ActionIndicator, Condition, IndicatorValue, Plan, Progress
from acogida.plans.queries.schedule import due_met_by, reports_due
from acogida.plans.signals import progress_reported
from acogida.plans.states import State

REMINDED_AHEAD_DAYS = 14


@dataclass(frozen=True)
class Reported:
    """One indicator's value in a report, with where it comes from."""

    indicator: ActionIndicator
    value: Decimal
    source: str
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@transaction.atomic
def report_progress(
    action: Action,
    *,
    reported_on: date,
    condition: str,
    narrative: str,
    delay_reason: str = "",
    spent: Decimal | None = None,
    spent_on: Mapping[int, Decimal] | None = None,
    reached: Mapping[str, int | None] | None = None,
    values: Iterable[Reported] = (),
    evidence_link: str = "",
    evidence_file: StoredFile | None = None,
    by: User,
    at: datetime,
    held: Plan | None = None,
) -> Progress:
    """Say how an adopted action goes. `spent` is what was spent since the last report, in its currency;
    where the budget has lines, `spent_on` tells it apart by their numbers and `spent` is its sum.
    `reached` are people reached since the last report, by `Group`.

    A report after the day it was due is taken all the same, and shown as late.
    `held` is the plan where a deed on many actions has locked it with its actions and asked for the right.
    """
    plan = held or locked(action.plan)
    if held is None:
        require_writer(plan, by)
        action = Action.objects.select_for_update(of=("self",)).select_related("plan").get(pk=action.pk)
    values = list(values)
    _require_adopted(plan, action)
    _require_words(condition, narrative, delay_reason)
    _require_day(action, reported_on, at)
    on_lines = _on_lines(action, spent_on or {})
    spent = sum(on_lines.values(), Decimal(0)) if on_lines else spent
    _require_money(action, spent)
    _require_values(action, values)
    progress = Progress.objects.create(
        action=action,
        reported_on=reported_on,
        condition=condition,
        narrative=narrative.strip(),
        delay_reason=delay_reason.strip(),
        spent=spent,
        spent_on={str(number): f"{amount:.2f}" for number, amount in on_lines.items()},
        reached=counted(reached or {}),
        evidence_link=evidence_link,
        evidence_file=evidence_file,
        due_on=due_met_by(plan, action, reported_on),
        reported_by=by,
        recorded_at=at,
    )
    _keep(values, progress)
    _tell_of(progress, plan, by=by, at=at)
    return progress


def _keep(values: Iterable[Reported], progress: Progress) -> None:
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            progress=progress,
            indicator=v.indicator,
            value=v.value,
            source=v.source.strip(),
            parts=apart(v.indicator, v.value, v.parts),
        )
        for v in values
    )


def _tell_of(progress: Progress, plan: Plan, *, by: User, at: datetime) -> None:
    audit.record(
        "plans.progress_reported",
        progress,
        by=by,
        at=at,
        detail={
            "action": progress.action_id,
            "condition": progress.condition,
            "late": progress.is_late,
        },
    )
    changed("plan", plan.pk)
    transaction.on_commit(partial(progress_reported.send, Progress, progress=progress))


@transaction.atomic
def remind_of_reports(plan: Plan, *, at: datetime) -> int:
    """Tell the editors which reports fall due within two weeks, each once. How many were told of.

    Asked daily by a task; nobody's deed, so it is by the house itself.
    """
    plan = locked(plan)
    told = 0
    for due in reports_due(plan, at.date(), ahead_days=REMINDED_AHEAD_DAYS):
        if due.action.reminded_of == due.due_on:
            continue
        due.action.reminded_of = due.due_on
        due.action.save(update_fields=["reminded_of"])
        tell_report_due(due.action, due_on=due.due_on, at=at)
        audit.record(
            "plans.report_reminded",
            due.action,
            by="acogida",
            at=at,
            detail={"due_on": due.due_on.isoformat()},
        )
        told += 1
    return told


def _require_adopted(plan: Plan, action: Action) -> None:
    if plan.current_version is None:
        raise Refused(_("Progress is reported once the plan is adopted."))
    if plan.state not in {State.IMPLEMENTATION, State.EVALUATION}:
        raise Refused(_("This plan is closed: what it says no longer changes."))
    if action.pk not in {a["id"] for a in plan.current_version.content["actions"]}:
        raise Refused(_("This action is not part of the adopted version. Adopt the amendment first."))


def _require_words(condition: str, narrative: str, delay_reason: str) -> None:
    if condition not in Condition.values:
        raise Refused(_("Say how the action stands."))
    require_text(narrative, _("Say in a few words what was done and what came of it."))
    if condition == Condition.DELAYED:
        require_text(delay_reason, _("Say why it is delayed: others meet the same obstacle."))
    if condition == Condition.STOPPED:
        require_text(delay_reason, _("Say why it was stopped."))


def _require_day(action: Action, reported_on: date, at: datetime) -> None:
    if reported_on > at.date():
        raise Refused(_("A report cannot be dated in the future."))
    last = action.progress.order_by("-reported_on").values_list("reported_on", flat=True).first()
    if last and reported_on < last:
        raise Refused(
            _("There is already a report of %(day)s. A new one is dated that day or later.")
            % {"day": last.isoformat()}
        )


def _require_money(action: Action, spent: Decimal | None) -> None:
    if spent is None:
        return
    if spent < 0:
        raise Refused(_("Spending is not negative. To correct an earlier report, explain it in words."))
    if not action.currency:
        raise Refused(_("This action has no currency yet. Write it in the action, then report the spending."))


def _on_lines(action: Action, spent_on: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What was spent on each line, nothing left out that is above 0."""
    known = {line["id"] for line in action.lines}
    if set(spent_on) - known:
        raise Refused(_("This line is no longer part of the budget. Load the page again."))
    if any(amount < 0 for amount in spent_on.values()):
        raise Refused(_("Spending is not negative. To correct an earlier report, explain it in words."))
    return {number: amount for number, amount in spent_on.items() if amount}


def _require_values(action: Action, values: list[Reported]) -> None:
    own = set(action.indicators.current().values_list("pk", flat=True))
    seen: set[int] = set()
    for reported in values:
        words = {"indicator": reported.indicator.title}
        if reported.indicator.pk not in own:
            raise Refused(_("“%(indicator)s” is not an indicator of this action.") % words)
        if reported.indicator.pk in seen:
            raise Refused(_("“%(indicator)s” has two values in one report.") % words)
        seen.add(reported.indicator.pk)
        require_text(
            reported.source,
            _("Say where the value of “%(indicator)s” comes from: no result without a source.") % words,
        )
        if reported.indicator.unit.startswith("%") and reported.value > 100:
            raise Refused(_("“%(indicator)s” cannot be more than 100 %%.") % words)
