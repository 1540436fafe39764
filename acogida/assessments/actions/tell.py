"""What colleagues are told. Each notice joins the deed that causes it."""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import APPROVING, EDITING, User
from acogida.accounts.rules import day_of
from acogida.assessments.models import Assessment
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass


def tell_approvers(assessment: Assessment, *, by: User, at: datetime) -> None:
    """The approvers learn that it can be published; whoever says so is not told."""
    notify(
        _people(assessment, APPROVING, besides=by, at=at),
        notice_class=NoticeClass.WORK,
        text=format_lazy(
            _("The self-assessment of {place}, {year}, is ready: read it and publish it."),
            place=assessment.territory.name,
            year=assessment.year,
        ),
        url=reverse("assessments:publish", args=[assessment.pk]),
        at=at,
    )


def tell_colleagues(assessment: Assessment, *, edition: int, by: User, at: datetime) -> None:
    """Everybody who edits for the municipality learns that it is public now."""
    notify(
        _people(assessment, EDITING, besides=by, at=at),
        notice_class=NoticeClass.WORK,
        text=format_lazy(
            _("The self-assessment of {place}, {year}, is published: edition {edition}."),
            place=assessment.territory.name,
            year=assessment.year,
            edition=edition,
        ),
        url=reverse("assessments:detail", args=[assessment.pk]),
        at=at,
    )


def tell_editors(assessment: Assessment, text: str | Promise, *, url: str, at: datetime) -> None:
    """Everybody who edits for the municipality learns what somebody did with a personal link."""
    people = _people(assessment, EDITING, besides=None, at=at)
    notify(people, notice_class=NoticeClass.WORK, text=text, url=url, at=at)


def _people(
    assessment: Assessment, roles: tuple[str, ...], *, besides: User | None, at: datetime
) -> list[User]:
    memberships = (
        assessment.organisation.memberships.on(day_of(at))
        .filter(role__in=roles)
        .exclude(user=besides)
        .select_related("user")
        .order_by("pk")
    )
    return [membership.user for membership in memberships]
