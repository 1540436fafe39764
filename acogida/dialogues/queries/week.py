"""What waits for a person in the dialogues."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.accounts.rules import memberships_on
from acogida.core.gathered import ShortList, told_together, whole
from acogida.core.text import in_language
from acogida.dialogues.models import Initiative, Member, OfficeRole, Shown
from acogida.dialogues.queries import consultations, events, mechanism, recommendations
from acogida.dialogues.rules import may_run
from acogida.dialogues.states import Vetting


@dataclass(frozen=True)
class Due:
    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, today: date, *, with_waiting: bool = True) -> list[Due]:
    """Ballots to cast; for the secretariat vacancies, events; and what `waiting` tells, if it is not asked
    for with that of other rooms.

    At most three queries for a member, four for the secretariat; one for others.
    """
    found: list[tuple[str, str, date | None]] = []
    held = memberships_on(user, today)
    if any(m.organisation.stakeholder_group_id for m in held):
        found += consultations.to_do(user, today)
    if may_run(user):
        found += _vacancies(today) + events.to_do(user, today)
    return [*(Due(*one) for one in found), *(told_together(waiting(user, today)) if with_waiting else ())]


def waiting(user: Any, today: date) -> list[ShortList[Due]]:
    """Recommendations to follow up; for the secretariat applications to the Mechanism, initiatives."""
    quiet = ShortList(recommendations.quiet(user, today), _quiet)
    if not may_run(user):
        return [quiet]
    applied = Member.objects.filter(state=Vetting.APPLIED)
    sent = Initiative.objects.filter(state=Shown.WAITING)
    return [quiet, ShortList(_number(applied), _applied), ShortList(_number(sent), _sent)]


def _number(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """One row with how many there are, none where there are none."""
    found: QuerySet[Any, Any] = rows.order_by().values("state").annotate(number=Count("pk"))
    return found.values_list("number")


def _quiet(texts: Any, slug: str) -> Due:
    text = in_language(whole(texts))[:90]
    words = _("Say what became of the recommendation you took up: %(text)s") % {"text": text}
    return Due(words, reverse("dialogues:follow_up", args=[slug]))


def _applied(number: int) -> Due:
    words = ngettext(
        "%(n)s application to the Mechanism waits for your decision.",
        "%(n)s applications to the Mechanism wait for your decision.",
        number,
    )
    return Due(words % {"n": number}, reverse("dialogues:mine"))


def _sent(number: int) -> Due:
    words = ngettext(
        "%(n)s initiative waits to be put on the map.",
        "%(n)s initiatives wait to be put on the map.",
        number,
    )
    return Due(words % {"n": number}, reverse("dialogues:initiatives"))


def _vacancies(today: date) -> list[tuple[str, str, date | None]]:
    found: list[tuple[str, str, date | None]] = []
    vacant = sum(1 for seat in mechanism.seats(today) if seat.is_vacant)
    # With nobody seated at all there is no Mechanism yet: nothing is vacant.
    if 0 < vacant < len(OfficeRole) * 4:
        words = ngettext(
            "%(n)s office of the working tables is vacant.",
            "%(n)s offices of the working tables are vacant.",
            vacant,
        )
        found.append((words % {"n": vacant}, reverse("dialogues:liaison"), None))
    return found
