"""A person's own account."""

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts import rules, signals
from acogida.accounts.models import Invitation, Organisation, User
from acogida.accounts.queries import account_of
from acogida.core import audit
from acogida.core.errors import Refused


@transaction.atomic
def update_profile(user: User, *, name: str, language: str, time_zone: str, by: User, at: datetime) -> User:
    """Change what a person says about themselves."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if by.pk != user.pk:
        raise Refused(_("Only you can change your account."))
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    audit.record("accounts.profile_updated", user, by=user, at=at)
    return user


@transaction.atomic
def put_steps_away(user: User, *, away: bool, by: User, at: datetime) -> User:
    """Put one's first steps away, or have them back."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if by.pk != user.pk:
        raise Refused(_("Only you can change your account."))
    user.settled_at = at if away else None
    user.save(update_fields=["settled_at"])
    audit.record("accounts.steps_put_away" if away else "accounts.steps_back", user, by=user, at=at)
    return user


@transaction.atomic
def delete_account(user: User, *, by: User, at: datetime) -> User:
    """Erase who the person was; what they did, the audit trail and published statistics stay.

    The row stays, without name or address, because deeds point to it.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if by.pk != user.pk:
        raise Refused(_("Only you can delete your account."))
    today = rules.day_of(at)
    held = list(user.memberships.on(today).select_related("organisation"))
    # The organisations are held, in one order, for as long as it is asked who else administers them.
    list(Organisation.objects.select_for_update().filter(memberships__in=held).order_by("pk"))
    for membership in held:
        if rules.is_last_administrator(membership) and rules.has_other_members(membership):
            raise Refused(
                _("You are the last administrator of %(organisation)s. Give somebody else the role first.")
                % {"organisation": membership.organisation}
            )
    if user.is_operator and not rules.has_other_operators(user):
        raise Refused(_("You are the last operator of this installation. Create another one first."))

    audit.record("accounts.account_deleted", user, by=user, at=at)
    email = user.email
    user.memberships.filter(pk__in=[m.pk for m in held]).update(ends_on=today)
    user.mandates.on(today).update(ends_on=today)
    nobody = f"deleted-{user.pk}@deleted.invalid"
    Invitation.objects.open(at).filter(email__iexact=email).update(revoked_at=at)
    Invitation.objects.filter(email__iexact=email).update(email=nobody)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.name, user.time_zone = nobody, "", "UTC"
    user.is_active = user.is_operator = False
    user.deleted_at = at
    user.set_unusable_password()
    user.save()
    transaction.on_commit(partial(signals.account_deleted.send, User, user=user, email=email, at=at))
    return user


@transaction.atomic
def create_operator(email: str, *, name: str, language: str, by: object, at: datetime) -> User:
    """Make a person an operator of this installation, with a new account where they have none."""
    email = email.strip().lower()
    user = account_of(email)
    if user is None:
        user = User.objects.create_user(email, None, name=name, language=language, joined_at=at)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.is_operator = True
    user.save(update_fields=["is_operator"])
    audit.record("accounts.operator_created", user, by=by, at=at)
    return user
