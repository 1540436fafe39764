"""When reports are due. Time is passed in; nothing here asks what day it is."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from acogida.plans.models import Action, ActionIndicator, Condition, IndicatorValue, Plan, Progress
from acogida.plans.queries.achievement import reached
from acogida.plans.states import State

USUAL_MONTHS = 6
SETTLED_DAYS = 30  # a due day this close before the last one is left out: one report tells both


@dataclass(frozen=True)
class Due:
    """A report that is expected: of which action, by when, and how many days late on the day asked."""

    action: Action
    due_on: date
    days_late: int

    @property
    def is_overdue(self) -> bool:
        return self.days_late > 0


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_days(plan: Plan, action: Action) -> list[date]:
    """Every day on which the action owes a report.

    From its start, each as many months as its most frequent indicator says (else 6), and once at the end:
    the later of its own and its targets', never after the plan's. Days before the adoption owe nothing.
    """
    indicators = [i for i in action.indicators.all() if i.withdrawn_at is None]
    every = min((i.every_months for i in indicators), default=USUAL_MONTHS)
    last = min(max([action.ends_on, *(i.target_on for i in indicators)]), plan.ends_on)
    days = []
    step = 1
    while (day := add_months(action.starts_on, every * step)) <= last - timedelta(days=SETTLED_DAYS):
        days.append(day)
        step += 1
    days.append(last)
    adopted = plan.first_adopted_at.date() if plan.first_adopted_at else date.max
    return [day for day in days if day > adopted]


def _open_days(plan: Plan, action: Action, reports: list[Progress]) -> list[date]:
    """The due days that no report has met yet. A report meets all that are past, and the next one when
    it comes in the second half of the time before it.
    """
    open_days = due_days(plan, action)
    previous = action.starts_on
    for report in sorted(reports, key=lambda r: (r.reported_on, r.pk)):
        while open_days and open_days[0] <= report.reported_on:
            previous = open_days.pop(0)
        if open_days and report.reported_on >= previous + (open_days[0] - previous) / 2:
            previous = open_days.pop(0)
    return open_days


def due_met_by(plan: Plan, action: Action, reported_on: date) -> date | None:
    """The due day that a new report of that day meets: the oldest open one, or none."""
    reports = list(action.progress.all())
    before = _open_days(plan, action, reports)
    after = _open_days(plan, action, [*reports, Progress(pk=0, action=action, reported_on=reported_on)])
    return next((day for day in before if day not in after), None)


def next_due(plan: Plan, action: Action) -> date | None:
    """The next day this action owes a report; None when it owes no more. Uses prefetched reports."""
    reports = list(action.progress.all())
    if reports and is_settled(action, max(reports, key=lambda r: (r.reported_on, r.pk))):
        return None
    return next(iter(_open_days(plan, action, reports)), None)


def is_settled(action: Action, last: Progress) -> bool:
    """Stopped, or done with every target reached: nothing more is owed."""
    if last.condition == Condition.STOPPED:
        return True
    indicators = [i for i in action.indicators.all() if i.withdrawn_at is None]
    return last.condition == Condition.DONE and all(reached(i) for i in indicators)


def with_reports() -> Prefetch[str]:
    """Indicators with their values in order of their reports, for prefetching with actions."""
    return _with_values(IndicatorValue.objects.select_related("progress"))


def _with_values(values: QuerySet[IndicatorValue]) -> Prefetch[str]:
    ordered = values.order_by("progress__reported_on", "progress")
    indicators = ActionIndicator.objects.current()
    return Prefetch(
        "indicators", indicators.prefetch_related(Prefetch("values", queryset=ordered, to_attr="reported"))
    )


def adopted_ids(plan: Plan) -> set[int]:
    """The pks of the actions in the adopted version; none before the first."""
    if plan.current_version is None:
        return set()
    return {a["id"] for a in plan.current_version.content["actions"]}


def current_actions(plan: Plan) -> list[Action]:
    """The plan's actions as they are today, with indicators, values and reports: 4 queries."""
    found = list(
        plan.actions.current()
        .select_related("objective", "challenge", "responsible")
        .prefetch_related(_with_values(IndicatorValue.objects.all()), "progress")
        .order_by("starts_on", "pk")
    )
    for action in found:
        reports = {report.pk: report for report in action.progress.all()}
        for indicator in action.indicators.all():
            for value in indicator.reported:
                value.progress = reports[value.progress_id]
    return found


def adopted_actions(plan: Plan, among: list[Action] | None = None) -> list[Action]:
    """The live rows of the actions in the adopted version; no query where `current_actions` are known."""
    ids = adopted_ids(plan)
    if not ids:
        return []
    return [action for action in (current_actions(plan) if among is None else among) if action.pk in ids]


def reports_due(
    plan: Plan, on: date, *, ahead_days: int = 30, actions: list[Action] | None = None
) -> list[Due]:
    """Reports overdue on that day, and those due within the days ahead; the longest overdue first."""
    if plan.state != State.IMPLEMENTATION:
        return []
    found = []
    for action in adopted_actions(plan) if actions is None else actions:
        day = next_due(plan, action)
        if day and day <= on + timedelta(days=ahead_days):
            found.append(Due(action, day, (on - day).days))
    return sorted(found, key=lambda due: (due.due_on, due.action.pk))
