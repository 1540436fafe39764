"""Who may do what to a plan. Pure questions: no writing, no HTTP."""

from typing import Any

from acogida.accounts.models import Organisation
from acogida.accounts.rules import belongs, may_approve, may_edit
from acogida.plans.models import Partner, Plan


def may_create(user: Any, organisation: Organisation) -> bool:
    return may_edit(user, organisation)


def may_write(user: Any, plan: Plan) -> bool:
    """Editors, approvers and administrators write challenges, actions, indicators and reports."""
    return may_edit(user, plan.organisation)


def may_score(user: Any, plan: Plan) -> bool:
    """Everybody who belongs to the organisation has a say in its priorities."""
    return belongs(user, plan.organisation)


def may_adopt(user: Any, plan: Plan) -> bool:
    return may_approve(user, plan.organisation)


def may_see_work(user: Any, plan: Plan) -> bool:
    """What is not adopted is for the organisation alone."""
    return belongs(user, plan.organisation)


def may_answer(user: Any, partner: Partner) -> bool:
    """A partner answers for itself: those who edit for the organisation that was asked."""
    return may_edit(user, partner.organisation)
