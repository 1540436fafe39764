"""What waits for a person in this module."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import EDITING
from acogida.accounts.rules import is_secretariat, roles_on
from acogida.practices.models import OPEN_REVIEWS, Clarification, Enquiry, Practice, Review
from acogida.practices.states import State

FRESH_DAYS = 365


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, today: date) -> list[Due]:
    """Reviews to give, questions to answer, practices to confirm, and for the secretariat what to decide.

    At most six queries.
    """
    if not (user and user.is_authenticated):
        return []
    editing = [pk for pk, role in roles_on(user, today).items() if role in EDITING]
    found = [*_reviews(user), *(_of_its_people(editing, today) if editing else ())]
    if is_secretariat(user):
        waiting = Practice.objects.filter(state=State.SUBMITTED).count()
        if waiting:
            found.append(
                Due(
                    _("Practices wait on the review desk: %(number)s.") % {"number": waiting},
                    reverse("practices:desk"),
                )
            )
    return found


def _reviews(user: Any) -> Iterator[Due]:
    for review in Review.objects.of(user).filter(state__in=OPEN_REVIEWS).order_by("due_on", "pk")[:20]:
        text = _("Give review number %(number)s.") % {"number": review.pk}
        yield Due(text, reverse("practices:review", args=[review.pk]), review.due_on)


def _of_its_people(organisations: list[int], today: date) -> Iterator[Due]:
    asked = Clarification.objects.filter(practice__organisation__in=organisations, answered_at__isnull=True)
    for question in asked.order_by("due_on", "pk")[:20]:
        text = _("Answer a question of the review of your practice.")
        yield Due(text, reverse("practices:answer", args=[question.pk]), question.due_on)
    unanswered = Enquiry.objects.filter(practice__organisation__in=organisations, answered_at=None)
    for enquiry in unanswered.order_by("asked_at", "pk")[:20]:
        yield Due(
            _("Answer what somebody asks about your practice."),
            reverse("practices:enquiry", args=[enquiry.pk]),
        )
    aged = Practice.objects.filter(
        organisation__in=organisations,
        state=State.PUBLISHED,
        confirmed_on__lte=today - timedelta(days=FRESH_DAYS),
    )
    for practice in aged.order_by("confirmed_on", "pk")[:20]:
        text = _("Say whether practice %(code)s is still active.") % {"code": practice.code}
        yield Due(text, reverse("practices:work", args=[practice.pk]))
