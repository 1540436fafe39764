"""Who holds which role today. Pure questions: no writing, no HTTP."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from acogida.accounts.models import (
    ADMINISTERING,
    APPROVING,
    EDITING,
    MandateKind,
    Membership,
    Organisation,
    Role,
)


def day_of(at: datetime) -> date:
    """The day roles are counted by: the installation's, whichever time zone the person reads in."""
    return timezone.localdate(at, timezone.get_default_timezone())


def today() -> date:
    return day_of(timezone.now())


def holds(user: Any, organisation: Organisation, roles: Iterable[str]) -> bool:
    """Whether the person has one of the roles in the organisation today."""
    return (
        bool(user and user.is_authenticated)
        and Membership.objects.on(today())
        .filter(user=user, organisation=organisation, role__in=list(roles))
        .exists()
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
    if not (user and user.is_authenticated):
        return []
    return list(Membership.objects.on(today()).filter(user=user).values_list("organisation_id", flat=True))


def is_secretariat(user: Any) -> bool:
    return bool(user and user.is_authenticated) and (
        user.mandates.on(today()).filter(kind=MandateKind.SECRETARIAT).exists()
    )


def may_oversee(user: Any) -> bool:
    """The secretariat and operators create organisations and see them all."""
    return bool(user and user.is_authenticated) and (user.is_operator or is_secretariat(user))


def may_invite(user: Any, organisation: Organisation) -> bool:
    """Its administrators; and whoever oversees, for an organisation that has nobody yet, or nobody left."""
    return may_administer(user, organisation) or may_oversee(user)


def may_see_members(user: Any, organisation: Organisation) -> bool:
    return belongs(user, organisation) or may_oversee(user)


def may_end(user: Any, membership: Membership) -> bool:
    """An administrator ends anybody's membership, and each person their own."""
    return membership.user_id == getattr(user, "pk", None) or may_administer(user, membership.organisation)
