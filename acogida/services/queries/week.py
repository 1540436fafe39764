"""What waits for a person in the services of their organisations."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.accounts.models import APPROVING, EDITING
from acogida.accounts.rules import roles_on
from acogida.core.gathered import ShortList, day, told_together, whole
from acogida.services.models import (
    Correction,
    OutreachDay,
    ProtocolVersion,
    Service,
    Signature,
    Situation,
)
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
    """What `waiting` tells; one query."""
    return told_together(waiting(user, on))


def waiting(user: Any, on: date) -> list[ShortList[Due]]:
    """Corrections, entries to check again, days out to prepare or to close, protocols to put in force."""
    if not (user and user.is_authenticated):
        return []
    editing = [pk for pk, role in roles_on(user, on).items() if role in EDITING]
    approving = [pk for pk, role in roles_on(user, on).items() if role in APPROVING]
    return [
        ShortList(_counted(_sent(editing), Count("pk")), _corrections),
        ShortList(_counted(_checks_due(editing, on), Count("pk"), Min("check_due_on")), _checks),
        ShortList(_days_near(editing, on), partial(_day_out, on)),
        ShortList(_ready(approving), _protocol),
    ]


def _counted(rows: QuerySet[Any], *of: Any) -> QuerySet[Any, Any]:
    """One row of what is counted of the rows."""
    names = {f"of_{number}": one for number, one in enumerate(of)}
    found: QuerySet[Any, Any] = rows.order_by().values(all_of=Value(1)).annotate(**names)
    return found.values_list(*names)


def _sent(organisations: list[int]) -> QuerySet[Correction]:
    return Correction.objects.filter(state=CorrectionState.WAITING, service__organisation__in=organisations)


def _corrections(number: int) -> Due | None:
    if not number:
        return None
    words = ngettext(
        "%(n)s correction of the service directory waits for you.",
        "%(n)s corrections of the service directory wait for you.",
        number,
    )
    return Due(words % {"n": number}, reverse("services:corrections"))


def _checks_due(organisations: list[int], on: date) -> QuerySet[Service]:
    soon = on + timedelta(days=AHEAD_DAYS)
    return Service.objects.public().filter(organisation__in=organisations, check_due_on__lte=soon)


def _checks(number: int, first: str | None) -> Due | None:
    if not number:
        return None
    words = ngettext(
        "%(n)s service to check again: does it still stand as the directory says?",
        "%(n)s services to check again: do they still stand as the directory says?",
        number,
    )
    return Due(words % {"n": number}, f"{reverse('services:desk')}?show=check", day(first))


def _days_near(organisations: list[int], on: date) -> QuerySet[Any, Any]:
    """Days out to come within a fortnight, and those that are over and have no results sheet yet."""
    soon = on + timedelta(days=AHEAD_DAYS)
    near = OutreachDay.objects.filter(
        organisation__in=organisations, state=OutreachState.PLANNED, held_on__lte=soon
    )
    return near.order_by("held_on", "pk").values_list("pk", "title", "held_on", "checklist")[:MOST]


def _day_out(on: date, pk: int, title: str, held: str, checklist: Any) -> Due:
    held_on = date.fromisoformat(held)
    left = sum(not item.get("done") for item in whole(checklist))
    if held_on < on:
        words = _("Close the day “%(day)s”: its results sheet waits.") % {"day": title}
    elif left:
        words = ngettext(
            "Prepare the day “%(day)s”: %(n)s thing left on its list.",
            "Prepare the day “%(day)s”: %(n)s things left on its list.",
            left,
        ) % {"day": title, "n": left}
    else:
        words = _("The day “%(day)s” is prepared.") % {"day": title}
    return Due(words, reverse("services:outreach", args=[pk]), held_on)


def _ready(organisations: list[int]) -> QuerySet[Any, Any]:
    """Versions that every institution has approved, for whoever can put them in force."""
    found = ProtocolVersion.objects.filter(
        protocol__organisation__in=organisations, state=ProtocolState.APPROVAL
    )
    unsigned = Signature.objects.filter(version=OuterRef("pk"), signed_at__isnull=True)
    return found.filter(~Exists(unsigned)).order_by("pk").values_list("pk", "protocol__situation")[:MOST]


def _protocol(pk: int, situation: str) -> Due:
    words = _("Every institution has approved the protocol “%(protocol)s”: put it in force.")
    return Due(words % {"protocol": Situation(situation).label}, reverse("services:version", args=[pk]))
