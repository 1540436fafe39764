"""Indicators: how the result of an action is measured."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.actions.ground import locked, require_fresh, require_text, require_writing, written
from acogida.plans.models import Action, ActionIndicator, Dimension, Direction, Plan
from acogida.services.lists import TOPICS

FIELDS = (
    "title",
    "unit",
    "direction",
    "baseline",
    "baseline_on",
    "target",
    "target_on",
    "every_months",
    "disaggregation",
    "template",
    "topics",
)
MOST_MONTHS = 24


@transaction.atomic
def add_indicator(action: Action, *, values: Mapping[str, Any], by: User, at: datetime) -> ActionIndicator:
    """Say how an action's result is measured. `values` holds `FIELDS`."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = Action.objects.current().get(pk=action.pk, plan=plan)
    indicator = ActionIndicator.objects.create(action=action, **_clean(plan, values))
    audit.record("plans.indicator_added", indicator, by=by, at=at, detail={"action": action.pk})
    return indicator


@transaction.atomic
def edit_indicator(
    indicator: ActionIndicator, *, values: Mapping[str, Any], revision: int, by: User, at: datetime
) -> ActionIndicator:
    """Change an indicator. After adoption the public sees it with the next version."""
    plan = locked(indicator.action.plan)
    require_writing(plan, by)
    indicator = _fresh(indicator)
    require_fresh(indicator, revision)
    clean = _clean(plan, values)
    if indicator.values.exists() and clean["unit"] != indicator.unit:
        raise Refused(
            _("Values are already reported in “%(unit)s”. Make another indicator for another unit.")
            % {"unit": indicator.unit}
        )
    written(indicator, **clean)
    audit.record("plans.indicator_edited", indicator, by=by, at=at, detail={"action": indicator.action_id})
    return indicator


@transaction.atomic
def remove_indicator(indicator: ActionIndicator, *, by: User, at: datetime) -> None:
    """Take an indicator out. One that was adopted is withdrawn: its values are kept."""
    plan = locked(indicator.action.plan)
    require_writing(plan, by)
    indicator = _fresh(indicator)
    audit.record(
        "plans.indicator_removed",
        indicator,
        by=by,
        at=at,
        detail={"action": indicator.action_id, "title": indicator.title},
    )
    if plan.first_adopted_at:
        indicator.withdrawn_at = at
        indicator.save(update_fields=["withdrawn_at"])
    else:
        indicator.delete()


def _fresh(indicator: ActionIndicator) -> ActionIndicator:
    found: ActionIndicator = (
        ActionIndicator.objects.select_for_update(of=("self",)).current().get(pk=indicator.pk)
    )
    return found


def _clean(plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {name: values.get(name) for name in FIELDS}
    clean["title"] = require_text(clean["title"] or "", _("Say what is measured."))
    clean["unit"] = require_text(
        clean["unit"] or "",
        _("A target without a unit cannot be checked. Say what is counted: people, days, % of staff…"),
    )
    clean["direction"] = clean["direction"] or Direction.INCREASE
    clean["every_months"] = clean["every_months"] or 6
    if clean["direction"] not in Direction.values:
        raise Refused(_("Say whether the value should rise or fall."))
    if not 1 <= clean["every_months"] <= MOST_MONTHS:
        raise Refused(_("Reports come every 1 to 24 months."))
    asked = set(clean["disaggregation"] or ())
    if asked - set(Dimension.values):
        raise Refused(_("Values are told apart by sex, age, nationality or disability."))
    if asked and clean["unit"].startswith("%"):
        raise Refused(
            _("A percentage is not told apart in counts. Count the people in an indicator of its own.")
        )
    clean["disaggregation"] = [dimension for dimension in Dimension.values if dimension in asked]
    clean["template"] = clean["template"] or ""
    clean["topics"] = [key for key in TOPICS if key in set(clean["topics"] or ())]
    if clean["topics"] and clean["unit"].startswith("%"):
        raise Refused(_("The tally counts attentions, so it feeds no percentage."))
    _require_numbers(clean)
    _require_dates(plan, clean)
    return clean


def _require_numbers(clean: dict[str, Any]) -> None:
    baseline, target = clean["baseline"], clean["target"]
    if baseline is None:
        raise Refused(
            _("Without a baseline nobody can tell what changed. If you do not know it, measure it first.")
        )
    if target is None:
        raise Refused(_("Say which value should be reached."))
    if clean["unit"].startswith("%") and max(baseline, target) > 100:
        raise Refused(_("A share of more than 100 % cannot be reached. Check the numbers or the unit."))
    if clean["direction"] == Direction.INCREASE and target <= baseline:
        raise Refused(
            _("The target is not above the baseline. If the value should fall, choose “should fall”.")
        )
    if clean["direction"] == Direction.DECREASE and target >= baseline:
        raise Refused(
            _("The target is not below the baseline. If the value should rise, choose “should rise”.")
        )


def _require_dates(plan: Plan, clean: dict[str, Any]) -> None:
    if clean["baseline_on"] is None or clean["target_on"] is None:
        raise Refused(_("Say from when the baseline is and by when the target is reached."))
    if clean["target_on"] <= clean["baseline_on"]:
        raise Refused(_("The target comes after the baseline. Check the two dates."))
    if clean["target_on"] > plan.ends_on:
        raise Refused(
            _("The plan ends on %(end)s: the target must be reached by then.")
            % {"end": plan.ends_on.isoformat()}
        )
