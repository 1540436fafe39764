"""Events: hours by several clocks, balanced panels, one person an address, figures frozen for ever."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from time_machine import travel

from acogida.accounts.tests.factories import MandateFactory
from acogida.compact.models import Objective
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.dialogues import signals
from acogida.dialogues.actions import events, guests, loading
from acogida.dialogues.actions.guests import Invited
from acogida.dialogues.models import Attendance, Event, Guest, Theme
from acogida.dialogues.queries.balance import weigh
from acogida.dialogues.queries.events import calendar
from acogida.dialogues.queries.times import of_theme, strip
from acogida.dialogues.tests.factories import AT, Society, secretariat
from acogida.documents.tests.pdftext import words_of
from acogida.territories.models import Territory

pytestmark = pytest.mark.django_db
CITIES = [["America/Costa_Rica", "San José"], ["America/Bogota", "Bogotá"]]
EVEN = [
    ("civil_society", "MEX", "woman"),
    ("diaspora", "CHL", "woman"),
    ("academia", "BRA", "man"),
    ("national", "COL", "man"),
    ("national", "PER", "woman"),
    ("local", "ARG", "man"),
]


def country(code):
    return Territory.objects.get(code=code, level="country")


class Gathering:
    """An event being prepared, with one theme and an even panel."""

    def __init__(self, *, panel=EVEN, formula=None, held_on=date(2026, 6, 1), themes=1):
        self.by = secretariat()
        self.event = events.create(
            values={
                "kind": "conversatorio",
                "title": "Conversatorio de prueba",
                "held_on": held_on,
                "mode": "hybrid",
                "organisers": "Secretaría",
                "cities": CITIES,
                "formula": {"civil_society": 3, "national": 2, "local": 1} if formula is None else formula,
            },
            by=self.by,
            at=AT,
        )
        for n in range(themes):
            start = datetime.combine(held_on, time(14 + 3 * n), tzinfo=UTC)
            self.theme = events.add_theme(
                self.event,
                values={
                    "title": f"Theme {n + 1}",
                    "starts_at": start,
                    "ends_at": start + timedelta(hours=2),
                    "format": "lightning",
                    "questions": ["What works?"],
                },
                objectives=Objective.objects.filter(number=15),
                by=self.by,
                at=AT,
            )
        for seat in panel:
            self.seat(*seat)

    def seat(self, sector, code, gender):
        return events.add_panellist(
            self.theme,
            sector=sector,
            organisation=f"Org {code}",
            country=country(code),
            gender=gender,
            by=self.by,
            at=AT,
        )

    def guests(self, count=1, *, sector="civil_society", code="MEX", start=0):
        wanted = [
            Invited(f"g{n}@x.example", f"Guest {n}", f"Casa {n}", sector, country(code), "en")
            for n in range(start, start + count)
        ]
        return guests.add_guests(self.event, guests=wanted, by=self.by, at=AT)

    def invite(self, reason=""):
        self.event = events.send_invitations(self.event, balance_reason=reason, by=self.by, at=AT)

    def register(self, guest, *, gender="woman", returning=False, where="room"):
        return guests.register(
            guest, name="", gender=gender, where=where, interpretation="es", is_returning=returning, at=AT
        )

    def running(self, count=1, **words):
        """Under way, with registered guests."""
        made = self.guests(count, **words)
        self.invite()
        for guest in made:
            self.register(guest)
        self.event = events.begin(self.event, by=self.by, at=AT)
        return [Guest.objects.get(pk=guest.pk) for guest in made]


def test_the_hours_of_8_august_2023_are_those_of_the_document():
    loading.load()
    event = Event.objects.get(slug="conversatorio-2023")

    assert [[(r.city, r.start, r.end) for r in of_theme(theme, event)] for theme in event.themes.all()] == [
        [
            ("San José", "08:00", "10:00"),
            ("Bogotá", "09:00", "11:00"),
            ("Bridgetown", "10:00", "12:00"),
            ("Buenos Aires", "11:00", "13:00"),
        ],
        [
            ("San José", "13:00", "15:00"),
            ("Bogotá", "14:00", "16:00"),
            ("Bridgetown", "15:00", "17:00"),
            ("Buenos Aires", "16:00", "18:00"),
        ],
    ]
    assert of_theme(event.themes.first(), event)[0].weekday == "Tuesday 8 August"


def test_summer_time_is_that_of_the_day_and_an_end_after_midnight_is_said():
    cities = [("America/New_York", "New York")]
    winter = strip(datetime(2026, 1, 15, 15, tzinfo=UTC), datetime(2026, 1, 15, 16, tzinfo=UTC), cities)
    summer = strip(datetime(2026, 7, 15, 15, tzinfo=UTC), datetime(2026, 7, 16, 5, tzinfo=UTC), cities)

    assert (winter[0].start, summer[0].start) == ("10:00", "11:00")
    assert [winter[0].ends_next_day, summer[0].ends_next_day] == [False, True]
    assert strip(None, None, cities) == []


def test_page_mail_calendar_and_programme_say_the_same_hours(client, django_capture_on_commit_callbacks):
    gathering = Gathering()
    gathering.guests()
    with django_capture_on_commit_callbacks(execute=True):
        gathering.invite()

    with translation.override("en"):
        page = client.get(reverse("dialogues:event", args=[gathering.event.slug])).content.decode()
        pdf = client.get(reverse("dialogues:programme", args=[gathering.event.slug])).content
    entry = next(iter(Calendar.from_ical(calendar(gathering.event, url="https://x.example", at=AT)).events))
    assert "08:00–10:00" in page
    assert "08:00–10:00 San José" in mail.outbox[0].body
    assert "09:00–11:00 Bogotá" in str(entry["description"])
    assert entry.start == datetime(2026, 6, 1, 14, tzinfo=UTC)
    assert "09:00–11:00" in words_of(pdf)


def test_the_panels_of_2023_did_not_meet_their_formula_and_the_scales_say_so():
    loading.load()
    event = Event.objects.get(slug="conversatorio-2023")

    found = weigh(event, event.themes.all())

    assert [[(w.side, w.has, w.wanted) for w in b.sides] for b in found] == [
        [("civil_society", 3, 3), ("national", 3, 2), ("local", 0, 1)],
        [("civil_society", 3, 3), ("national", 1, 2), ("local", 2, 1)],
    ]
    assert [b.meets_formula for b in found] == [False, False]
    assert [b.has_gender_balance for b in found] == [None, None]


def test_an_even_panel_goes_out_without_a_reason_and_an_uneven_one_only_with_it():
    even = Gathering()
    even.guests()
    even.invite()
    assert (even.event.state, even.event.balance_reason) == ("invited", "")

    uneven = Gathering(panel=[*EVEN[:5], ("national", "ECU", "man")])
    uneven.guests()
    with pytest.raises(Refused, match="theme 1 is not balanced"):
        uneven.invite()
    uneven.invite("The mayor fell ill.")
    assert uneven.event.balance_reason == "The mayor fell ill."


def test_the_scales_name_countries_with_members_and_no_seat():
    gathering = Gathering(panel=[("national", "COL", "man"), ("national", "COL", "man")])
    Society(country="CRI", by=gathering.by)

    (balance,) = weigh(gathering.event, gathering.event.themes.all())

    assert balance.repeated == ["Colombia"]
    assert list(balance.absent) == [("Costa Rica", 1)]
    assert (balance.has_gender_balance, balance.is_even) == (False, False)


def test_a_lightning_talk_has_six_seats_and_nothing_turns_once_invitations_are_out():
    gathering = Gathering()
    with pytest.raises(Refused, match="six seats"):
        gathering.seat("local", "CRI", "woman")
    gathering.guests()
    gathering.invite()
    with pytest.raises(Refused, match="no longer change"):
        events.remove_panellist(gathering.theme.panel.first(), by=gathering.by, at=AT)


def test_one_person_an_address_and_a_guest_list_is_taken_whole_or_not():
    gathering = Gathering()
    gathering.guests(2)

    with pytest.raises(Refused, match="g1@x"):
        gathering.guests(2, start=1)

    assert gathering.event.guests.count() == 2
    guest = gathering.event.guests.first()
    guest.pk, guest.token_hash = None, "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        guest.save(force_insert=True)


def test_a_link_registers_once_and_whoever_came_before_is_returning():
    first = Gathering(held_on=date(2026, 3, 2))
    (before,) = first.running()
    guests.check_in(before, theme=first.theme, by=first.by, at=AT)
    second = Gathering()
    (guest,) = second.guests()
    second.invite()

    registered = second.register(guest, returning=False)

    assert registered.is_returning is True
    with pytest.raises(Refused, match="already registered"):
        second.register(guest)


def test_the_same_link_in_two_browsers_is_one_person_and_moves_only_when_asked():
    gathering = Gathering()
    (guest,) = gathering.running()
    enter = {"theme": gathering.theme, "at": AT}

    guests.enter(guest, device="one", **enter)
    with pytest.raises(guests.InUseElsewhere):
        guests.enter(guest, device="two", **enter)
    guests.enter(guest, device="two", move=True, **enter)
    with pytest.raises(guests.InUseElsewhere):
        guests.enter(guest, device="one", **enter)

    assert Attendance.objects.count() == 1


def test_the_room_and_on_line_are_one_list_without_doubles():
    gathering = Gathering()
    one, two = gathering.running(2)
    facilitator = MandateFactory(kind="facilitator").user

    guests.check_in(one, theme=gathering.theme, by=facilitator, at=AT)
    guests.enter(one, theme=gathering.theme, device="x", at=AT)
    guests.enter(two, theme=gathering.theme, device="y", at=AT)

    assert sorted(Attendance.objects.values_list("where", flat=True)) == ["online", "room"]


def test_figures_are_frozen_when_the_event_closes_and_stay_when_a_participant_is_erased(
    django_capture_on_commit_callbacks,
):
    gathering = Gathering()
    came = gathering.running(12)
    for guest in came[:11]:
        guests.check_in(guest, theme=gathering.theme, by=gathering.by, at=AT)
    heard = []
    receiver = lambda sender, event, **kw: heard.append(event.slug)  # noqa: E731 -- two words
    signals.event_closed.connect(receiver)

    with django_capture_on_commit_callbacks(execute=True):
        closed = events.close(gathering.event, by=gathering.by, at=AT)
    frozen = closed.figures_sha256
    guests.erase(came[0], by="guest", at=AT)

    closed.refresh_from_db()
    assert (closed.figures["registered"], closed.figures["themes"][0]["participants"]) == (12, 11)
    assert closed.figures["themes"][0]["genders"] == {"woman": 11}
    assert (closed.figures_sha256, hash_of(closed.figures)) == (frozen, frozen)
    gone = Guest.objects.get(pk=came[0].pk)
    assert (gone.name, gone.email, gone.organisation, gone.sector) == ("", "", "", "civil_society")
    assert heard == [closed.slug]
    with pytest.raises(Refused, match="not begun, or it is over"):
        guests.check_in(came[11], theme=gathering.theme, by=gathering.by, at=AT)


def tables(client, event):
    """The tables of figures on the event's page: each caption with its rows, in their order."""
    with translation.override("en"):
        page = client.get(reverse("dialogues:event", args=[event.slug])).content.decode()
    figures = page[page.index('id="figures"') :]
    return [
        (
            re.sub(r"<.*?>", "", caption).strip(),
            re.findall(r"<th scope=\"row\">(.*?)</th><td class=\"number\"[^>]*>(.*?)</td>", rows),
        )
        for caption, rows in re.findall(r"<caption>(.*?)</caption>(.*?)</table>", figures, re.DOTALL)
    ]


