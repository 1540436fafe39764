"""Who may do what to a pledge. Pure questions: no writing, no HTTP."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation
from acogida.accounts.rules import belongs, is_secretariat, may_approve, may_edit
from acogida.pledges.models import Answer, Partner, Pledge, Update
from acogida.pledges.states import CLOSINGS


def may_create(user: Any, organisation: Organisation) -> bool:
    return may_edit(user, organisation)


def may_write(user: Any, pledge: Pledge) -> bool:
    """Editors of the organisation that leads the pledge write its words."""
    return pledge.organisation is not None and may_edit(user, pledge.organisation)


def may_sign(user: Any, pledge: Pledge) -> bool:
    """Only approvers sign, amend, delay, withdraw and close."""
    return pledge.organisation is not None and may_approve(user, pledge.organisation)


def may_report(user: Any, pledge: Pledge, partners: Iterable[Partner]) -> bool:
    """Editors of the lead and of every partner that confirmed."""
    return may_write(user, pledge) or any(may_edit(user, p.organisation) for p in partners)


def may_step(user: Any, organisation: Organisation) -> bool:
    """Each partner owns its milestones and targets."""
    return may_edit(user, organisation)


def may_answer(user: Any, partner: Partner) -> bool:
    """An approver of the organisation that was asked."""
    return may_approve(user, partner.organisation)


def may_see_work(user: Any, pledge: Pledge) -> bool:
    return pledge.organisation is not None and belongs(user, pledge.organisation)


def may_confirm(user: Any, update: Update, counterpart: Organisation) -> bool:
    """A counterpart confirms what it knows itself; nobody confirms their own report."""
    return counterpart.pk != update.organisation_id and may_edit(user, counterpart)


def may_freeze_report(user: Any) -> bool:
    return is_secretariat(user)


def may_see_orphans(user: Any) -> bool:
    return is_secretariat(user)


def why_closed(partner: Partner, pledge: Pledge, *, at: datetime) -> str:
    """Why an invitation cannot be answered any more, as a sentence for who opens it; "" while it can."""
    if partner.answer in {Answer.CONFIRMED, Answer.DECLINED}:
        return _("This link has already been used: the answer was given.")
    if partner.answer == Answer.REVOKED:
        return _("This invitation was taken back by the organisation that sent it.")
    if partner.expires_at <= at:
        return _("This link has expired. Ask the organisation that sent it for a new one.")
    if pledge.state in CLOSINGS:
        return _("This pledge is closed: nobody can join it any more.")
    return ""
