"""Guests are erased when they have been kept long enough; what was counted stays."""

from datetime import timedelta

import pytest

from acogida.core.chores import CHORES
from acogida.dialogues.actions import events, guests
from acogida.dialogues.models import Event, Guest
from acogida.dialogues.tests.factories import AT
from acogida.dialogues.tests.test_questions import Live

pytestmark = pytest.mark.django_db


def test_guests_of_an_event_are_erased_after_their_time_and_the_figures_stay():
    live = Live(6)
    event = events.close(live.event, by=live.by, at=AT)
    before = Event.objects.get(pk=event.pk).figures

    assert guests.forget(AT + timedelta(days=400)) == 0
    assert guests.forget(AT + timedelta(days=401)) == 6
    assert guests.forget(AT + timedelta(days=402)) == 0

    assert set(Guest.objects.values_list("email", "name", "organisation")) == {("", "", "")}
    assert Event.objects.get(pk=event.pk).figures == before
    assert before["themes"][0]["participants"] == 6


def test_an_event_that_is_not_closed_keeps_its_guests_and_the_house_does_it_by_itself():
    Live(2)

    CHORES["guests"](AT + timedelta(days=4000))

    assert Guest.objects.filter(erased_at__isnull=True).count() == 2
