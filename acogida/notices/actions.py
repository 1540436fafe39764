"""What happens to notices and kept mail: one function a deed, one transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import translate_url
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.notices.models import Notice, NoticeClass


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