def test_small_numbers_are_hidden_and_never_given_away(client):
    gathering = Gathering()
    made = gathering.guests(10) + gathering.guests(2, sector="media", code="PER", start=10)
    gathering.invite()
    for guest in made:
        gathering.register(guest)
    gathering.event = events.begin(gathering.event, by=gathering.by, at=AT)
    for guest in made:
        guests.check_in(guest, theme=gathering.theme, by=gathering.by, at=AT)
    closed = events.close(gathering.event, by=gathering.by, at=AT)

    found = dict(tables(client, closed))

    assert closed.figures["themes"][0]["participants"] == 12
    assert dict(found["By sector"]) == {"Civil society": "*", "Media": "*"}
    assert found["By gender"] == [("Woman", "12")]


def test_the_figures_of_2023_are_those_printed_and_the_rest_is_said_to_be_unreadable(client):
    loading.load()
    event = Event.objects.get(slug="conversatorio-2023")

    (_one, first), (_two, second) = tables(client, event)

    assert [(t["participants"], t["countries"]) for t in event.figures["themes"]] == [(181, 28), (141, 27)]
    assert first[0] == ("Agencies of the United Nations", "55")
    assert (first[-1], second[-1]) == (
        ("Not readable in the source", "56"),
        ("Not readable in the source", "61"),
    )
    assert [sum(int(n) for _label, n in rows) for rows in (first, second)] == [181, 141]


