"""How the adopted actions of a plan go, for everybody: by the ids of the frozen content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from acogida.plans.models import Action, IndicatorValue, Partner, PartnerState, Plan, Progress
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
    """The public practice of a pk; no query where there is none."""
    if pk is None:
        return None
    return Practice.objects.public().filter(pk=pk).select_related("current_version").first()


def read_back_actions(plans: Iterable[int]) -> dict[int, Action]:
    """Actions of these plans whose words name practices by the numbers of another installation; one query,
    none without plans.
    """
    found = Action.objects.filter(plan__in=list(plans)).exclude(elsewhere={})
    return {action.pk: action for action in found.only("pk", "elsewhere")}


def practice_here(content: Mapping[str, Any], known: Mapping[int, Action]) -> int | None:
    """The pk of the practice that a frozen action follows; `known` are its plan's `read_back_actions`."""
    number, action = content.get("inspired_by"), known.get(content["id"])
    return number if action is None else action.practice_here(number)


def reported(plan: Plan, content: dict[str, Any], *, action: int | None = None) -> Reported:
    """Two queries, whatever the number of actions; of all or of one. Only what the adopted version names."""
    asked = [a for a in content["actions"] if action is None or a["id"] == action]
    actions = [a["id"] for a in asked]
    indicators = [i["id"] for a in asked for i in a["indicators"]]
    told = Progress.objects.filter(action__in=actions, action__plan=plan).order_by("reported_on", "pk")
    by_pk = {report.pk: report for report in told}
    reports: dict[int, list[Progress]] = defaultdict(list)
    for report in by_pk.values():
        reports[report.action_id].append(report)
    values: dict[int, list[IndicatorValue]] = defaultdict(list)
    for value in IndicatorValue.objects.filter(
        indicator__in=indicators, indicator__action__plan=plan, progress__in=told.values("pk").order_by()
    ).order_by("progress__reported_on", "progress"):
        value.progress = by_pk[value.progress_id]
        values[value.indicator_id].append(value)
    return Reported(dict(reports), dict(values))
