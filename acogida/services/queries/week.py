"""What waits for a person in the services of their organisations."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from acogida.accounts.models import EDITING
from acogida.accounts.rules import roles_on
from acogida.services.models import Correction, Service
from acogida.services.states import CorrectionState

AHEAD_DAYS = 14


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, on: date) -> list[Due]:
    """Corrections that wait and entries to check again, each said once however many there are."""
    if not (user and user.is_authenticated):
        return []
    editing = [pk for pk, role in roles_on(user, on).items() if role in EDITING]
    if not editing:
        return []
    return [*_corrections(editing), *_checks(editing, on)]


def _corrections(organisations: list[int]) -> list[Due]:
    waiting = Correction.objects.filter(
        state=CorrectionState.WAITING, service__organisation__in=organisations
    ).count()
    if not waiting:
        return []
    words = ngettext(
        "%(n)s correction of the service directory waits for you.",
        "%(n)s corrections of the service directory wait for you.",
        waiting,
    )
    return [Due(words % {"n": waiting}, reverse("services:corrections"))]


def _checks(organisations: list[int], on: date) -> list[Due]:
    due = (
        Service.objects.public()
        .filter(organisation__in=organisations, check_due_on__lte=on + timedelta(days=AHEAD_DAYS))
        .order_by("check_due_on")
    )
    first = due.values_list("check_due_on", flat=True).first()
    if first is None:
        return []
    number = due.aggregate(n=Count("pk"))["n"]
    words = ngettext(
        "%(n)s service to check again: does it still stand as the directory says?",
        "%(n)s services to check again: do they still stand as the directory says?",
        number,
    )
    return [Due(words % {"n": number}, f"{reverse('services:desk')}?show=check", first)]
