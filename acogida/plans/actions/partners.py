"""Partners of an action: asked, and then they confirm or decline themselves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans import rules
from acogida.plans.actions.ground import locked, require_text, require_writing
from acogida.plans.actions.tell import tell_partner_answered, tell_partner_asked
from acogida.plans.models import Action, Partner, PartnerState


@transaction.atomic
def ask_partner(
    action: Action, *, organisation: Organisation, contribution: str, by: User, at: datetime
) -> Partner:
    """Ask another organisation to take part; it is named to the public only once it has said yes."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = Action.objects.current().select_related("plan").get(pk=action.pk)
    contribution = require_text(contribution, _("Say what the partner would bring."))
    if organisation.pk == plan.organisation_id:
        raise Refused(_("The organisation of the plan is not its own partner."))
    if action.asked_partners.filter(organisation=organisation).exists():
        raise Refused(_("This organisation was already asked."))
    partner = Partner.objects.create(
        action=action, organisation=organisation, contribution=contribution, asked_by=by, asked_at=at
    )
    audit.record("plans.partner_asked", partner, by=by, at=at, detail={"action": action.pk})
    tell_partner_asked(partner, by=by, at=at)
    return partner


@transaction.atomic
def answer_partner(
    partner: Partner, *, is_confirmed: bool, answer: str = "", by: User, at: datetime
) -> Partner:
    """Say yes or no for the organisation that was asked. A no says why; a yes may later become a no."""
    partner = (
        Partner.objects.select_for_update(of=("self",))
        .select_related("organisation", "action__plan__organisation")
        .get(pk=partner.pk)
    )
    if not rules.may_answer(by, partner):
        raise Refused(_("Only people who edit for the organisation that was asked can answer for it."))
    state = PartnerState.CONFIRMED if is_confirmed else PartnerState.DECLINED
    if partner.state == state:
        raise Refused(_("This answer was already given."))
    answer = answer.strip()
    if not is_confirmed:
        answer = require_text(answer, _("Say why: the municipality then knows what to look for instead."))
    partner.state, partner.answer, partner.answered_by, partner.answered_at = state, answer, by, at
    partner.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    audit.record("plans.partner_answered", partner, by=by, at=at, detail={"state": str(state)})
    tell_partner_answered(partner, by=by, at=at)
    return partner


@transaction.atomic
def withdraw_partner(partner: Partner, *, by: User, at: datetime) -> None:
    """Take a request back, or a partner out of the action."""
    plan = locked(partner.action.plan)
    require_writing(plan, by)
    audit.record(
        "plans.partner_withdrawn", partner, by=by, at=at, detail={"organisation": partner.organisation_id}
    )
    partner.delete()
