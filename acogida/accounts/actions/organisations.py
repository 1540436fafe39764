"""Organisations, and who is in them from when to when."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from acogida.accounts import rules, signals
from acogida.accounts.actions.invitations import invite
from acogida.accounts.models import Invitation, Membership, Organisation, Role, User
from acogida.compact.models import EntityKind, StakeholderGroup
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.territories.models import Territory


@transaction.atomic
def create(
    name: str,
    *,
    kind: EntityKind,
    territory: Territory,
    stakeholder_group: StakeholderGroup | None,
    administrator: str,
    language: str,
    by: User,
    at: datetime,
) -> tuple[Organisation, Invitation, str]:
    """Open a place for an organisation and invite its first administrator; also the link's token."""
    if not rules.may_oversee(by):
        raise Refused(_("Only the secretariat and operators create organisations."))
    # Locked, so that two people creating the same organisation make it once.
    territory = Territory.objects.select_for_update(of=("self",)).get(pk=territory.pk)
    if Organisation.objects.filter(name__iexact=name, territory=territory).exists():
        raise Refused(_("There is already an organisation with this name in this place."))
    organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        stakeholder_group=stakeholder_group,
        country=territory.country or territory,
        territory=territory,
        is_demonstration=territory.is_demonstration,
        created_at=at,
    )
    audit.record("accounts.organisation_created", organisation, by=by, at=at)
    invitation, token = invite(
        organisation, email=administrator, role=Role.ADMINISTRATOR, language=language, by=by, at=at
    )
    return organisation, invitation, token


@transaction.atomic
def change_role(membership: Membership, *, role: str, by: User, at: datetime) -> Membership:
    """End the old membership and begin a new one, so that who held which role when stays known."""
    membership = _locked(membership)
    if not rules.may_administer(by, membership.organisation):
        raise Refused(_("Only an administrator of the organisation can change roles."))
    if membership.ends_on:
        raise Refused(_("This membership has already ended."))
    if membership.role == role:
        raise Refused(_("The person already has this role."))
    _leave_an_administrator(membership)
    before = membership.role
    membership.ends_on = rules.day_of(at)
    membership.save(update_fields=["ends_on"])
    following = Membership.objects.create(
        user=membership.user,
        organisation=membership.organisation,
        role=role,
        starts_on=rules.day_of(at),
    )
    audit.record("accounts.role_changed", following, by=by, at=at, detail={"from": before, "to": role})
    _announce(signals.role_changed, following, by=by, at=at)
    return following


@transaction.atomic
def end_membership(membership: Membership, *, by: User, at: datetime) -> Membership:
    """A person leaves, or an administrator ends their membership; what they did stays."""
    membership = _locked(membership)
    if not rules.may_end(by, membership):
        raise Refused(_("Only an administrator of the organisation can end somebody's membership."))
    if membership.ends_on:
        raise Refused(_("This membership has already ended."))
    _leave_an_administrator(membership)
    membership.ends_on = rules.day_of(at)
    membership.save(update_fields=["ends_on"])
    audit.record("accounts.membership_ended", membership, by=by, at=at, detail={"role": membership.role})
    _announce(signals.membership_ended, membership, by=by, at=at)
    return membership


def _locked(membership: Membership) -> Membership:
    """The membership as it stands now. Its organisation is held, so that two administrators who end
    one another at once do not leave it with none."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    held: Membership = Membership.objects.select_related("user", "organisation").get(pk=membership.pk)
    return held


def _leave_an_administrator(membership: Membership) -> None:
    if rules.is_last_administrator(membership):
        raise Refused(
            _("An organisation needs an administrator. Give somebody else the role first, or invite them.")
        )


def _announce(signal: Signal, membership: Membership, *, by: User, at: datetime) -> None:
    transaction.on_commit(partial(signal.send, Membership, membership=membership, by=by, at=at))
