"""Whoever leaves hands over what they answered for: people change, the actions keep somebody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import belongs
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.actions.ground import locked, require_writer
from acogida.plans.actions.tell import tell_entrusted
from acogida.plans.models import Plan
from acogida.plans.states import State


@transaction.atomic
def entrust(plan: Plan, *, leaving: User, coming: User, by: User, at: datetime) -> int:
    """All that one person answers for in a plan goes to a colleague, who is told. How many actions.

    Versions name units and not people, so that this is no amendment.
    """
    plan = locked(plan)
    require_writer(plan, by)
    if plan.state == State.CLOSED:
        raise Refused(_("This plan is closed: what it says no longer changes."))
    if leaving == coming:
        raise Refused(_("Choose two people: who leaves, and who goes on."))
    if not belongs(coming, plan.organisation):
        raise Refused(_("Whoever goes on belongs to the organisation. Invite them first."))
    held = list(plan.actions.current().select_for_update().filter(responsible=leaving).order_by("pk"))
    if not held:
        raise Refused(_("%(person)s answers for no action of this plan.") % {"person": leaving})
    for action in held:
        action.responsible, action.revision = coming, action.revision + 1
        action.save(update_fields=["responsible", "revision"])
        audit.record("plans.entrusted", action, by=by, at=at, detail={"from": leaving.pk, "to": coming.pk})
    tell_entrusted(plan, coming, count=len(held), by=by, at=at)
    return len(held)
