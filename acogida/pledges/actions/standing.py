"""Saying honestly how a pledge stands: delayed, under way again, or closed, with the reason."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.pledges import signals
from acogida.pledges.actions.ground import (
    locked,
    refresh,
    require_move,
    require_open,
    require_signer,
    require_text,
    require_writer,
)
from acogida.pledges.models import Pledge
from acogida.pledges.states import CLOSINGS, WITH_REASON, State


@transaction.atomic
def declare(
    pledge: Pledge, *, state: str, reason: str = "", words: str = "", by: User, at: datetime
) -> Pledge:
    """Move a pledge on. Editors say that it is delayed or goes on; approvers close it.

    `reason` is asked where something was not kept; `words` is what the pledger wants to be remembered.
    Both are public.
    """
    pledge = locked(pledge)
    if state not in State.values:
        raise Refused(_("Choose how the pledge stands."))
    to = State(state)
    if to in CLOSINGS:
        require_signer(pledge, by)
    else:
        require_writer(pledge, by)
    require_open(pledge)
    require_move(pledge, to)
    if to in WITH_REASON:
        reason = require_text(reason, _why(to))
    if to == State.FULFILLED:
        _require_kept(pledge)
    pledge.state, pledge.state_reason = to, reason.strip() if to in WITH_REASON else ""
    pledge.closing_words = words.strip() if to in CLOSINGS else ""
    pledge.closed_on = day_of(at) if to in CLOSINGS else None
    refresh(pledge)
    audit.record("pledges.declared", pledge, by=by, at=at, detail={"state": to.value})
    if to in CLOSINGS:
        transaction.on_commit(partial(signals.closed.send, Pledge, pledge=pledge))
    return pledge


def _why(to: State) -> str:
    if to == State.DELAYED:
        return _("Say why it is delayed: others meet the same obstacle.")
    if to == State.WITHDRAWN:
        return _("Say why it is withdrawn. It is respected, and it stays readable.")
    if to == State.PARTLY_FULFILLED:
        return _("Say what could not be kept and why.")
    return _("Say why it could not be kept: others will learn from it.")


def _require_kept(pledge: Pledge) -> None:
    if pledge.last_reported_on is None:
        raise Refused(_("Report what was done first: nobody could see that the pledge was fulfilled."))
    if pledge.next_due_on is not None:
        raise Refused(
            _(
                "Milestones or targets are still open. Report them, or close the pledge as partly "
                "fulfilled and say why."
            )
        )
