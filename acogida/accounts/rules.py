"""Who holds which role today. Pure questions: no writing, no HTTP."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from acogida.accounts.models import (
    ADMINISTERING,
    APPROVING,
    EDITING,
    Invitation,
    MandateKind,
    Membership,
    Organisation,
    Role,
    User,
)
from acogida.core.access import Audience


def day_of(at: datetime) -> date:
    """The day roles are counted by: the installation's, whichever time zone the person reads in."""
    return timezone.localdate(at, timezone.get_default_timezone())


def today() -> date:
    return day_of(timezone.now())


def memberships_on(user: Any, day: date) -> list[Membership]:
    """The memberships in force on a day, by organisation, each with its organisation and its places.

    One query; while a page is read, one for the whole page.
    """
    if not (user and user.is_authenticated):
        return []
    remembered: dict[str, Any] | None = getattr(user, "remembered", None)
    key = f"memberships {day}"
    if remembered is not None and key in remembered:
        return list(remembered[key])
    found = list(
        Membership.objects.on(day)
        .filter(user=user)
        .select_related("organisation__territory__country", "organisation__country")
        .order_by("organisation__name", "pk")
    )
    if remembered is not None:
        remembered[key] = found
    return list(found)


def confined(held: Membership, *, role: str, day: date) -> User:
    """The member as they act for one organisation alone, in a role and no more: for its programs.

    Not for the whole person: what is theirs elsewhere, mandates and the installation are left out.
    """
    member = User.objects.get(pk=held.user_id)
    member.is_operator = False
    alone = Membership(pk=held.pk, user=member, organisation=held.organisation, role=role)
    member.remembered = {f"memberships {day}": [alone], "secretariat": False}
    return member


def roles_on(user: Any, day: date) -> dict[int, str]:
    """The person's role in each of their organisations on a day, by the organisation's id."""
    return {held.organisation_id: held.role for held in memberships_on(user, day)}


def holds(user: Any, organisation: Organisation, roles: Iterable[str]) -> bool:
    """Whether the person has one of the roles in the organisation today."""
    wanted = set(roles)
    return any(
        held.organisation_id == organisation.pk and held.role in wanted
        for held in memberships_on(user, today())
    )


def belongs(user: Any, organisation: Organisation) -> bool:
    return holds(user, organisation, Role.values)


def may_edit(user: Any, organisation: Organisation) -> bool:
    """Editors, approvers and administrators write an organisation's work."""
    return holds(user, organisation, EDITING)


def may_approve(user: Any, organisation: Organisation) -> bool:
    """Only approvers sign: a plan adopted, an assessment published."""
    return holds(user, organisation, APPROVING)


def may_administer(user: Any, organisation: Organisation) -> bool:
    """Administrators invite people and end memberships."""
    return holds(user, organisation, ADMINISTERING)


def organisations_of(user: Any) -> list[int]:
    """The ids of the organisations this person belongs to today."""
    return [held.organisation_id for held in memberships_on(user, today())]


def organisations_within(user: Any) -> list[int] | QuerySet[Any]:
    """The same for use inside another query: the ids where they are known already, else a query for them."""
    if not (user and user.is_authenticated):
        return []
    day = today()
    if f"memberships {day}" in (getattr(user, "remembered", None) or {}):
        return organisations_of(user)
    return Membership.objects.on(day).filter(user=user).order_by().values("organisation")


def is_secretariat(user: Any) -> bool:
    if not (user and user.is_authenticated):
        return False
    remembered: dict[str, Any] | None = getattr(user, "remembered", None)
    if remembered is None:
        return bool(user.mandates.on(today()).filter(kind=MandateKind.SECRETARIAT).exists())
    if "secretariat" not in remembered:
        remembered["secretariat"] = user.mandates.on(today()).filter(kind=MandateKind.SECRETARIAT).exists()
    return bool(remembered["secretariat"])


def may_oversee(user: Any) -> bool:
    """The secretariat and operators create organisations and see them all."""
    return bool(user and user.is_authenticated) and (user.is_operator or is_secretariat(user))


# The roles by which somebody is among an audience, in whichever of their organisations.
BY_ROLE = {
    Audience.MEMBER: tuple(Role.values),
    Audience.EDITOR: EDITING,
    Audience.APPROVER: APPROVING,
    Audience.ADMINISTRATOR: ADMINISTERING,
}
BY_MANDATE = {
    Audience.FOCAL_POINT: MandateKind.FOCAL_POINT,
    Audience.FACILITATOR: MandateKind.FACILITATOR,
}


def is_among(user: Any, audience: Audience) -> bool:
    """Whether a person who is signed in may knock at a page for this audience; which thing is theirs
    is asked by the page itself.
    """
    if roles := BY_ROLE.get(audience):
        return any(held.role in roles for held in memberships_on(user, today()))
    if mandate := BY_MANDATE.get(audience):
        return bool(user.mandates.on(today()).filter(kind=mandate).exists())
    if audience == Audience.SECRETARIAT:
        return is_secretariat(user)
    if audience == Audience.OVERSIGHT:
        return may_oversee(user)
    return bool(user.is_operator)


def may_invite(user: Any, organisation: Organisation) -> bool:
    """Its administrators; and whoever oversees, for an organisation that has nobody yet, or nobody left."""
    return may_administer(user, organisation) or may_oversee(user)


def may_see_members(user: Any, organisation: Organisation) -> bool:
    return belongs(user, organisation) or may_oversee(user)


def may_end(user: Any, membership: Membership) -> bool:
    """An administrator ends anybody's membership, and each person their own."""
    return membership.user_id == getattr(user, "pk", None) or may_administer(user, membership.organisation)


def is_for(invitation: Invitation, user: Any) -> bool:
    """Whether it was sent to this person: to the address they sign in with, or one they proved."""
    address = invitation.email.lower()
    return bool(user and user.is_authenticated) and (
        user.email.lower() == address
        or EmailAddress.objects.filter(user=user, email__iexact=address, verified=True).exists()
    )


def is_last_administrator(membership: Membership) -> bool:
    """Whether the organisation would be left without anybody to administer it."""
    return (
        membership.role in ADMINISTERING
        and not Membership.objects.on(today())
        .filter(organisation=membership.organisation_id, role__in=ADMINISTERING)
        .exclude(pk=membership.pk)
        .exists()
    )


def has_other_members(membership: Membership) -> bool:
    return (
        Membership.objects.on(today())
        .filter(organisation=membership.organisation_id)
        .exclude(user=membership.user_id)
        .exists()
    )


def has_other_operators(user: User) -> bool:
    return User.objects.filter(is_operator=True, is_active=True).exclude(pk=user.pk).exists()


def why_closed(invitation: Invitation, *, at: datetime) -> str:
    """Why an invitation cannot be accepted any more, as a sentence for who opens it; "" while it can."""
    if invitation.accepted_at:
        return _("This invitation has already been used. If it was not you, tell who invited you.")
    if invitation.revoked_at:
        return _("This invitation was revoked. Ask who invited you for a new one.")
    if invitation.expires_at <= at:
        return _("This invitation has expired. Ask who invited you for a new one.")
    return ""
