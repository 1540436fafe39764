"""What everybody is told: on their pages at once, by mail in the background, to nobody twice."""

from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import translation

from acogida.core.errors import Refused
from acogida.training.actions import announcement as deeds
from acogida.training.models import Announcement
from acogida.training.queries.links import token_of
from acogida.training.tests.factories import (
    AT,
    accepted,
    edition,
    focal_point,
    nominated,
    secretariat,
    slot,
)

pytestmark = pytest.mark.django_db
SAID = {"title_es": "Sala nueva", "body_es": "Es la 4.", "title_en": "New room", "body_en": "It is 4."}
TEXTS = {"title": {"en": "New room"}, "body": {"en": "It is 4."}}


class Balky(EmailBackend):
    """A mail server that does not take mail for two of the people, until it is mended."""

    mended = False

    def send_messages(self, messages):
        if not Balky.mended and any(m.to[0] in {"p1@example.org", "p3@example.org"} for m in messages):
            raise ConnectionRefusedError
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def of():
    found = edition()
    slot(found, seats=5)
    return found


@pytest.fixture
def balky(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Balky"
    Balky.mended = False
    return Balky


def test_an_announcement_reaches_who_takes_part_by_mail_and_on_their_page(of, client, mailoutbox):
    ana = accepted(of, of.slots.get(), 1, language="en")
    nominated(of, of.slots.get(), 2)
    client.force_login(secretariat())
    mailoutbox.clear()

    page = client.post(reverse("training:announce", args=[of.pk]), SAID, follow=True).text

    assert [(m.subject, m.to) for m in mailoutbox] == [("New room", [ana.email])]
    assert token_of(ana) in mailoutbox[0].body
    assert "Mailed to 1 person." in page
    assert "It is 4." in client.get(reverse("training:seat", args=[token_of(ana)])).text


def test_until_a_worker_takes_it_the_page_says_that_it_waits_and_then_how_far_it_is(of, client):
    accepted(of, of.slots.get(), 1)
    client.force_login(secretariat())
    made = deeds.announce(of, **TEXTS, by=secretariat(), at=AT)
    desk = reverse("training:materials", args=[of.pk])

    assert "It waits to be mailed." in client.get(desk).text
    Announcement.objects.filter(pk=made.pk).update(mailed_from="2999-01-01T00:00Z", sent=0)
    working = client.get(desk).text
    assert "0 / 1" in working
    assert "every 3s" in working


def test_whom_the_mail_server_refuses_is_named_and_tried_again_and_nobody_gets_it_twice(
    of, client, balky, mailoutbox
):
    people = [accepted(of, of.slots.get(), n) for n in (2, 4)]
    for n in (1, 3):
        # They accept by the page, whose mail is not taken either.
        balky.mended = True
        people.append(accepted(of, of.slots.get(), n))
    balky.mended = False
    client.force_login(secretariat())
    mailoutbox.clear()

    page = client.post(reverse("training:announce", args=[of.pk]), SAID, follow=True).text

    made = Announcement.objects.get()
    assert (made.sent, made.total, made.missed) == (2, 4, [people[2].pk, people[3].pk])
    assert "Mailed to 2 people." in page
    assert "Ana Prueba 1</a>, " in page
    balky.mended = True
    again = reverse("training:announce_again", args=[made.pk])
    assert "Mailed to 4 people." in client.post(again, follow=True).text
    assert sorted(m.to[0] for m in mailoutbox) == [f"p{n}@example.org" for n in (1, 2, 3, 4)]
    with pytest.raises(Refused, match="reached everybody"):
        deeds.try_again(made, by=secretariat(), at=AT)


def test_what_stopped_half_way_goes_on_where_it_was_and_two_workers_do_not_do_it_twice(of, mailoutbox):
    people = [accepted(of, of.slots.get(), n) for n in (1, 2, 3)]
    made = deeds.announce(of, **TEXTS, by=secretariat(), at=AT)
    Announcement.objects.filter(pk=made.pk).update(mailed_from=AT, reached=people[0].pk, sent=1)
    mailoutbox.clear()

    soon, late = AT + timedelta(minutes=5), AT + timedelta(hours=2)
    assert deeds.mail(made.pk, at=soon) is None
    with pytest.raises(Refused, match="is being sent"):
        deeds.try_again(made, by=secretariat(), at=soon)
    assert deeds.waiting(of, at=late) == [made.pk]
    done = deeds.mail(made.pk, at=late)

    assert (done.sent, done.total, done.finished_at) == (3, 3, late)
    assert [m.to[0] for m in mailoutbox] == ["p2@example.org", "p3@example.org"]
    assert deeds.mail(made.pk, at=late) is None


def test_only_the_secretariat_writes_to_everybody_and_says_something(of, client):
    with pytest.raises(Refused, match="Only the secretariat"):
        deeds.announce(of, **TEXTS, by=focal_point(), at=AT)
    client.force_login(secretariat())
    page = client.post(reverse("training:announce", args=[of.pk]), SAID | {"title_es": ""})
    assert page.status_code == 422
    assert "Es la 4." in page.text
    assert not Announcement.objects.exists()
