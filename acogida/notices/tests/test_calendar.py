"""A person's deadlines in their own calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from acogida.accounts.tests.factories import UserFactory
from acogida.notices import actions, icalendar
from acogida.notices.models import CalendarFeed, Notice

DUE = date(2026, 3, 9)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(at):
    with time_machine.travel(at, tick=False):
        yield


def due(user, at, text="Update indicator 3", day=DUE, url="/en/notices/"):
    return actions.notify(user, notice_class="work", text=text, url=url, due_on=day, at=at)[0]


@pytest.mark.django_db
def test_the_feed_holds_the_persons_own_deadlines_and_needs_no_sign_in(client, at, settings):
    settings.SITE_URL = "https://acogida.example"
    ana, eve = UserFactory(), UserFactory()
    notice = due(ana, at, "Update indicator 3; with evidence, please")
    due(eve, at, "Eve's own")
    due(ana, at, "Long past", day=date(2025, 3, 9))
    token = actions.renew_calendar(ana, by=ana, at=at)

    answer = client.get(reverse("notices:calendar", args=[token]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.decode() == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Acogida//Acogida//ES",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Acogida: my deadlines",
            "BEGIN:VEVENT",
            f"UID:notice-{notice.pk}@acogida.example",
            "DTSTAMP:20260302T093000Z",
            "DTSTART;VALUE=DATE:20260309",
            "DTEND;VALUE=DATE:20260310",
            "SUMMARY:Update indicator 3\\; with evidence\\, please",
            "URL:https://acogida.example/en/notices/",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


@pytest.mark.django_db
def test_a_new_address_ends_the_old_one_and_only_its_hash_is_kept(client, at):
    ana = UserFactory()
    old = actions.renew_calendar(ana, by=ana, at=at)
    new = actions.renew_calendar(ana, by=ana, at=at)

    assert client.get(reverse("notices:calendar", args=[old])).status_code == 404
    assert client.get(reverse("notices:calendar", args=[new])).status_code == 200
    assert new not in str(CalendarFeed.objects.values().get())


@pytest.mark.django_db
def test_the_calendar_of_who_left_is_closed(client, at):
    ana = UserFactory()
    token = actions.renew_calendar(ana, by=ana, at=at)
    ana.is_active = False
    ana.save()

    assert client.get(reverse("notices:calendar", args=[token])).status_code == 404


@pytest.mark.django_db
def test_the_address_is_shown_once(client, at):
    ana = UserFactory()
    due(ana, at)
    client.force_login(ana)

    made = client.post(reverse("notices:renew_calendar"))
    later = client.get(reverse("notices:renew_calendar"))

    assert made.status_code == 201
    assert ".ics" in made.text
    assert ".ics" not in later.text
    assert "Update indicator 3" in later.text


@given(text=st.text(max_size=300))
def test_no_text_breaks_the_file(text):
    """Whatever a notice says, lines are at most 75 octets, and unfolding and unescaping gives it back."""
    notice = Notice(pk=1, text=text, due_on=DUE + timedelta(days=1), created_at=AT, url="")

    file = icalendar.calendar([notice], title="t").decode()

    lines = file.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in file.replace("\r\n", "")
    unfolded = file.replace("\r\n ", "")
    summary = next(x for x in unfolded.split("\r\n") if x.startswith("SUMMARY:"))[len("SUMMARY:") :]
    plain, letters = "", iter(summary)
    for letter in letters:
        following = next(letters) if letter == "\\" else ""
        plain += {"n": "\n"}.get(following, following) if following else letter
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert plain == "".join(c for c in expected if c >= " " or c == "\n")
