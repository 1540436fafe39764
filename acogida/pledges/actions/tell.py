"""What people are told. Each notice joins the deed that causes it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from acogida.accounts.models import APPROVING, EDITING, Membership, Organisation, User
from acogida.accounts.rules import day_of
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass
from acogida.pledges.models import Pledge

SHOWN = 90  # of a title in a notice, which holds 300 characters


def tell_approvers(
    organisation: Organisation, text: Any, *, url: str = "", by: User | None, at: datetime
) -> None:
    tell(people_of(organisation, APPROVING, at, but=by), text, url=url, at=at)


def tell_editors(pledge: Pledge, text: Any, *, url: str, by: User | None, at: datetime) -> None:
    if pledge.organisation:
        tell(people_of(pledge.organisation, EDITING, at, but=by), text, url=url, at=at)


def tell(
    users: Iterable[User], text: Any, *, url: str = "", due_on: date | None = None, at: datetime
) -> None:
    notify(list(users), notice_class=NoticeClass.WORK, text=text, url=url, due_on=due_on, at=at)


def people_of(
    organisation: Organisation, roles: Iterable[str], at: datetime, *, but: User | None = None
) -> list[User]:
    """Who holds one of the roles in the organisation on that day, by name."""
    held = (
        Membership.objects.on(day_of(at))
        .filter(organisation=organisation, role__in=list(roles), user__is_active=True)
        .exclude(user=but)
        .select_related("user")
        .order_by("user__name", "user")
    )
    return [membership.user for membership in held]


def cut(title: str) -> str:
    return title if len(title) <= SHOWN else title[: SHOWN - 1] + "…"
