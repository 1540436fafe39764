"""What notices does when something happens to an account."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from acogida.accounts import signals
from acogida.accounts.models import Membership, User
from acogida.notices import actions
from acogida.notices.models import NoticeClass


@receiver(signals.membership_begun)
def tell_who_invited(membership: Membership, invited_by: User, at: datetime, **_kwargs: Any) -> None:
    actions.notify(
        invited_by,
        notice_class=NoticeClass.WORK,
        text=format_lazy(
            _("{person} accepted the invitation to {organisation}."),
            person=membership.user.name,
            organisation=membership.organisation.name,
        ),
        url=reverse("accounts:organisation", args=[membership.organisation_id]),
        at=at,
    )


@receiver(signals.role_changed)
def tell_whose_role_changed(membership: Membership, by: User, at: datetime, **_kwargs: Any) -> None:
    if membership.user_id == by.pk:
        return
    actions.notify(
        membership.user,
        notice_class=NoticeClass.ESSENTIAL,
        text=format_lazy(
            _("Your role in {organisation} is now: {role}."),
            organisation=membership.organisation.name,
            role=membership.role_label,
        ),
        url=reverse("accounts:organisation", args=[membership.organisation_id]),
        at=at,
    )


@receiver(signals.membership_ended)
def tell_whose_membership_ended(membership: Membership, by: User, at: datetime, **_kwargs: Any) -> None:
    if membership.user_id == by.pk:
        return
    actions.notify(
        membership.user,
        notice_class=NoticeClass.ESSENTIAL,
        text=format_lazy(
            _("Your membership of {organisation} has ended. What you did there stays."),
            organisation=membership.organisation.name,
        ),
        url=reverse("accounts:me"),
        at=at,
    )


@receiver(signals.account_deleted)
def forget_who_left(user: User, email: str, at: datetime, **_kwargs: Any) -> None:
    actions.forget(user, email=email, by=user, at=at)
