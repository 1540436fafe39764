"""Who is told what, in their own language. No notice to a reviewer names whose practice it is, and none
to its people names a reviewer.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import EDITING, Mandate, MandateKind, Membership, User
from acogida.accounts.rules import day_of
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass
from acogida.practices.models import Clarification, Enquiry, Practice, Review

SHOWN = 90


def to_people(
    practice: Practice,
    text: Any,
    *,
    at: datetime,
    by: User | None = None,
    asked: Clarification | None = None,
    due_on: date | None = None,
) -> None:
    """Whoever edits for the organisation whose practice it is; a question leads to where it is answered."""
    members = Membership.objects.on(day_of(at)).filter(
        organisation=practice.organisation_id, role__in=EDITING
    )
    people = [m.user for m in members.select_related("user").order_by("user") if m.user != by]
    url = reverse("practices:work", args=[practice.pk])
    if asked is not None:
        url, due_on = reverse("practices:answer", args=[asked.pk]), asked.due_on
    _notify(people, text, url, due_on=due_on, at=at, title=title_of(practice))


def to_desk(practice: Practice, text: Any, *, at: datetime, by: User | None = None) -> None:
    """The secretariat."""
    people = User.objects.filter(mandates__in=_in_force(at), is_active=True).distinct().order_by("pk")
    url = reverse("practices:desk_practice", args=[practice.pk])
    _notify([p for p in people if p != by], text, url, due_on=None, at=at, title=title_of(practice))


def to_reviewer(review: Review, text: Any, *, at: datetime) -> None:
    """A reviewer, by the number of the review alone."""
    url = reverse("practices:review", args=[review.pk])
    _notify([review.reviewer], text, url, due_on=review.due_on, at=at, number=review.pk)


def enquired(enquiry: Enquiry, *, at: datetime) -> None:
    """Its people, of a question that somebody asks them."""
    practice = enquiry.practice
    members = Membership.objects.on(day_of(at)).filter(
        organisation=practice.organisation_id, role__in=EDITING
    )
    people = [m.user for m in members.select_related("user").order_by("user")]
    url = reverse("practices:enquiry", args=[enquiry.pk])
    _notify(people, ENQUIRED, url, due_on=None, at=at, title=title_of(practice))


def replied(enquiry: Enquiry, *, at: datetime) -> None:
    """Who asked, of the answer."""
    url = reverse("practices:enquiry", args=[enquiry.pk])
    _notify([enquiry.by], REPLIED, url, due_on=None, at=at, title=title_of(enquiry.practice))


def _in_force(at: datetime) -> Any:
    return Mandate.objects.on(day_of(at)).filter(kind=MandateKind.SECRETARIAT)


def _notify(
    people: Iterable[User], text: Any, url: str, *, due_on: date | None, at: datetime, **words: Any
) -> None:
    notify(
        people,
        notice_class=NoticeClass.WORK,
        text=format_lazy(text, **words),
        url=url,
        due_on=due_on,
        at=at,
    )


def title_of(practice: Practice) -> str:
    title = practice.texts.get(language=practice.original_language).title
    return title if len(title) <= SHOWN else title[: SHOWN - 1] + "…"


SENT = _("“{title}” was sent for review.")
RETURNED = _("“{title}” came back from the secretariat before review: see why.")
IN_REVIEW = _("“{title}” is with its reviewers.")
INVITED = _(
    "You are invited to review practice number {number}. Say first whether you have a conflict of interest."
)
GIVEN = _("A review of “{title}” was given.")
TORN = _("The reviewers of “{title}” disagree: one more was invited.")
TORN_ALONE = _("The reviewers of “{title}” disagree, and nobody in the roster is free: invite one more.")
LOST = _("A reviewer of “{title}” stepped aside: invite another.")
ASKED = _("The reviewers have a question about “{title}”.")
ANSWERED = _("The questions about “{title}” are answered.")
DECIDED = _("“{title}”: the decision is made. Read the letter.")
APPEALED = _("An appeal was made about “{title}”.")
REVIEW_DUE = _("Your review number {number} is due soon.")
REVIEW_LATE = _("Your review number {number} is late.")
CONFIRMED = _("The focal point confirmed “{title}”: it is with the secretariat.")
REFUSED = _("The focal point did not confirm “{title}”: see why.")
STILL_ACTIVE = _("Is “{title}” still active? One click keeps it fresh.")
ENQUIRED = _("Somebody asks you about “{title}”.")
REPLIED = _("Your question about “{title}” is answered.")
