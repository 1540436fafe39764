"""Events that serve a pledge."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.dialogues.models import Event
from acogida.pledges.actions.ground import locked, require_open, require_writer
from acogida.pledges.models import Pledge, ServingEvent


@transaction.atomic
def tie_event(pledge: Pledge, event: Event, *, by: User, at: datetime) -> ServingEvent:
    """Say that an event serves the pledge, or fulfils it. When it closes, the report is drafted."""
    pledge = locked(pledge)
    require_writer(pledge, by)
    require_open(pledge)
    if event.closed_at:
        raise Refused(_("This event is closed already: report on it yourself."))
    if pledge.events.filter(event=event).exists():
        raise Refused(_("This event serves the pledge already."))
    made = ServingEvent.objects.create(pledge=pledge, event=event, tied_by=by, tied_at=at)
    audit.record("pledges.event_tied", made, by=by, at=at)
    return made
