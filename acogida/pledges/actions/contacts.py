"""Who answers for a pledge, and the reminders that reach them: first contact, then the second, then all."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import APPROVING, EDITING, User
from acogida.accounts.rules import belongs, day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.pledges.actions.ground import locked, require_writer
from acogida.pledges.actions.tell import cut, people_of, tell
from acogida.pledges.models import Pledge
from acogida.pledges.queries.lights import FRESH_DAYS, last_word, waits_since

REMINDED_AHEAD_DAYS = 30
ESCALATED_AFTER_DAYS = 30


@transaction.atomic
def set_contacts(
    pledge: Pledge, *, contact: User, second_contact: User | None, by: User, at: datetime
) -> Pledge:
    """Change who is asked about a pledge; both belong to the organisation. Names are never public."""
    pledge = locked(pledge)
    require_writer(pledge, by)
    if second_contact and second_contact.pk == contact.pk:
        raise Refused(_("The second contact is somebody else: they are asked when the first one is away."))
    for person in filter(None, (contact, second_contact)):
        if pledge.organisation is None or not belongs(person, pledge.organisation):
            raise Refused(_("A contact belongs to the organisation that makes the pledge."))
    pledge.contact, pledge.second_contact = contact, second_contact
    pledge.save(update_fields=["contact", "second_contact"])
    audit.record("pledges.contacts_set", pledge, by=by, at=at)
    return pledge


def remind_all(at: datetime) -> int:
    """Remind of every pledge that has gone quiet; how many people were told. Asked daily by the house."""
    quiet = Pledge.objects.filter(waits_since(day_of(at), FRESH_DAYS - REMINDED_AHEAD_DAYS))
    return sum(remind(pledge, at=at) for pledge in quiet.order_by("pk").iterator(chunk_size=500))


@transaction.atomic
def remind(pledge: Pledge, *, at: datetime) -> int:
    """Tell the contact that a report falls due; thirty days later the second contact; then the approvers.

    Each once until a report comes. Nobody's deed, so it is by the house itself. How many were told.
    """
    pledge = locked(pledge)
    today, since = day_of(at), last_word(pledge)
    if since is None or pledge.organisation is None:
        return 0
    if pledge.reminded_on is None:
        first = _present(pledge.contact, pledge) or _present(pledge.second_contact, pledge)
        told = [first] if first else _others(pledge, at)
        pledge.reminded_on = today
        words: Any = gettext_lazy("Say how the pledge “{pledge}” goes: the last word is of {day}.")
    elif pledge.escalated_on is None and today - pledge.reminded_on >= timedelta(days=ESCALATED_AFTER_DAYS):
        second = _present(pledge.second_contact, pledge)
        told = [second] if second else _others(pledge, at)
        pledge.escalated_on = today
        words = gettext_lazy("Nobody has reported on “{pledge}” since {day}. You are its second contact.")
        if not second:
            words = gettext_lazy("Nobody has reported on “{pledge}” since {day}: it needs a contact.")
    else:
        return 0
    pledge.save(update_fields=["reminded_on", "escalated_on"])
    _tell(pledge, told, words, since, at=at)
    audit.record("pledges.reminded", pledge, by="acogida", at=at, detail={"told": len(told)})
    return len(told)


def _tell(pledge: Pledge, told: list[User], words: Any, since: date, *, at: datetime) -> None:
    tell(
        told,
        format_lazy(words, pledge=cut(pledge.title), day=since.isoformat()),
        url=reverse("pledges:report", args=[pledge.pk]),
        due_on=since + timedelta(days=FRESH_DAYS),
        at=at,
    )


def _present(person: User | None, pledge: Pledge) -> User | None:
    """The contact, while they still belong to the organisation."""
    if person is None or pledge.organisation is None or not person.is_active:
        return None
    return person if belongs(person, pledge.organisation) else None


def _others(pledge: Pledge, at: datetime) -> list[User]:
    """Approvers, or editors where there is none."""
    assert pledge.organisation is not None  # asked by the caller
    return people_of(pledge.organisation, APPROVING, at) or people_of(pledge.organisation, EDITING, at)
