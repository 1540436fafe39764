"""Sessions in time: changed, cancelled, in calendars."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.training.actions import announcement
from acogida.training.actions import session as deeds
from acogida.training.queries.links import token_of
from acogida.training.tests.factories import AT, accepted, edition, secretariat, session, slot

pytestmark = pytest.mark.django_db
NEW = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)


def moved(held, starts_at=NEW, **kwargs):
    return deeds.set_session(
        held, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), by=secretariat(), at=AT, **kwargs
    )


def events(client, nomination):
    answer = client.get(reverse("training:calendar", args=[token_of(nomination)]))
    found = icalendar.Calendar.from_ical(answer.content)
    return found, {str(e["uid"]): e for e in found.walk("VEVENT")}


def test_a_new_hour_moves_the_agenda_along_and_everybody_in_is_told(mailoutbox):
    of = edition()
    held = session(of, breaks=[(55, 65)])
    accepted(of, slot(of), language="en")

    moved(held)

    assert held.items.get().starts_at == NEW + timedelta(minutes=55)
    (told,) = announcement.waiting(of, at=AT)
    announcement.mail(told, at=AT)
    assert mailoutbox[-1].subject == ("The session “S1” has a new time: March 10, 2026, 14:00 (Mexico City).")


def test_overlapping_sessions_are_refused():
    of = edition()
    session(of, "s1")
    other = session(of, "s2", starts_at=NEW)
    with pytest.raises(Refused, match="is held at that time"):
        moved(other, starts_at=datetime(2026, 3, 10, 16, 0, tzinfo=UTC))


def test_calendars_follow_a_change_and_a_cancellation(client):
    of = edition()
    held = session(of)
    ana = accepted(of, slot(of))
    _, before = events(client, ana)

    moved(held)
    _, after = events(client, ana)
    deeds.cancel_session(held, by=secretariat(), at=AT)
    calendar, last = events(client, ana)

    (uid,) = before
    assert [int(e[uid]["sequence"]) for e in (before, after, last)] == [0, 1, 2]
    assert after[uid]["dtstart"].dt == NEW
    assert (str(last[uid]["status"]), str(calendar["method"])) == ("CANCELLED", "CANCEL")


def test_the_hour_of_the_form_is_by_the_clocks_of_the_edition(client):
    held = session(edition(zone="America/New_York"))
    client.force_login(secretariat())
    address = reverse("training:session_edit", args=[held.pk])

    skipped = client.post(address, {"day": "2026-03-08", "hour": "02:30", "length": "60"})
    client.post(address, {"day": "2026-03-09", "hour": "09:00", "length": "60"})

    assert skipped.status_code == 422
    held.refresh_from_db()
    assert held.starts_at == datetime(2026, 3, 9, 13, 0, tzinfo=UTC)


def test_the_sign_in_sheet_is_a_pdf(client):
    of = edition()
    held = session(of)
    accepted(of, slot(of))
    client.force_login(secretariat())
    assert client.get(reverse("training:sheet", args=[held.pk])).content.startswith(b"%PDF")
