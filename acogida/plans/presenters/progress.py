"""How actions go: indicators on their way, reports, the board and its timeline."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import Bar, Chart, Target, Timeline, bar_chart, target_chart, timeline
from acogida.plans.models import Action, ActionIndicator, Condition, IndicatorValue, Plan, Progress
from acogida.plans.presenters import words
from acogida.plans.queries import achievement, adopted_actions, money_of, reports_due, totals
from acogida.plans.queries.money import Money
from acogida.plans.queries.schedule import Due

BAR_TONES = {**{str(k): v for k, v in words.CONDITION_TONES.items()}, "": "neutral"}


def indicators(action: Action) -> list[dict[str, Any]]:
    """Each indicator: where it started, where it is, where it should be, in words."""
    found = action.indicators.current().prefetch_related(
        Prefetch(
            "values",
            IndicatorValue.objects.select_related("progress").order_by("progress__reported_on", "progress"),
            to_attr="reported",
        )
    )
    return [_indicator(indicator) for indicator in found]


def _indicator(indicator: ActionIndicator) -> dict[str, Any]:
    found = achievement(indicator)
    said, tone = words.came(
        baseline=indicator.baseline,
        target=indicator.target,
        actual=found.actual,
        direction=indicator.direction,
    )
    return {
        "indicator": indicator,
        "baseline": words.number(indicator.baseline),
        "actual": words.number(found.actual),
        "target": words.number(indicator.target),
        "target_on": words.day(indicator.target_on),
        "reported_on": words.day(found.reported_on),
        "source": found.source,
        "said": said,
        "tone": tone,
    }


def targets(action: Action) -> Chart | None:
    """The way from baseline to target of each indicator that has a value."""
    rows = indicators(action)
    if not any(row["source"] for row in rows):
        return None
    return target_chart(
        _("Baseline, actual and target"),
        [
            Target(
                i.title,
                float(i.baseline),
                float(found.actual) if (found := achievement(i)).actual is not None else None,
                float(i.target),
                i.unit,
            )
            for i in (row["indicator"] for row in rows)
        ],
        sentence="; ".join(f"{row['indicator'].title}: {row['said']}" for row in rows) + ".",
        source=", ".join(dict.fromkeys(row["source"] for row in rows if row["source"])),
    )


def reports(action: Action) -> list[dict[str, Any]]:
    """Newest first."""
    return [_report(report, action.currency) for report in action.progress.all()]


def with_evidence() -> Prefetch[str]:
    """Reports newest first with their values, for the page of one action."""
    values = IndicatorValue.objects.select_related("indicator")
    return Prefetch(
        "progress",
        Progress.objects.select_related("evidence_file").prefetch_related(Prefetch("values", values)),
    )


def _report(report: Progress, currency: str) -> dict[str, Any]:
    return {
        "report": report,
        "day": words.day(report.reported_on),
        "condition": report.get_condition_display(),
        "tone": words.CONDITION_TONES[Condition(report.condition)],
        "spent": words.money(report.spent, currency) if report.spent is not None else "",
        "late": words.late((report.reported_on - report.due_on).days)
        if report.is_late and report.due_on
        else "",
        "values": [
            (v.indicator.title, f"{words.number(v.value)} {v.indicator.unit}", v.source)
            for v in report.values.all()
        ],
    }


def spending(action: Action) -> tuple[str, str]:
    return words.spending(money_of(action))


@dataclass(frozen=True)
class BoardRow:
    """One action on the board."""

    action: Action
    condition: str
    tone: str
    last: str
    due: str
    days_late: int
    money: tuple[str, str]


@dataclass(frozen=True)
class Board:
    due: list[tuple[Due, str]]
    rows: list[BoardRow]
    timeline: Timeline | None
    money: list[tuple[Money, str, str]]
    money_charts: list[Chart]


def board(plan: Plan, on: date, work: list[Action]) -> Board:
    """What is late first, then every adopted action of the `current_actions`."""
    found = adopted_actions(plan, among=work)
    due = reports_due(plan, on, actions=found)
    by_action = {d.action.pk: d for d in due}
    rows = sorted(
        (_row(action, by_action.get(action.pk)) for action in found),
        key=lambda row: (-row.days_late, row.action.starts_on, row.action.pk),
    )
    money = totals(found)
    return Board(
        due=[(d, words.late(d.days_late)) for d in due],
        rows=rows,
        timeline=_timeline(found, on) if found else None,
        money=[(m, *words.spending(m)) for m in money],
        money_charts=[_money_chart(m) for m in money if m.budget],
    )


def _last(action: Action) -> Progress | None:
    return max(action.progress.all(), key=lambda r: (r.reported_on, r.pk), default=None)


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
    )


def share_done(shares: list[float | None]) -> float | None:
    """The mean part of the way of the indicators measured, each between nothing and all."""
    measured = [min(max(share, 0.0), 1.0) for share in shares if share is not None]
    return sum(measured) / len(measured) if measured else None


def _timeline(actions: list[Action], on: date) -> Timeline:
    bars = []
    for action in actions:
        last = _last(action)
        bars.append(
            Bar(
                action.title,
                action.starts_on,
                action.ends_on,
                done=share_done([achievement(i).share for i in action.indicators.all()]),
                tone=BAR_TONES[last.condition if last else ""],
                url=reverse("plans:action", args=[action.pk]),
                state=str(last.get_condition_display()) if last else _("not reported yet"),
            )
        )
    return timeline(_("The actions in time"), bars, today=on, sentence=timeline_sentence(bars, on))


def timeline_sentence(bars: list[Bar], on: date) -> str:
    running = sum(1 for bar in bars if bar.start <= on <= bar.end)
    return ngettext(
        "%(running)s of %(n)s action falls on today.",
        "%(running)s of %(n)s actions fall on today.",
        len(bars),
    ) % {"running": running, "n": len(bars)}


def _money_chart(money: Money) -> Chart:
    return bar_chart(
        _("Budget and spending, in %(currency)s") % {"currency": money.currency},
        [(_("Budget"), float(money.budget or 0)), (_("Spent"), float(money.spent))],
        unit=money.currency,
        sentence=_("Spent: %(words)s.") % {"words": words.spending(money)[0]},
        source=_("progress reports of the plan"),
    )
