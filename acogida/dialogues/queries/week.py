"""What waits for a person in the dialogues."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from acogida.accounts.rules import memberships_on
from acogida.dialogues.models import Initiative, Member, OfficeRole, Shown
from acogida.dialogues.queries import consultations, events, mechanism, recommendations
from acogida.dialogues.rules import may_run
from acogida.dialogues.states import Vetting


@dataclass(frozen=True)
class Due:
    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, today: date) -> list[Due]:
    """Ballots to cast, recommendations to follow up; for the secretariat applications, vacancies, events.

    At most three queries for a member, five for the secretariat; none for others.
    """
    found: list[tuple[str, str, date | None]] = []
    held = memberships_on(user, today)
    if any(m.organisation.stakeholder_group_id for m in held):
        found += consultations.to_do(user, today)
    found += recommendations.quiet_since(user, today)
    if may_run(user):
        found += _mechanism(today) + events.to_do(user, today)
    return [Due(*one) for one in found]


def _mechanism(today: date) -> list[tuple[str, str, date | None]]:
    found: list[tuple[str, str, date | None]] = []
    if waiting := Member.objects.filter(state=Vetting.APPLIED).count():
        words = ngettext(
            "%(n)s application to the Mechanism waits for your decision.",
            "%(n)s applications to the Mechanism wait for your decision.",
            waiting,
        )
        found.append((words % {"n": waiting}, reverse("dialogues:mine"), None))
    if sent := Initiative.objects.filter(state=Shown.WAITING).count():
        words = ngettext(
            "%(n)s initiative waits to be put on the map.",
            "%(n)s initiatives wait to be put on the map.",
            sent,
        )
        found.append((words % {"n": sent}, reverse("dialogues:initiatives"), None))
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
