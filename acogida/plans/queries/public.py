"""How the adopted actions of a plan go, for everybody: by the ids of the frozen content."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from acogida.plans.models import IndicatorValue, Partner, PartnerState, Plan, Progress
from acogida.practices.models import Practice


@dataclass(frozen=True)
class Reported:
    """Reports by action pk and values by indicator pk, each oldest first."""

    reports: dict[int, list[Progress]] = field(default_factory=dict)
    values: dict[int, list[IndicatorValue]] = field(default_factory=dict)


def confirmed_partners(action: int) -> QuerySet[Partner]:
    """Organisations that have said yes to an action, in the order they were asked."""
    return (
        Partner.objects.filter(action=action, state=PartnerState.CONFIRMED)
        .select_related("organisation")
        .order_by("asked_at", "pk")
    )


def practice_of(pk: int | None) -> Practice | None:
    """The public practice that an action follows; no query where there is none."""
    if pk is None:
        return None
    return Practice.objects.public().filter(pk=pk).select_related("current_version").first()


def reported(plan: Plan, content: dict[str, Any]) -> Reported:
    """Two queries, whatever the number of actions. Only what the adopted version names."""
    actions = [a["id"] for a in content["actions"]]
    indicators = [i["id"] for a in content["actions"] for i in a["indicators"]]
    reports: dict[int, list[Progress]] = defaultdict(list)
    for report in Progress.objects.filter(action__in=actions, action__plan=plan).order_by(
        "reported_on", "pk"
    ):
        reports[report.action_id].append(report)
    values: dict[int, list[IndicatorValue]] = defaultdict(list)
    for value in (
        IndicatorValue.objects.filter(indicator__in=indicators, indicator__action__plan=plan)
        .select_related("progress")
        .order_by("progress__reported_on", "progress")
    ):
        values[value.indicator_id].append(value)
    return Reported(dict(reports), dict(values))
