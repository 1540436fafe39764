"""Inviting people by a personal link, and taking the invitation up."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acogida.accounts import rules, signals
from acogida.accounts.models import Invitation, Membership, Organisation, Role, User
from acogida.accounts.queries import account_of, hash_of
from acogida.core import audit
from acogida.core.errors import Refused

LASTS = timedelta(days=14)


@transaction.atomic
def invite(
    organisation: Organisation, *, email: str, role: str, language: str, by: User, at: datetime
) -> tuple[Invitation, str]:
    """Invite a person: the invitation and its token, which is kept nowhere and cannot be had again.

    The link goes by mail once the deed is kept; whoever invites may also hand it over themselves.
    """
    # The organisation is locked, so that two administrators inviting at once see one another.
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not rules.may_invite(by, organisation):
        raise Refused(_("Only an administrator of the organisation can invite people."))
    email = email.strip().lower()
    person = account_of(email)
    if (
        person
        and Membership.objects.filter(user=person, organisation=organisation, ends_on__isnull=True).exists()
    ):
        raise Refused(_("This person already belongs to the organisation. Change their role instead."))
    if organisation.invitations.open(at).filter(email=email).exists():
        raise Refused(
            _("There is already an open invitation for this address. Revoke it first to send another.")
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        language=language,
        token_hash=hash_of(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + LASTS,
    )
    audit.record("accounts.invited", invitation, by=by, at=at, detail={"role": role})
    transaction.on_commit(partial(_send, invitation, token))
    return invitation, token


def link_of(invitation: Invitation, token: str) -> str:
    """The whole address of a personal link, in the language of the person invited."""
    with translation.override(invitation.language):
        return settings.SITE_URL + reverse("accounts:invitation", args=[token])


def _send(invitation: Invitation, token: str) -> None:
    with translation.override(invitation.language):
        words = {
            "inviter": invitation.invited_by.name,
            "organisation": invitation.organisation.name,
            "role": str(Role(invitation.role).label),
            "date": date_format(invitation.expires_at),
        }
        lines = [
            _("%(inviter)s invites you to work in Acogida for %(organisation)s (role: %(role)s).") % words,
            _("Open your personal link to accept. It works once, until %(date)s:") % words,
            link_of(invitation, token),
            _("If you were not expecting this, do nothing: the invitation ends by itself."),
        ]
        send_mail(
            subject=_("Your invitation to %(organisation)s") % words,
            message="\n\n".join(lines),
            from_email=None,
            recipient_list=[invitation.email],
        )


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Take back an invitation that nobody has accepted."""
    invitation = _locked(invitation)
    if not rules.may_invite(by, invitation.organisation):
        raise Refused(_("Only an administrator of the organisation can revoke an invitation."))
    if invitation.accepted_at:
        raise Refused(_("It has already been accepted. End the person's membership instead."))
    if invitation.revoked_at:
        raise Refused(_("It has already been revoked."))
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    audit.record("accounts.invitation_revoked", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    """A person who has an account takes up their invitation."""
    invitation = _locked(invitation)
    _still_open(invitation, at=at)
    if not rules.is_for(invitation, by):
        raise Refused(_("This invitation is for another person. Sign in with the address it was sent to."))
    return _begin(invitation, by=by, at=at)


@transaction.atomic
def join(
    invitation: Invitation, *, name: str, language: str, time_zone: str, password: str, at: datetime
) -> User:
    """A person without an account takes up their invitation; the link proves that the address is theirs."""
    invitation = _locked(invitation)
    _still_open(invitation, at=at)
    taken = _("There is already an account with this address. Sign in, then open the link again.")
    if account_of(invitation.email):
        raise Refused(taken)
    try:
        with transaction.atomic():
            person = User.objects.create_user(
                invitation.email, password, name=name, language=language, time_zone=time_zone, joined_at=at
            )
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    except IntegrityError as error:  # the same person, through two invitations, at once
        raise Refused(taken) from error
    audit.record("accounts.joined", person, by=person, at=at)
    _begin(invitation, by=person, at=at)
    return person


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it stands now, held until the deed is done."""
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation", "invited_by")
        .get(pk=invitation.pk)
    )


def _still_open(invitation: Invitation, *, at: datetime) -> None:
    if sentence := rules.why_closed(invitation, at=at):
        raise Refused(sentence)


def _begin(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    organisation = invitation.organisation
    if Membership.objects.filter(user=by, organisation=organisation, ends_on__isnull=True).exists():
        raise Refused(_("You already belong to this organisation."))
    membership = Membership.objects.create(
        user=by, organisation=organisation, role=invitation.role, starts_on=rules.day_of(at)
    )
    invitation.accepted_at, invitation.accepted_by = at, by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(
        "accounts.invitation_accepted",
        invitation,
        by=by,
        at=at,
        detail={"membership": membership.pk, "role": invitation.role},
    )
    transaction.on_commit(
        partial(
            signals.membership_begun.send,
            Membership,
            membership=membership,
            invited_by=invitation.invited_by,
            by=by,
            at=at,
        )
    )
    return membership
