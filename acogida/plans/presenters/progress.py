"""How actions go: indicators on their way, reports, the board and its timeline."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import Bar, Chart, Target, target_chart
from acogida.plans.models import Action, ActionIndicator, Condition, IndicatorValue, Progress
from acogida.plans.presenters import words
from acogida.plans.queries import achievement, money_of

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


def share_done(shares: list[float | None]) -> float | None:
    """The mean part of the way of the indicators measured, each between nothing and all."""
    measured = [min(max(share, 0.0), 1.0) for share in shares if share is not None]
    return sum(measured) / len(measured) if measured else None


def stands(state: str, *, is_critical: bool) -> str:
    """How a row of the timeline stands, with what its edge says."""
    return _("%(state)s, on the critical path") % {"state": state} if is_critical else state


def timeline_sentence(bars: list[Bar], on: date) -> str:
    running = sum(1 for bar in bars if bar.start <= on <= bar.end)
    return ngettext(
        "%(running)s of %(n)s action falls on today.",
        "%(running)s of %(n)s actions fall on today.",
        len(bars),
    ) % {"running": running, "n": len(bars)}
