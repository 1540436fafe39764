"""The board: what is late and why, who answers for what, what hangs on what, where the money is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import Bar, Chart, Timeline, bar_chart, timeline
from acogida.plans.models import Action, Condition, Plan, Progress
from acogida.plans.presenters import words
from acogida.plans.presenters.progress import BAR_TONES, share_done, stands, timeline_sentence
from acogida.plans.queries import achievement, adopted_actions, money_of, reports_due
from acogida.plans.queries.budget import NO_YEAR, Amounts, Budget, as_content, budgets
from acogida.plans.queries.path import Step, path
from acogida.plans.queries.schedule import Due


@dataclass(frozen=True)
class BoardRow:
    """One action on the board. `reason` says why it is late or stopped, in the words of its last report."""

    action: Action
    condition: str
    tone: str
    last: str
    due: str
    days_late: int
    money: tuple[str, str]
    reason: str


@dataclass(frozen=True)
class Waiting:
    """What an action waits for, how many days it may slip, and whether its dates can hold."""

    action: Action
    needs: list[Action]
    slack: str
    tone: str
    pushed: str


@dataclass(frozen=True)
class Board:
    due: list[tuple[Due, str, str]]
    people: list[tuple[str, list[BoardRow]]]
    timeline: Timeline | None
    order: list[Waiting]
    money: list[dict[str, Any]]

    @property
    def rows(self) -> list[BoardRow]:
        return [row for _person, rows in self.people for row in rows]


def board(plan: Plan, on: date, work: list[Action]) -> Board:
    """What is late first, then every adopted action of the `current_actions` by who answers for it."""
    found = adopted_actions(plan, among=work)
    due = reports_due(plan, on, actions=found)
    by_action = {d.action.pk: d for d in due}
    rows = sorted(
        (_row(action, by_action.get(action.pk)) for action in found),
        key=lambda row: (-row.days_late, row.action.starts_on, row.action.pk),
    )
    steps = path(
        {a.pk: (a.starts_on, a.ends_on) for a in found},
        {a.pk: set(a.needs) for a in found},
    )
    return Board(
        due=[(d, words.late(d.days_late), _reason(d.action)) for d in due],
        people=_by_person(rows),
        timeline=_timeline(found, on, steps) if found else None,
        order=_order(found, steps),
        money=[
            money_tables(budget)
            for budget in budgets(map(as_content, found), {a.pk: a.progress.all() for a in found})
        ],
    )


def _last(action: Action) -> Progress | None:
    return max(action.progress.all(), key=lambda r: (r.reported_on, r.pk), default=None)


def _reason(action: Action) -> str:
    last = _last(action)
    return last.delay_reason if last and last.condition in {Condition.DELAYED, Condition.STOPPED} else ""


def _row(action: Action, due: Due | None) -> BoardRow:
    last = _last(action)
    return BoardRow(
        action,
        str(last.get_condition_display()) if last else _("not reported yet"),
        words.CONDITION_TONES[Condition(last.condition)] if last else "neutral",
        words.day(last.reported_on) if last else "–",
        words.late(due.days_late) if due else "",
        max(due.days_late, 0) if due else 0,
        words.spending(money_of(action)),
        _reason(action),
    )


def _by_person(rows: Iterable[BoardRow]) -> list[tuple[str, list[BoardRow]]]:
    """By the person who answers for it, else by the unit; in alphabetical order, units after people."""
    found: dict[tuple[int, str], list[BoardRow]] = {}
    for row in rows:
        person = row.action.responsible
        key = (0, str(person)) if person else (1, row.action.responsible_unit)
        found.setdefault(key, []).append(row)
    return [(name, found[place, name]) for place, name in sorted(found)]


def _timeline(actions: list[Action], on: date, steps: dict[int, Step]) -> Timeline:
    bars = []
    chained = {pk for action in actions for pk in (action.needs and [action.pk, *action.needs])}
    places = {action.pk: place for place, action in enumerate(actions)}
    for action in actions:
        last = _last(action)
        state = str(last.get_condition_display()) if last else _("not reported yet")
        is_critical = action.pk in chained and steps[action.pk].is_critical
        bars.append(
            Bar(
                action.title,
                action.starts_on,
                action.ends_on,
                done=share_done([achievement(i).share for i in action.indicators.all()]),
                tone=BAR_TONES[last.condition if last else ""],
                url=reverse("plans:action", args=[action.pk]),
                state=stands(state, is_critical=is_critical),
                after=tuple(places[pk] for pk in action.needs if pk in places),
                is_critical=is_critical,
            )
        )
    return timeline(_("The actions in time"), bars, today=on, sentence=timeline_sentence(bars, on))


def _order(actions: list[Action], steps: dict[int, Step]) -> list[Waiting]:
    """The actions that wait for others or are waited for, in the order they can begin. Of one that is
    reported on nobody is told to move its beginning."""
    known = {action.pk: action for action in actions}
    needed = {pk for action in actions for pk in action.needs}
    rows = []
    for pk, step in steps.items():
        action = known[pk]
        needs = [known[n] for n in action.needs if n in known]
        if not needs and pk not in needed:
            continue
        if step.is_critical:
            slack, tone = _("critical: each day lost delays the whole"), "warning"
        else:
            slack = ngettext("%(n)s day to spare", "%(n)s days to spare", step.slack) % {"n": step.slack}
            tone = "neutral"
        pushed = ""
        if step.pushed and _last(action) is None:
            pushed = _("cannot begin before %(day)s: move its dates") % {
                "day": words.day(step.earliest_start)
            }
        rows.append(Waiting(action, needs, slack, tone, pushed))
    return rows


def money_tables(budget: Budget) -> dict[str, Any]:
    """A chart and two tables of a currency."""
    total = budget.total
    return {
        "currency": budget.currency,
        "chart": _chart(budget),
        "years": [
            (str(year) if year else _("not told apart by year"), *_amounts(row))
            for year, row in sorted(budget.years.items(), key=lambda item: (item[0] == NO_YEAR, item[0]))
        ],
        "sources": [
            (source_words(*source), *_amounts(row))
            for source, row in sorted(budget.sources.items(), key=lambda item: item[0])
        ],
        "gap": words.money(total.gap, budget.currency) if total.gap else "",
    }


def source_words(source: str, funding: str) -> str:
    if not source:
        return str(_("not told apart by line"))
    return words.payer(source, funding) if funding else source


def _amounts(row: Amounts) -> tuple[str, str, str, bool]:
    return words.number(row.budget), words.number(row.secured), words.number(row.spent), row.is_over


def _chart(budget: Budget) -> Chart:
    total = budget.total
    said = {
        "spent": words.money(total.spent, budget.currency),
        "budget": words.money(total.budget, budget.currency),
    }
    sentence = (
        _("%(spent)s of %(budget)s: over the budget") if total.is_over else _("%(spent)s of %(budget)s")
    )
    return bar_chart(
        _("Budget and spending, in %(currency)s") % {"currency": budget.currency},
        [(_("Budget"), float(total.budget)), (_("Spent"), float(total.spent))],
        unit=budget.currency,
        sentence=_("Spent: %(words)s.") % {"words": sentence % said},
        source=_("progress reports of the plan"),
    )
