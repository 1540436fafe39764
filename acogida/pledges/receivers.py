"""News from below that concern pledges."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from acogida.dialogues.models import Event
from acogida.pledges import actions
from acogida.pledges.actions import Shown
from acogida.pledges.models import ServingEvent
from acogida.pledges.states import OPEN


def draft_report_of_event(sender: object, *, event: Event, **kwargs: Any) -> None:
    """An event has closed: leave its report half written with every open pledge that it serves."""
    tied = ServingEvent.objects.filter(event=event, pledge__state__in=OPEN).select_related(
        "pledge__organisation"
    )
    for one in tied:
        pledge = one.pledge
        if pledge.organisation is None:
            continue
        with translation.override(pledge.language):
            page = settings.SITE_URL + reverse("dialogues:event", args=[event.slug])
            actions.draft_report(
                pledge,
                pledge.organisation,
                origin=f"event:{event.pk}",
                reported_on=min(event.held_on, timezone.localdate()),
                narrative=_("“%(event)s” was held. Its figures and its report are on its page.")
                % {"event": event.title},
                evidence=[Shown(event.title[:200], url=page)],
                by="acogida",
                at=timezone.now(),
            )
