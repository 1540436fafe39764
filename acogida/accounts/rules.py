"""Who holds which role today. Pure questions: no writing, no HTTP."""

from collections.abc import Iterable
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


def holds(user: Any, organisation: Organisation, roles: Iterable[str]) -> bool:
    """Whether the person has one of the roles in the organisation today."""
    return (
        bool(user and user.is_authenticated)
        and Membership.objects.on(timezone.localdate())
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
    return list(
        Membership.objects.on(timezone.localdate())
        .filter(user=user)
        .values_list("organisation_id", flat=True)
    )


def is_secretariat(user: Any) -> bool:
    return bool(user and user.is_authenticated) and (
        user.mandates.on(timezone.localdate()).filter(kind=MandateKind.SECRETARIAT).exists()
    )
