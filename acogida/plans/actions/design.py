"""Actions: what the municipality does about a priority, and what it may do without one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import belongs
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.actions.ground import locked, require_fresh, require_text, require_writing, written
from acogida.plans.models import Action, Competence, Plan
from acogida.practices.models import Practice

FIELDS = (
    "challenge",
    "reason_without_challenge",
    "title",
    "description",
    "objective",
    "local_action",
    "responsible_unit",
    "responsible",
    "partners",
    "starts_on",
    "ends_on",
    "budget",
    "currency",
    "budget_source",
    "competence",
    "ally",
    "inspired_by",
)
MONEY = ("budget", "currency", "budget_source")


@transaction.atomic
def add_action(plan: Plan, *, values: Mapping[str, Any], by: User, at: datetime) -> Action:
    """Write an action. `values` holds `FIELDS`, those left out empty; budgets are in `currency`, ISO 4217."""
    plan = locked(plan)
    require_writing(plan, by)
    action = Action.objects.create(plan=plan, **_clean(plan, values))
    audit.record("plans.action_added", action, by=by, at=at, detail={"plan": plan.pk})
    return action


@transaction.atomic
def edit_action(
    action: Action, *, values: Mapping[str, Any], revision: int, by: User, at: datetime
) -> Action:
    """Change an action. After adoption the public sees it with the next version."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = _fresh(action)
    require_fresh(action, revision)
    if action.lines:  # then the budget is their sum, written on its own page
        values = {**values, **{name: getattr(action, name) for name in MONEY}}
    clean = _clean(plan, values)
    if action.progress.filter(spent__isnull=False).exists() and clean["currency"] != action.currency:
        raise Refused(
            _("Spending is already reported in %(currency)s: the currency stays.")
            % {"currency": action.currency}
        )
    if clean["inspired_by"] != action.inspired_by:
        clean["elsewhere"] = _chosen_here(action, clean["inspired_by"])
    written(action, **clean)
    audit.record("plans.action_edited", action, by=by, at=at, detail={"plan": plan.pk})
    return action


@transaction.atomic
def remove_action(action: Action, *, by: User, at: datetime) -> None:
    """Take an action out of the plan. One that was adopted is withdrawn: its reports are kept."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = _fresh(action)
    audit.record(
        "plans.action_removed", action, by=by, at=at, detail={"plan": plan.pk, "title": action.title}
    )
    for waiting in plan.actions.select_for_update(of=("self",)):
        if action.pk in waiting.needs:
            waiting.needs = [pk for pk in waiting.needs if pk != action.pk]
            waiting.save(update_fields=["needs"])
    if plan.first_adopted_at:
        action.withdrawn_at = at
        action.save(update_fields=["withdrawn_at"])
    else:
        action.delete()


def _chosen_here(action: Action, practice: Practice | None) -> dict[str, Any]:
    """What stays of a plan read back: what its older versions name, unless the practice chosen now has the
    same number.
    """
    told = action.elsewhere.get("told", {})
    kept = {number: one for number, one in told.items() if practice is None or number != str(practice.pk)}
    return {"told": kept} if kept else {}


def _fresh(action: Action) -> Action:
    found: Action = (
        Action.objects.select_for_update(of=("self",)).current().select_related("plan").get(pk=action.pk)
    )
    return found


def _clean(plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand in the plan, or the sentence that says why not."""
    clean: dict[str, Any] = {name: values.get(name) for name in FIELDS}
    for name in FIELDS:
        if Action._meta.get_field(name).get_internal_type() in {"CharField", "TextField"}:
            clean[name] = (clean[name] or "").strip()
    require_text(clean["title"], _("Say in one sentence what will be done."))
    require_text(
        clean["responsible_unit"], _("Say which unit answers for it: an action of nobody is not done.")
    )
    if clean["responsible"] is not None and not belongs(clean["responsible"], plan.organisation):
        raise Refused(_("Only somebody who belongs to the organisation can be responsible."))
    _require_cause(plan, clean)
    _require_objective(clean)
    _require_dates(plan, clean)
    _require_money(clean)
    clean["competence"] = clean["competence"] or Competence.OWN
    if clean["competence"] not in Competence.values:
        raise Refused(_("Say whether the municipality decides it alone."))
    practice = clean["inspired_by"]
    if practice is not None and not Practice.objects.public().filter(pk=practice.pk).exists():
        raise Refused(_("This practice is not public, so nobody could follow it."))
    return clean


def _require_cause(plan: Plan, clean: dict[str, Any]) -> None:
    challenge = clean["challenge"]
    if challenge is None:
        require_text(
            clean["reason_without_challenge"],
            _("This action answers to no challenge. Choose one, or write why it is done all the same."),
        )
        return
    if challenge.plan_id != plan.pk or challenge.withdrawn_at:
        raise Refused(_("This challenge is not part of the plan."))
    if not challenge.is_priority:
        raise Refused(
            _("This challenge is not a priority of the plan. Choose a priority, or write a reason instead.")
        )
    clean["reason_without_challenge"] = ""


def _require_objective(clean: dict[str, Any]) -> None:
    if clean["objective"] is None and clean["local_action"] is not None:
        clean["objective"] = clean["local_action"].objective
    if clean["objective"] is None:
        raise Refused(
            _("This action is outside every objective of the Compact. Choose the one that it serves most.")
        )
    if clean["local_action"] is not None and clean["local_action"].objective_id != clean["objective"].pk:
        raise Refused(_("The local action you chose belongs to another objective. Choose one of the same."))


def _require_dates(plan: Plan, clean: dict[str, Any]) -> None:
    starts_on, ends_on = clean["starts_on"], clean["ends_on"]
    if starts_on is None or ends_on is None:
        raise Refused(_("Say when the action starts and when it ends."))
    if ends_on < starts_on:
        raise Refused(_("The action would end before it starts. Check the two dates."))
    if starts_on < plan.starts_on or ends_on > plan.ends_on:
        raise Refused(
            _("The plan runs from %(start)s to %(end)s: the action must fall within it.")
            % {"start": plan.starts_on.isoformat(), "end": plan.ends_on.isoformat()}
        )


def _require_money(clean: dict[str, Any]) -> None:
    clean["currency"] = clean["currency"].upper()
    if clean["budget"] is None:
        return
    if clean["budget"] < 0:
        raise Refused(_("A budget is not negative."))
    if len(clean["currency"]) != 3 or not clean["currency"].isalpha():
        raise Refused(
            _("Say in which currency the budget is, in its three letters: for example CRC, BRL, USD.")
        )
    require_text(
        clean["budget_source"], _("Say where the money comes from: a budget without a source is a wish.")
    )