@travel(datetime(2026, 6, 1, 14, 5, tzinfo=UTC), tick=False)
def test_from_preparing_to_closing_by_its_pages(client, django_capture_on_commit_callbacks):
    by = secretariat()
    client.force_login(by)
    form = {
        "kind": "conversatorio",
        "title": "Encuentro de junio",
        "held_on": "2026-06-01",
        "mode": "hybrid",
        "organisers": "La secretaría",
        "cities": "America/Bogota Bogotá",
    }
    assert client.post(reverse("dialogues:event_new"), form | {"cities": "Luna"}).status_code == 422
    assert client.post(reverse("dialogues:event_new"), form).status_code == 302
    event = Event.objects.get(title="Encuentro de junio")
    slug = [event.slug]
    theme = {"title": "Servicios", "start": "09:00", "end": "11:00", "format": "panel", "objectives": ["15"]}
    assert client.post(reverse("dialogues:theme_new", args=slug), theme).status_code == 302
    assert Theme.objects.get(event=event).starts_at == datetime(2026, 6, 1, 14, tzinfo=UTC)
    seat = {"sector": "local", "organisation": "Villa", "country": "COL", "gender": "unsaid"}
    assert client.post(reverse("dialogues:panellist_new", args=[*slug, 1]), seat).status_code == 302
    wrong = client.post(reverse("dialogues:guests", args=slug), {"guests": "nobody; x"})
    assert wrong.status_code == 422
    listed = {"guests": "ana@x.example; Ana Ruiz; Casa; civil_society; COL"}
    assert client.post(reverse("dialogues:guests", args=slug), listed).status_code == 302
    client.logout()
    assert client.get(reverse("dialogues:event", args=slug)).status_code == 404
    client.force_login(by)
    assert client.get(reverse("dialogues:desk", args=slug)).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("dialogues:invite", args=slug), {})
    link = next(line for line in mail.outbox[0].body.split("\n") if "/invitac" in line)
    path = "/" + link.split("/", 3)[3]

    client.logout()
    assert client.get(path).status_code == 200
    answers = {"name": "Ana Ruiz", "gender": "unsaid", "is_returning": "no", "where": "online"}
    assert client.post(path, answers | {"gender": ""}).status_code == 422
    assert client.post(path, answers).status_code == 302
    client.force_login(by)
    client.post(reverse("dialogues:move", args=slug), {})
    assert "Ana Ruiz" in client.get(reverse("dialogues:door", args=[*slug, 1])).content.decode()
    client.logout()
    token = path.rstrip("/").split("/")[-1]
    assert client.post(reverse("dialogues:enter", args=[token, 1])).status_code == 302
    client.cookies.clear()
    second = client.post(reverse("dialogues:enter", args=[token, 1]))
    assert second.status_code == 409
    client.force_login(by)
    client.post(reverse("dialogues:move", args=slug), {"close": "1"})
    event.refresh_from_db()
    assert event.figures["themes"][0]["participants"] == 1
    client.logout()
    page = client.get(reverse("dialogues:event", args=slug)).content.decode()
    assert "Ana" not in page
    client.post(reverse("dialogues:erase", args=[token]))
    assert client.get(path).status_code == 404
