"""The speaker's clock: one a theme, the same on every screen, and it stands or runs, never both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from time_machine import travel

from acogida.accounts.queries import hash_of
from acogida.core.errors import Refused
from acogida.core.live.sources import state_of
from acogida.dialogues.actions import timer as deeds
from acogida.dialogues.models import Guest, Timer
from acogida.dialogues.tests.factories import AT, secretariat
from acogida.dialogues.tests.test_questions import Live

pytestmark = pytest.mark.django_db


def started(live, *, minutes=5, at=AT):
    seat = live.theme.panel.order_by("position").first()
    return deeds.start(live.theme, minutes=minutes, seat=seat, by=live.by, at=at)


def test_a_clock_that_is_stopped_keeps_what_was_left_and_goes_on_from_there():
    live = Live(1)
    started(live)

    stood = deeds.pause(live.theme, by=live.by, at=AT + timedelta(minutes=2))
    assert (stood.is_running, stood.left_at(AT + timedelta(hours=1))) == (False, 180)
    ran = deeds.go_on(live.theme, by=live.by, at=AT + timedelta(minutes=10))
    assert (ran.is_running, ran.left_at(AT + timedelta(minutes=14))) == (True, -60)


def test_stopping_twice_and_going_on_twice_change_nothing():
    live = Live(1)
    started(live)

    deeds.pause(live.theme, by=live.by, at=AT + timedelta(minutes=2))
    assert deeds.pause(live.theme, by=live.by, at=AT + timedelta(minutes=4)).left == 180
    first = deeds.go_on(live.theme, by=live.by, at=AT + timedelta(minutes=5)).ends_at
    assert deeds.go_on(live.theme, by=live.by, at=AT + timedelta(minutes=7)).ends_at == first


def test_the_room_and_the_moderators_are_told_the_same_moment():
    live = Live(1)
    started(live)

    for side in ("room", "desk"):
        [(number, item)] = state_of(f"dialogues.{side}.{live.theme.pk}").items
        assert (number, item["who"], item["left"]) == (1, "Org MEX", None)
        assert item["ends"] == round((AT + timedelta(minutes=5)).timestamp() * 1000)


def test_only_who_moderates_keeps_the_time_and_only_during_the_event():
    live = Live(1)

    with pytest.raises(Refused, match="Nobody has the floor yet"):
        deeds.pause(live.theme, by=live.by, at=AT)
    with pytest.raises(Refused, match="keep the time"):
        deeds.start(live.theme, minutes=5, seat=None, by=secretariat("reviewer"), at=AT)
    with pytest.raises(Refused, match="1 to 60"):
        deeds.start(live.theme, minutes=61, seat=None, by=live.by, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Timer.objects.create(theme=live.theme, seconds=300, left=5, ends_at=AT)


@travel(AT, tick=False)
def test_desk_screen_and_participants_show_the_same_clock_without_any_script(client):
    live = Live(1)
    Guest.objects.filter(pk=live.people[0].pk).update(token_hash=hash_of("t"))
    client.force_login(live.by)
    desk = reverse("dialogues:questions", args=[live.event.slug, 1])
    keep = reverse("dialogues:keep_time", args=[live.event.slug, 1])
    seats = list(live.theme.panel.order_by("position"))

    assert client.post(keep, {"seat": seats[0].pk, "minutes": 5}).status_code == 302
    places = (desk, reverse("dialogues:screen", args=[live.event.slug, 1]))
    for where in (*places, reverse("dialogues:ask", args=["t", 1])):
        page = client.get(where).content.decode()
        assert "data-value>5:00<" in page
        assert "data-label>Org MEX<" in page
    assert f'value="{seats[1].pk}" selected' in client.get(desk).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page_of(client, places[1])
    client.post(keep, {"pause": "1"})
    assert Timer.objects.get().left == 300
    Timer.objects.update(left=-60)
    assert "data-value>−1:00<" in client.get(desk).content.decode()


def page_of(client, where):
    return client.get(where).content.decode()
