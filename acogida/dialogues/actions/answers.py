"""A mechanism answers the guiding questions of an annual session, by the link of its representatives."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.core import audit
from acogida.core.errors import Refused
from acogida.dialogues.actions.events import locked
from acogida.dialogues.models import Event, Guest, MechanismAnswer
from acogida.dialogues.states import EventState

OPEN = {EventState.INVITED, EventState.UNDER_WAY, EventState.CLOSED}


@transaction.atomic
def answer(guest: Guest, *, texts: Mapping[int, str], seen: int, at: datetime) -> Event:
    """Write a mechanism's answers, by number of the question; an empty one is taken back.

    `seen` is the version the page showed: two representatives never overwrite each other unseen.
    """
    event = locked(guest.event)
    mechanism = guest.mechanism
    if not mechanism:
        raise Refused(_("Only who represents a mechanism answers for it."))
    if EventState(event.state) not in OPEN:
        raise Refused(_("Answers are taken from the invitation until the report is published."))
    if seen != version_of(event, mechanism):
        raise Refused(
            _(
                "Somebody else of your mechanism has written meanwhile. What they wrote is shown above; what "
                "you typed is kept below: bring both together and send again."
            )
        )
    for number, text in texts.items():
        if not 1 <= number <= len(event.questions):
            raise Refused(_("This session does not ask that."))
        if text.strip():
            MechanismAnswer.objects.update_or_create(
                event=event,
                mechanism=mechanism,
                question=number,
                defaults={"text": text.strip(), "version": seen + 1, "at": at},
            )
        else:
            MechanismAnswer.objects.filter(event=event, mechanism=mechanism, question=number).delete()
    audit.record("dialogues.mechanism_answered", event, by="guest", at=at, detail={"mechanism": mechanism})
    return event


def version_of(event: Event, mechanism: str) -> int:
    """How often a mechanism's answers have been written; 0 where never."""
    versions = event.answers.filter(mechanism=mechanism).values_list("version", flat=True)
    return max(versions, default=0)
