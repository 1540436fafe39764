"""How far an indicator has come, honest about direction and about going backwards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from acogida.plans.models import ActionIndicator, IndicatorValue


@dataclass(frozen=True)
class Achievement:
    """`share` is the part of the way from baseline to target: 0 nothing, 1 there, above 1 beyond, below 0
    worse than at the start; None while no value is reported.
    """

    actual: Decimal | None
    reported_on: date | None
    source: str
    share: float | None

    @property
    def is_reached(self) -> bool:
        return self.share is not None and self.share >= 1


def share_of_the_way(*, baseline: Decimal, target: Decimal, actual: Decimal) -> float:
    """(actual − baseline) ÷ (target − baseline): where the target is below, falling is coming nearer."""
    return float((actual - baseline) / (target - baseline))


def latest_value(indicator: ActionIndicator) -> IndicatorValue | None:
    """The last reported value; uses the values prefetched by `schedule.with_reports` where there are."""
    if hasattr(indicator, "reported"):
        return indicator.reported[-1] if indicator.reported else None
    return indicator.values.select_related("progress").order_by("-progress__reported_on", "-progress").first()


def achievement(indicator: ActionIndicator) -> Achievement:
    value = latest_value(indicator)
    if value is None:
        return Achievement(None, None, "", None)
    share = share_of_the_way(baseline=indicator.baseline, target=indicator.target, actual=value.value)
    return Achievement(value.value, value.progress.reported_on, value.source, share)


def reached(indicator: ActionIndicator) -> bool:
    return achievement(indicator).is_reached
