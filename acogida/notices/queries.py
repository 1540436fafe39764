"""Reading that more than one page needs."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from acogida.accounts.models import User
from acogida.accounts.queries import hash_of
from acogida.notices.models import CalendarFeed, Notice, OutgoingMail


def unread_count(user: Any) -> int:
    """How many notices wait for this person, in one query by index; 0 for a visitor."""
    if not (user and user.is_authenticated):
        return 0
    remembered: dict[str, Any] = {} if user.remembered is None else user.remembered
    if "unread" not in remembered:
        remembered["unread"] = Notice.objects.of(user).unread().count()
    return int(remembered["unread"])


def shown(user: Any, *, unread: bool = False, notice_class: str = "", before: int = 0) -> QuerySet[Notice]:
    """This person's notices, newest first, from the one after `before` (a notice's pk) on."""
    found = Notice.objects.of(user)
    if unread:
        found = found.unread()
    if notice_class:
        found = found.filter(notice_class=notice_class)
    if before and (last := Notice.objects.of(user).filter(pk=before).first()):
        found = found.filter(
            Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        )
    return found


def export_of(user: User) -> list[dict[str, Any]]:
    """A person's notices for the export of their data, oldest first."""
    return [
        {
            "class": notice.notice_class,
            "text": notice.text,
            "due_on": notice.due_on and notice.due_on.isoformat(),
            "created_at": notice.created_at.isoformat(),
            "read_at": notice.read_at and notice.read_at.isoformat(),
        }
        for notice in Notice.objects.of(user).order_by("created_at", "pk")
    ]


def owner_of_feed(token: str) -> User | None:
    """Whose calendar a private address is; None where it has been renewed or its owner has left."""
    feed = CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    return feed.user if feed and feed.user.is_active else None


def deadlines(user: User, *, since: date) -> QuerySet[Notice]:
    """A person's dates to keep, from a day on."""
    return Notice.objects.of(user).due_from(since)


def outbox(*, handed_over: bool, before: int = 0) -> QuerySet[OutgoingMail]:
    """Mail kept for want of a server, newest first, from the one after `before` (a mail's pk) on."""
    found = OutgoingMail.objects.filter(handed_over_at__isnull=not handed_over).order_by("-pk")
    return found.filter(pk__lt=before) if before else found
