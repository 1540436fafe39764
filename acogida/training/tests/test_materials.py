"""Recordings and resources by their rule, announcements, and how people take part."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.training.actions import material as deeds
from acogida.training.actions import nomination as nomination_deeds
from acogida.training.models import Material, Nomination
from acogida.training.queries.links import token_of
from acogida.training.tests.factories import AT, accepted, edition, nominated, secretariat, session, slot

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=10)


@pytest.fixture
def of(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = edition()
    slot(found, seats=9)
    session(found)
    return found


def recording(of, **kwargs):
    values = {
        "kind": "recording",
        "title": "First session",
        "language": "es",
        "url": "https://video.example/1",
        "session": of.components.get().session,
        "participants_from": AT,
    }
    return deeds.add_material(of, by=secretariat(), at=AT, **(values | kwargs))


def seen(client, of, at=LATER):
    with time_machine.travel(at, tick=False):
        return "https://video.example/1" in client.get(reverse("training:edition", args=[of.slug])).text


def test_participants_have_a_recording_first_and_everybody_from_the_day_it_is_released(of, client):
    ana = accepted(of, of.slots.get())
    made = recording(of)
    seat = reverse("training:seat", args=[token_of(ana)])
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        assert "https://video.example/1" in client.get(seat).text
    assert not seen(client, of)

    deeds.release(made, public_from=LATER, consent="All agreed at the beginning", by=secretariat(), at=AT)

    assert not seen(client, of, LATER - timedelta(minutes=1))
    assert seen(client, of)
    deeds.withdraw_material(made, by=secretariat(), at=AT)
    assert not seen(client, of)


def test_a_recording_is_not_released_without_saying_how_people_agreed(of):
    ana = accepted(of, of.slots.get())
    nomination_deeds.say_how(ana, where="", in_recordings=False, by=ana.email, at=AT)
    made = recording(of)
    with pytest.raises(Refused, match="1 participants said that they do not want"):
        deeds.release(made, public_from=LATER, consent=" ", by=secretariat(), at=AT)
    made.refresh_from_db()
    assert made.public_from is None


def test_nobody_has_it_before_the_participants(of):
    made = recording(of, participants_from=LATER)
    with pytest.raises(Refused, match="Participants have it first"):
        deeds.release(made, public_from=AT, consent="yes", by=secretariat(), at=AT)


@pytest.mark.parametrize("wrong", [{"url": ""}, {"title": " "}, {"session": None}])
def test_what_is_handed_out_is_whole(of, wrong):
    with pytest.raises(Refused):
        recording(of, **wrong)


def test_a_file_for_participants_opens_by_their_link_alone(of, client):
    ana, waits = accepted(of, of.slots.get()), nominated(of, of.slots.get(), 2)
    client.force_login(secretariat())
    client.post(
        reverse("training:materials", args=[of.pk]),
        {
            "kind": "resource",
            "title": "Reader",
            "language": "es",
            "file": SimpleUploadedFile("r.txt", b"hello"),
        },
    )
    made = Material.objects.get()
    client.logout()

    mine = client.get(reverse("training:seat_material", args=[token_of(ana), made.pk]))
    assert b"".join(mine.streaming_content) == b"hello"
    assert client.get(reverse("training:seat_material", args=[token_of(waits), made.pk])).status_code == 404
    assert client.get(reverse("training:material", args=[made.pk])).status_code == 404


def test_in_a_hybrid_edition_one_says_where_and_the_sheet_is_for_who_comes(of, client):
    of.mode = "hybrid"
    of.save()
    ana, beto = accepted(of, of.slots.get(), 1), accepted(of, of.slots.get(), 2)

    client.post(reverse("training:how", args=[token_of(ana)]), {"where": "online", "in_recordings": "yes"})

    ana.refresh_from_db()
    assert (ana.where, ana.in_recordings) == ("online", True)
    client.force_login(secretariat())
    assert client.get(reverse("training:sheet", args=[of.components.get().session.pk])).status_code == 200
    assert list(Nomination.objects.for_the_room().filter(edition=of)) == [beto]


def test_where_is_asked_only_where_there_are_two_ways(of):
    ana = accepted(of, of.slots.get())
    with pytest.raises(Refused, match="Choose one of the answers"):
        nomination_deeds.say_how(ana, where="room", in_recordings=None, by=ana.email, at=AT)
