"""Milestones and indicators: each belongs to the partner that promised it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import may_approve
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.pledges import rules
from acogida.pledges.actions.ground import freeze, locked, refresh, require_fresh, require_text
from acogida.pledges.models import Indicator, Milestone, Pledge
from acogida.pledges.states import CLOSINGS, State

INDICATOR_FIELDS = (
    "title",
    "unit",
    "direction",
    "baseline",
    "baseline_on",
    "target",
    "target_on",
    "source",
)


@transaction.atomic
def add_milestone(
    pledge: Pledge,
    organisation: Organisation,
    *,
    values: dict[str, Any],
    reason: str = "",
    by: User,
    at: datetime,
) -> Milestone:
    """Promise a step by a day. Once the pledge is signed it is an amendment, with its reason."""
    pledge = _open_to(pledge, organisation, reason=reason, by=by)
    _require_step(pledge, values)
    made = Milestone.objects.create(
        pledge=pledge, organisation=organisation, title=values["title"].strip(), due_on=values["due_on"]
    )
    _kept(pledge, made, "milestone_added", reason=reason, by=by, at=at)
    return made


@transaction.atomic
def edit_milestone(
    milestone: Milestone, *, values: dict[str, Any], revision: int, reason: str = "", by: User, at: datetime
) -> Milestone:
    """Change a step; only who promised it may."""
    pledge = _open_to(milestone.pledge, milestone.organisation, reason=reason, by=by)
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    require_fresh(milestone, revision)
    if milestone.done_on:
        raise Refused(_("This milestone is done: it no longer changes."))
    _require_step(pledge, values)
    milestone.title, milestone.due_on = values["title"].strip(), values["due_on"]
    milestone.revision += 1
    milestone.save()
    _kept(pledge, milestone, "milestone_edited", reason=reason, by=by, at=at)
    return milestone


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: User, at: datetime) -> None:
    """Take a step out of a draft; what was signed is never taken out, it is reported on."""
    pledge = _open_to(milestone.pledge, milestone.organisation, reason="", by=by, only_draft=True)
    audit.record(
        "pledges.milestone_removed", milestone, by=by, at=at, detail=_told(pledge, title=milestone.title)
    )
    milestone.delete()
    refresh(pledge)


@transaction.atomic
def add_indicator(
    pledge: Pledge,
    organisation: Organisation,
    *,
    values: dict[str, Any],
    reason: str = "",
    by: User,
    at: datetime,
) -> Indicator:
    """Say how the promise is measured: unit, baseline, target, by when."""
    pledge = _open_to(pledge, organisation, reason=reason, by=by)
    _require_measure(values)
    given = {name: values[name] for name in INDICATOR_FIELDS if name in values}
    made = Indicator.objects.create(pledge=pledge, organisation=organisation, **given)
    _kept(pledge, made, "indicator_added", reason=reason, by=by, at=at)
    return made


@transaction.atomic
def edit_indicator(
    indicator: Indicator, *, values: dict[str, Any], revision: int, reason: str = "", by: User, at: datetime
) -> Indicator:
    """Change how it is measured; only who promised it may."""
    pledge = _open_to(indicator.pledge, indicator.organisation, reason=reason, by=by)
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    require_fresh(indicator, revision)
    _require_measure(values)
    for name in INDICATOR_FIELDS:
        if name in values:
            setattr(indicator, name, values[name])
    indicator.revision += 1
    indicator.save()
    _kept(pledge, indicator, "indicator_edited", reason=reason, by=by, at=at)
    return indicator


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by: User, at: datetime) -> None:
    """Take an indicator out of a draft."""
    pledge = _open_to(indicator.pledge, indicator.organisation, reason="", by=by, only_draft=True)
    audit.record(
        "pledges.indicator_removed", indicator, by=by, at=at, detail=_told(pledge, title=indicator.title)
    )
    indicator.delete()
    refresh(pledge)


def _open_to(
    pledge: Pledge, organisation: Organisation, *, reason: str, by: User, only_draft: bool = False
) -> Pledge:
    """The locked pledge, where this person may change the steps of that organisation now."""
    pledge = locked(pledge)
    partner = pledge.partners.confirmed().filter(organisation=organisation).exists()
    if organisation.pk != pledge.organisation_id and not partner:
        raise Refused(_("Only those who confirmed that they promise together have milestones of their own."))
    if not rules.may_step(by, organisation):
        raise Refused(
            _("These steps belong to %(organisation)s: only its editors change them.")
            % {"organisation": organisation}
        )
    if pledge.state in CLOSINGS:
        raise Refused(_("This pledge is closed: what it says no longer changes."))
    if pledge.state != State.DRAFT:
        _require_amendment(organisation, reason=reason, by=by, only_draft=only_draft)
    return pledge


def _require_amendment(organisation: Organisation, *, reason: str, by: User, only_draft: bool) -> None:
    if only_draft:
        raise Refused(_("What was signed is not taken out. Report on it, or amend it with a reason."))
    require_text(reason, _("The pledge was signed: say why this changes. The reason is public."))
    if not may_approve(by, organisation):
        raise Refused(_("The pledge was signed: only an approver of the organisation can amend it."))


def _kept(pledge: Pledge, made: Any, deed: str, *, reason: str, by: User, at: datetime) -> None:
    detail = _told(pledge, reason=reason) if reason else _told(pledge)
    audit.record(f"pledges.{deed}", made, by=by, at=at, detail=detail)
    if pledge.state != State.DRAFT:
        freeze(pledge, reason=reason.strip(), by=by, at=at)
    refresh(pledge)


def _told(pledge: Pledge, **more: str) -> dict[str, Any]:
    """What a line of the audit trail says of a step: its pledge, so that it is counted again, and more."""
    return {"pledge": pledge.pk, **more}


def _require_step(pledge: Pledge, values: dict[str, Any]) -> None:
    require_text(values.get("title") or "", _("Say what will be done."))
    due = values.get("due_on")
    if due is None:
        raise Refused(_("Say by which day it will be done."))
    if pledge.starts_on and due < pledge.starts_on:
        raise Refused(_("This milestone comes before the pledge begins."))
    if pledge.ends_on and due > pledge.ends_on:
        raise Refused(_("This milestone comes after the pledge ends."))


def _require_measure(values: dict[str, Any]) -> None:
    require_text(values.get("title") or "", _("Say what is measured."))
    require_text(
        values.get("unit") or "",
        _("A target without a unit cannot be checked. Say what is counted: people, days, % of staff…"),
    )
    baseline, target = values.get("baseline"), values.get("target")
    if baseline is None or target is None:
        raise Refused(_("Say where you stand today and which value should be reached."))
    if target == baseline:
        raise Refused(_("The target is the baseline: nothing would change."))
    if (target > baseline) != (values.get("direction", "increase") == "increase"):
        raise Refused(_("The target lies on the other side of the baseline than the direction says."))
    if values["unit"].strip().startswith("%") and max(target, baseline) > Decimal(100):
        raise Refused(_("A share of a whole is 100 %% at most.") % {})
    if values["target_on"] < values["baseline_on"]:
        raise Refused(_("The target lies before its baseline: look at both dates."))
