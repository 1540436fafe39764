"""What waits for a person in the services of their organisations."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.accounts.models import APPROVING, EDITING
from acogida.accounts.rules import roles_on
from acogida.services.models import Correction, OutreachDay, ProtocolVersion, Service
from acogida.services.states import CorrectionState, OutreachState, ProtocolState

AHEAD_DAYS = 14
MOST = 20


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, on: date) -> list[Due]:
    """Corrections, entries to check again, days out to prepare or to close, protocols to put in force."""
    if not (user and user.is_authenticated):
        return []
    editing = [pk for pk, role in roles_on(user, on).items() if role in EDITING]
    if not editing:
        return []
    approving = [pk for pk, role in roles_on(user, on).items() if role in APPROVING]
    return [
        *_corrections(editing),
        *_checks(editing, on),
        *_days_out(editing, on),
        *_protocols(approving),
    ]


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


def _days_out(organisations: list[int], on: date) -> list[Due]:
    """Days out to come within a fortnight, and those that are over and have no results sheet yet."""
    near = OutreachDay.objects.filter(
        organisation__in=organisations,
        state=OutreachState.PLANNED,
        held_on__lte=on + timedelta(days=AHEAD_DAYS),
    ).order_by("held_on", "pk")
    found = []
    for day in near[:MOST]:
        left = sum(not item.get("done") for item in day.checklist)
        if day.held_on < on:
            words = _("Close the day “%(day)s”: its results sheet waits.") % {"day": day.title}
        elif left:
            words = ngettext(
                "Prepare the day “%(day)s”: %(n)s thing left on its list.",
                "Prepare the day “%(day)s”: %(n)s things left on its list.",
                left,
            ) % {"day": day.title, "n": left}
        else:
            words = _("The day “%(day)s” is prepared.") % {"day": day.title}
        found.append(Due(words, reverse("services:outreach", args=[day.pk]), day.held_on))
    return found


def _protocols(organisations: list[int]) -> list[Due]:
    """Versions that every institution has approved, for whoever can put them in force."""
    ready = (
        ProtocolVersion.objects.filter(protocol__organisation__in=organisations, state=ProtocolState.APPROVAL)
        .alias(missing=Count("signatures", filter=Q(signatures__signed_at__isnull=True)))
        .filter(missing=0)
        .select_related("protocol")
        .order_by("pk")
    )
    return [
        Due(
            _("Every institution has approved the protocol “%(protocol)s”: put it in force.")
            % {"protocol": version.protocol},
            reverse("services:version", args=[version.pk]),
        )
        for version in ready[:MOST]
    ]
