"""Who may do what in a dialogue. Pure questions: no writing, no HTTP."""

from datetime import date
from typing import Any

from acogida.accounts.models import MandateKind, Organisation
from acogida.accounts.rules import (
    is_secretariat,
    may_administer,
    may_approve,
    may_edit,
    organisations_of,
    today,
)
from acogida.dialogues.models import Delegate, Initiative, Member, Office, Recommendation

# Kinds of entity that govern: they answer recommendations.
GOVERNMENTS = ("state", "local_government")


def may_run(user: Any) -> bool:
    """The secretariat runs the Mechanism: admits, seats, invites, closes, publishes."""
    return is_secretariat(user)


def may_apply(user: Any, organisation: Organisation) -> bool:
    """Who signs or administers for an organisation asks for its place, and accredits its delegates."""
    return may_approve(user, organisation) or may_administer(user, organisation)


def may_accredit(user: Any, member: Member) -> bool:
    return may_apply(user, member.organisation) or may_run(user)


def may_see_member(user: Any, member: Member) -> bool:
    """The organisation's own people and the secretariat; the public reads only that it is a member."""
    return may_run(user) or member.organisation_id in organisations_of(user)


def may_hand_over(user: Any, office: Office) -> bool:
    """Who holds an office, and the secretariat."""
    return may_run(user) or office.delegate.user_id == getattr(user, "pk", None)


def voice_of(user: Any, day: date | None = None) -> Delegate | None:
    """The accreditation by which this person speaks for a member organisation today, if any."""
    if not (user and user.is_authenticated):
        return None
    found: Delegate | None = (
        Delegate.objects.on(day or today())
        .filter(user=user, speaks=True, member__in=Member.objects.speaking())
        .select_related("member__organisation__country", "member__group")
        .order_by("pk")
        .first()
    )
    return found


def delegate_of(user: Any, day: date | None = None) -> Delegate | None:
    """The accreditation by which this person acts for a member organisation today, speaking or not."""
    if not (user and user.is_authenticated):
        return None
    found: Delegate | None = (
        Delegate.objects.on(day or today())
        .filter(user=user, member__in=Member.objects.speaking())
        .select_related("member__organisation__country")
        .order_by("pk")
        .first()
    )
    return found


def may_withdraw(user: Any, initiative: Initiative, day: date | None = None) -> bool:
    """Delegates of its organisation, and the secretariat."""
    delegate = delegate_of(user, day)
    return may_run(user) or (
        delegate is not None and delegate.member.organisation_id == initiative.organisation_id
    )


def may_answer(user: Any, organisation: Organisation) -> bool:
    """Who signs for a government answers a recommendation in its name."""
    return organisation.kind_id in GOVERNMENTS and may_approve(user, organisation)


def may_follow_up(user: Any, recommendation: Recommendation) -> bool:
    """Editors of the owner, and the secretariat."""
    owner = recommendation.owner
    return may_run(user) or (owner is not None and may_edit(user, owner))


def is_facilitator(user: Any) -> bool:
    """Facilitators moderate and take notes; so may the secretariat."""
    if not (user and user.is_authenticated):
        return False
    return bool(
        user.mandates.on(today()).filter(kind__in=[MandateKind.FACILITATOR, MandateKind.SECRETARIAT]).exists()
    )
