"""What waits for a person in this module."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import EDITING
from acogida.accounts.rules import is_secretariat, roles_on
from acogida.core.gathered import ShortList, day, told_together
from acogida.practices.models import OPEN_REVIEWS, Clarification, Enquiry, Practice, Review
from acogida.practices.states import State

FRESH_DAYS = 365
MOST = 20


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, today: date) -> list[Due]:
    """What `waiting` tells; one query."""
    return told_together(waiting(user, today))


def waiting(user: Any, today: date) -> list[ShortList[Due]]:
    """Reviews to give, questions to answer, practices to confirm, and for the secretariat what to decide."""
    if not (user and user.is_authenticated):
        return []
    ours = [pk for pk, role in roles_on(user, today).items() if role in EDITING]
    reviews = Review.objects.of(user).filter(state__in=OPEN_REVIEWS).order_by("due_on", "pk")
    asked = Clarification.objects.filter(practice__organisation__in=ours, answered_at__isnull=True)
    enquiries = Enquiry.objects.filter(practice__organisation__in=ours, answered_at=None)
    aged = Practice.objects.filter(
        organisation__in=ours, state=State.PUBLISHED, confirmed_on__lte=today - timedelta(days=FRESH_DAYS)
    )
    found = [
        ShortList(reviews.values_list("pk", "due_on")[:MOST], _review),
        ShortList(asked.order_by("due_on", "pk").values_list("pk", "due_on")[:MOST], _clarification),
        ShortList(enquiries.order_by("asked_at", "pk").values_list("pk")[:MOST], _enquiry),
        ShortList(aged.order_by("confirmed_on", "pk").values_list("pk", "code")[:MOST], _aged),
    ]
    if is_secretariat(user):
        sent = Practice.objects.filter(state=State.SUBMITTED).order_by().values("state")
        found.append(ShortList(sent.annotate(number=Count("pk")).values_list("number"), _sent))
    return found


def _review(pk: int, due_on: str | None) -> Due:
    words = _("Give review number %(number)s.") % {"number": pk}
    return Due(words, reverse("practices:review", args=[pk]), day(due_on))


def _clarification(pk: int, due_on: str | None) -> Due:
    words = _("Answer a question of the review of your practice.")
    return Due(words, reverse("practices:answer", args=[pk]), day(due_on))


def _enquiry(pk: int) -> Due:
    return Due(_("Answer what somebody asks about your practice."), reverse("practices:enquiry", args=[pk]))


def _aged(pk: int, code: str) -> Due:
    words = _("Say whether practice %(code)s is still active.") % {"code": code}
    return Due(words, reverse("practices:work", args=[pk]))


def _sent(number: int) -> Due:
    words = _("Practices wait on the review desk: %(number)s.") % {"number": number}
    return Due(words, reverse("practices:desk"))
