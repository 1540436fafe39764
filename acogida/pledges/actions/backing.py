"""Offers and needs meeting: a pledge backs an action of a plan when both sides have said yes."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import may_approve, may_edit
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.models import Action
from acogida.plans.queries import adopted_ids
from acogida.pledges.actions.ground import locked, require_open
from acogida.pledges.actions.tell import cut, tell_approvers
from acogida.pledges.models import Backing, Pledge


@transaction.atomic
def propose_backing(pledge: Pledge, action: Action, *, words: str = "", by: User, at: datetime) -> Backing:
    """Offer a pledge to an action, or ask it for one. An approver of a side agrees for it at once."""
    pledge = locked(pledge)
    require_open(pledge)
    action = Action.objects.select_related("plan__organisation", "plan__current_version").get(pk=action.pk)
    if action.pk not in adopted_ids(action.plan):
        raise Refused(_("Only an action of an adopted plan can be backed."))
    sides = [side for side in (pledge.organisation, action.plan.organisation) if side is not None]
    if not any(may_edit(by, side) for side in sides):
        raise Refused(_("Only people who edit for the pledge or for the plan can propose this."))
    if Backing.objects.filter(pledge=pledge, action=action, ended_at__isnull=True).exists():
        raise Refused(_("This pledge and this action were brought together already."))
    made = Backing(pledge=pledge, action=action, words=words.strip(), asked_by=by, asked_at=at)
    _agreed(made, by=by, at=at)
    made.save()
    audit.record("pledges.backing_proposed", made, by=by, at=at)
    for side, agreed in zip(sides, (made.pledger_agreed_at, made.plan_agreed_at), strict=True):
        if not agreed:
            _tell(made, side, by=by, at=at)
    return made


@transaction.atomic
def agree_backing(backing: Backing, *, by: User, at: datetime) -> Backing:
    """Say yes for one's side; when both have, the action's thread leads to the pledge."""
    backing = _locked(backing)
    if not _agreed(backing, by=by, at=at):
        raise Refused(_("Only an approver of a side that has not answered yet can agree."))
    backing.save()
    audit.record("pledges.backing_agreed", backing, by=by, at=at, detail={"both": backing.is_agreed})
    return backing


@transaction.atomic
def end_backing(backing: Backing, *, reason: str, by: User, at: datetime) -> Backing:
    """Decline an offer or a request, or end what was agreed; the other side reads why."""
    backing = _locked(backing)
    sides = [backing.pledge.organisation, backing.action.plan.organisation]
    if not any(side is not None and may_approve(by, side) for side in sides):
        raise Refused(_("Only an approver of the pledge or of the plan can say no."))
    if not reason.strip():
        raise Refused(_("Say why, so that the other side can look elsewhere."))
    backing.ended_at, backing.end_reason = at, reason.strip()
    backing.save(update_fields=["ended_at", "end_reason"])
    audit.record("pledges.backing_ended", backing, by=by, at=at)
    return backing


def _locked(backing: Backing) -> Backing:
    found = (
        Backing.objects.select_for_update(of=("self",))
        .select_related("pledge__organisation", "action__plan__organisation")
        .get(pk=backing.pk)
    )
    if found.ended_at:
        raise Refused(_("This offer was ended already."))
    return found


def _agreed(backing: Backing, *, by: User, at: datetime) -> bool:
    """Agree for each open side this person approves for; whether there was one."""
    mine = False
    pledger = backing.pledge.organisation
    if backing.pledger_agreed_at is None and pledger is not None and may_approve(by, pledger):
        backing.pledger_agreed_by, backing.pledger_agreed_at, mine = by, at, True
    if backing.plan_agreed_at is None and may_approve(by, backing.action.plan.organisation):
        backing.plan_agreed_by, backing.plan_agreed_at, mine = by, at, True
    return mine


def _tell(backing: Backing, side: Organisation, *, by: User, at: datetime) -> None:
    tell_approvers(
        side,
        format_lazy(
            gettext_lazy("“{pledge}” could back “{action}”: say yes or no for your side."),
            pledge=cut(backing.pledge.title),
            action=cut(backing.action.title),
        ),
        url=reverse("pledges:backing", args=[backing.pk]),
        by=by,
        at=at,
    )
