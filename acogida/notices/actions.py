"""What happens to notices and kept mail: one function a deed, one transaction."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import translate_url
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.queries import hash_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.notices import rules
from acogida.notices.models import CalendarFeed, Notice, NoticeClass, OutgoingMail

NEWS_KEPT = timedelta(days=365)
MAIL_KEPT = timedelta(days=90)


@transaction.atomic
def notify(
    users: User | Iterable[User],
    *,
    notice_class: str,
    text: str | Promise,
    url: str = "",
    due_on: date | None = None,
    at: datetime,
) -> list[Notice]:
    """Tell people something. It joins the deed that causes it, so it needs no `by` and no audit line.

    `text` is at most 300 characters; give it lazily (`gettext_lazy`, `format_lazy`) and each person
    reads it in their own language. `url` is a path of this house in any language. What is essential
    goes by mail too, once the deed is kept.
    """
    notices = [
        _written(user, notice_class=notice_class, text=text, url=url, due_on=due_on, at=at)
        for user in ([users] if isinstance(users, User) else users)
        if user.is_active
    ]
    kept = Notice.objects.bulk_create(notices)
    if notice_class == NoticeClass.ESSENTIAL:
        for notice in kept:
            transaction.on_commit(partial(_send, notice))
    return kept


def _written(
    user: User, *, notice_class: str, text: str | Promise, url: str, due_on: date | None, at: datetime
) -> Notice:
    with translation.override(user.language):
        return Notice(
            recipient=user,
            notice_class=notice_class,
            text=str(text),
            url=_in_language(url, user.language),
            due_on=due_on,
            created_at=at,
        )


def _in_language(url: str, language: str) -> str:
    # Django reads an address in the active language only, so it is read in its own first.
    with translation.override(translation.get_language_from_path(url)):
        return translate_url(url, language) if url else ""


def _send(notice: Notice) -> None:
    user = notice.recipient
    with translation.override(user.language):
        lines = [_("Dear %(name)s:") % {"name": user.name}, notice.text]
        if notice.url:
            lines.append(settings.SITE_URL + notice.url)
        lines.append(_("Acogida writes to you because this is essential for your account or your work."))
        send_mail(
            subject=notice.text if len(notice.text) <= 80 else notice.text[:79] + "…",
            message="\n\n".join(lines),
            from_email=None,
            recipient_list=[user.email],
        )


@transaction.atomic
def mark_read(notices: Iterable[int], *, by: User, at: datetime) -> int:
    """Put notices of one's own aside; how many were unread. What a person has read leaves no audit line."""
    return Notice.objects.of(by).unread().filter(pk__in=list(notices)).update(read_at=at)


@transaction.atomic
def mark_all_read(*, by: User, at: datetime) -> int:
    return Notice.objects.of(by).unread().filter(created_at__lte=at).update(read_at=at)


@transaction.atomic
def hand_over(mail: OutgoingMail, *, by: User, at: datetime) -> OutgoingMail:
    """Say that a kept mail has reached its reader by hand."""
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if not rules.may_hand_over(by):
        raise Refused(_("Only operators of this installation hand mail over."))
    if mail.handed_over_at:
        raise Refused(_("This mail has already been handed over."))
    mail.handed_over_at = at
    mail.save(update_fields=["handed_over_at"])
    audit.record("notices.mail_handed_over", mail, by=by, at=at)
    return mail


@transaction.atomic
def renew_calendar(user: User, *, by: User, at: datetime) -> str:
    """Make the person's private calendar address anew: its token. The one they had stops working."""
    if by.pk != user.pk:
        raise Refused(_("Only you can make the address of your calendar."))
    token = secrets.token_urlsafe(32)
    feed, _new = CalendarFeed.objects.update_or_create(
        user=user, defaults={"token_hash": hash_of(token), "made_at": at}
    )
    audit.record("notices.calendar_renewed", feed, by=by, at=at)
    return token


@transaction.atomic
def forget(user: User, *, email: str, by: object, at: datetime) -> None:
    """Delete what was told to a person who has deleted their account, and what waits to be sent to them."""
    Notice.objects.filter(recipient=user).delete()
    CalendarFeed.objects.filter(user=user).delete()
    OutgoingMail.objects.filter(to__iexact=email).delete()
    audit.record("notices.forgotten", user, by=by, at=at)


@transaction.atomic
def purge(*, by: object, at: datetime) -> dict[str, int]:
    """Delete news read more than a year ago and mail handed over more than 90 days ago; how many of each."""
    news, _kinds = Notice.objects.filter(notice_class=NoticeClass.NEWS, read_at__lt=at - NEWS_KEPT).delete()
    mails, _kinds = OutgoingMail.objects.filter(handed_over_at__lt=at - MAIL_KEPT).delete()
    gone = {"news": news, "mails": mails}
    if news or mails:
        audit.record("notices.purged", OutgoingMail(), by=by, at=at, detail=gone)
    return gone
