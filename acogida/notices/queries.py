"""Reading that more than one page needs."""

from typing import Any

from django.db.models import Q, QuerySet

from acogida.notices.models import Notice


def unread_count(user: Any) -> int:
    """How many notices wait for this person, in one query by index; 0 for a visitor."""
    if not (user and user.is_authenticated):
        return 0
    return Notice.objects.of(user).unread().count()


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
