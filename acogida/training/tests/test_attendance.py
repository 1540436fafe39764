"""The attendance desk: reports read, names proposed, decided and undone, minutes counted."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.training.actions import attendance as deeds
from acogida.training.actions import session as session_deeds
from acogida.training.models import Guest, Presence, Session
from acogida.training.queries.attendance import attendance
from acogida.training.queries.links import token_of
from acogida.training.tests.factories import AT, accepted, edition, focal_point, secretariat, session, slot

pytestmark = pytest.mark.django_db

# A session of 10 March 2026, 15:00 to 17:00 UTC: 09:00 to 11:00 in Mexico City.
ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Sesión 1,03/10/2026 08:50:00 AM,03/10/2026 11:05:00 AM,host@example.org,135,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Consent,In Waiting Room
Ana Prueba 1,p1@example.org,03/10/2026 08:55:00 AM,03/10/2026 09:40:00 AM,45,Yes,,No
Ana Prueba 1,p1@example.org,03/10/2026 09:30:00 AM,03/10/2026 11:00:00 AM,90,Yes,,No
iPhone de Luis (Luis Díaz),,03/10/2026 09:00:00 AM,03/10/2026 10:00:00 AM,60,Yes,,No
Eva Sol,,03/10/2026 08:50:00 AM,03/10/2026 08:59:00 AM,9,Yes,,Yes
"""
ZOOM_ES = """Nombre (nombre original),E-mail del usuario,Hora para unirse,Hora para salir,Duración (minutos)
Luis Diaz,,10/03/2026 09:00:00 a. m.,10/03/2026 10:30:00 a. m.,90
"""
TEAMS = (
    "1. Summary\nMeeting title\tSesión 1\nAttended participants\t1\nStart time\t3/10/26, 8:58:00 AM\n\n"
    "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\n"
    "Ana Prueba 1\t3/10/26, 9:00:00 AM\t3/10/26, 10:59:00 AM\t1h 30m\tp1@example.org\tPresenter\n\n"
    "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Ana Prueba 1\t3/10/26, 9:00:00 AM\t3/10/26, 9:30:00 AM\t30m\tp1@example.org\tPresenter\n"
    "Ana Prueba 1\t3/10/26, 10:00:00 AM\t3/10/26, 10:59:00 AM\t59m\tp1@example.org\tPresenter\n"
).encode("utf-16")


@pytest.fixture
def held():
    """A session of two hours with a break of ten minutes, and its edition."""
    of = edition()
    return session(of, breaks=[(55, 65)])


def bring(held, data, by=None, zone="America/Mexico_City", name="report.csv"):
    data = data if isinstance(data, bytes) else data.encode()
    return deeds.bring_report(held, data=data, name=name, zone=zone, by=by or secretariat(), at=AT)


def person(held, number=1, **kwargs):
    of = held.component.edition
    return accepted(of, of.slots.first() or slot(of, seats=40), number, **kwargs)


def minutes(held, nomination):
    held = Session.objects.prefetch_related("items").get(pk=held.pk)
    return attendance([held], percent=80)[held.pk, nomination.pk].minutes


def match(held, *people, guest=None):
    guest = guest or Guest.objects.get(report__session=held, verdict="open")
    return deeds.decide_guest(guest, people=people, by=secretariat(), at=AT)


class TestReports:
    def test_times_of_zoom_are_united_cut_to_the_session_and_without_the_break(self, held):
        ana = person(held)
        bring(held, ZOOM)

        guest = Guest.objects.get(email="p1@example.org")
        assert (guest.proposed, guest.why) == ([ana.pk], "email")
        assert minutes(held, ana) == 0  # nobody has decided yet
        match(held, ana, guest=guest)
        assert minutes(held, ana) == 110

    def test_the_waiting_room_is_no_attendance(self, held):
        bring(held, ZOOM)
        assert not Guest.objects.filter(name="Eva Sol").exists()

    def test_the_layout_in_spanish_without_lines_about_the_meeting_is_read_day_first(self, held):
        luis = person(held, 2, first_name="Luis", last_name="Díaz")
        bring(held, ZOOM_ES)

        guest = Guest.objects.get()
        assert (guest.why, guest.proposed) == ("name", [luis.pk])
        assert guest.spans == [["2026-03-10T15:00:00+00:00", "2026-03-10T16:30:00+00:00"]]

    def test_teams_counts_each_joining_and_not_the_time_between(self, held):
        ana = person(held)
        report = bring(held, TEAMS)
        match(held, ana)

        assert report.kind == "teams"
        assert minutes(held, ana) == 84  # 30 and 59 minutes, five of them in the break

    def test_a_restarted_meeting_adds_up_from_two_reports(self, held):
        luis = person(held, 2, first_name="Luis", last_name="Díaz")
        bring(held, ZOOM)
        bring(held, ZOOM_ES)
        for guest in Guest.objects.filter(name__contains="Luis"):
            match(held, luis, guest=guest)

        assert minutes(held, luis) == 80

    def test_the_same_report_twice_is_refused_until_it_is_taken_back(self, held):
        report = bring(held, ZOOM)
        with pytest.raises(Refused, match="here already"):
            bring(held, ZOOM)
        deeds.withdraw_report(report, by=secretariat(), at=AT)
        bring(held, ZOOM)

    def test_a_report_of_another_meeting_is_refused(self, held):
        other = ZOOM.replace("03/10/2026", "04/21/2026")
        with pytest.raises(Refused, match="another meeting"):
            bring(held, other)

    @pytest.mark.parametrize(
        "broken",
        [
            b"",
            b"\x00\x01\x02",
            b"a,b,c\n1,2,3\n",
            "Nombre (nombre original),E-mail del usuario,Duración total (minutos)\nA,,90\n".encode(),
            b"Name,Join Time,Leave Time\nAna,yesterday,today\n",
        ],
    )
    def test_what_is_no_such_report_is_refused_with_a_sentence(self, held, broken):
        with pytest.raises(Refused):
            bring(held, broken)
        assert not Guest.objects.exists()


class TestWhoIsWho:
    def test_namesakes_are_left_to_a_person(self, held):
        person(held, 1, first_name="Luis", last_name="Díaz")
        person(held, 2, first_name="Luis", last_name="Diaz")
        bring(held, ZOOM_ES)

        guest = Guest.objects.get()
        assert (guest.proposed, guest.why) == ([], "namesakes")

    def test_who_was_renamed_is_known_by_the_original_name(self, held):
        luis = person(held, 2, first_name="Luis", last_name="Díaz")
        bring(held, ZOOM)

        guest = Guest.objects.get(name__contains="iPhone")
        assert (guest.proposed, guest.why) == ([luis.pk], "name")

    def test_five_officials_on_one_device_all_attended(self, held):
        names = ["Ana Uno", "Beto Dos", "Cira Tres", "Dora Cuatro", "Eva Cinco"]
        people = [
            person(held, n, first_name=name.split()[0], last_name=name.split()[1])
            for n, name in enumerate(names)
        ]
        times = "03/10/2026 09:00:00 AM,03/10/2026 11:00:00 AM,120,No"
        row = f"Ana Uno / Beto Dos / Cira Tres / Dora Cuatro y Eva Cinco,,{times}\n"
        bring(held, "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n" + row)

        guest = Guest.objects.get()
        assert (guest.why, guest.proposed) == ("several", [p.pk for p in people])
        match(held, *people)
        assert [minutes(held, p) for p in people] == [110] * 5

    def test_a_decision_can_be_undone(self, held):
        ana = person(held)
        bring(held, ZOOM)
        guest = match(held, ana, guest=Guest.objects.get(email="p1@example.org"))
        deeds.undo_guest(guest, by=secretariat(), at=AT)

        guest.refresh_from_db()
        assert (guest.verdict, guest.decided_by, guest.people.count()) == ("open", None, 0)
        assert minutes(held, ana) == 0
        assert AuditEvent.objects.filter(name="training.guest_undone").count() == 1

    def test_all_with_the_same_address_are_accepted_by_one_press(self, held, client):
        ana = person(held)
        bring(held, ZOOM)
        client.force_login(secretariat())

        client.post(reverse("training:mark", args=[held.pk]), {"press": "addresses"})

        assert minutes(held, ana) == 110
        assert Guest.objects.filter(verdict="open").count() == 1

    def test_somebody_of_another_edition_is_not_matched(self, held):
        other = edition("other")
        stranger = accepted(other, slot(other), 5)
        bring(held, ZOOM_ES)
        with pytest.raises(Refused):
            match(held, stranger)


class TestInTheRoom:
    def test_the_sheet_counts_the_whole_session_and_the_door_from_then_on(self, held):
        ana, beto = person(held, 1), person(held, 2)
        by = secretariat()
        session_deeds.note_presence(held, nomination=ana, kind=Presence.Kind.SHEET, by=by, at=AT)
        late = datetime(2026, 3, 10, 16, 30, tzinfo=UTC)
        session_deeds.note_presence(held, nomination=beto, kind=Presence.Kind.DOOR, by=by, at=late)

        assert (minutes(held, ana), minutes(held, beto)) == (110, 30)

    def test_the_code_at_the_door_is_for_the_secretariat(self, held, client):
        ana = person(held)
        address = reverse("training:check_in", args=[token_of(ana)])
        client.force_login(focal_point())
        assert client.get(address).status_code == 404
        client.force_login(secretariat())

        with time_machine.travel(held.starts_at - timedelta(days=1), tick=False):
            assert client.post(address, {"session": held.pk}).status_code == 404
        with time_machine.travel(held.starts_at - timedelta(hours=1), tick=False):
            client.post(address, {"session": held.pk})

        assert Presence.objects.get().kind == "door"
        assert minutes(held, ana) == 110

    def test_the_personal_link_notes_and_sends_on_but_counts_no_minutes(self, held, client):
        ana = person(held)
        Session.objects.filter(pk=held.pk).update(join_url="https://zoom.example/j/1")

        with time_machine.travel(held.starts_at, tick=False):
            page = client.post(reverse("training:join", args=[token_of(ana), held.pk]))

        assert 'content="0; url=https://zoom.example/j/1"' in page.text
        assert Presence.objects.get().kind == "link"
        assert minutes(held, ana) == 0

    @pytest.mark.parametrize("minute", [-31, 121])
    def test_nobody_is_noted_as_present_before_or_after(self, held, client, minute):
        ana = person(held)
        Session.objects.filter(pk=held.pk).update(join_url="https://zoom.example/j/1")
        with time_machine.travel(held.starts_at + timedelta(minutes=minute), tick=False):
            client.post(reverse("training:join", args=[token_of(ana), held.pk]))
            assert "Go to the meeting" not in client.get(reverse("training:seat", args=[token_of(ana)])).text
        assert not Presence.objects.exists()

    def test_the_link_leads_to_the_room_of_ones_language_and_the_desk_counts_who_listens(self, held, client):
        ana, beto = person(held, 1), person(held, 2)
        Session.objects.filter(pk=held.pk).update(
            join_url="https://zoom.example/j/1",
            interpretation=["es", "en"],
            language_urls={"en": "https://zoom.example/j/2"},
        )
        with time_machine.travel(held.starts_at, tick=False):
            pages = [
                client.post(reverse("training:join", args=[token_of(who), held.pk]), {"language": language})
                for who, language in ((ana, "en"), (beto, "fr"))
            ]
        assert "https://zoom.example/j/2" in pages[0].text
        assert "https://zoom.example/j/1" in pages[1].text
        client.force_login(secretariat())
        desk = client.get(reverse("training:attendance", args=[held.pk])).text
        assert "English 1" in desk
        assert [p.language for p in Presence.objects.order_by("nomination")] == ["en", ""]

    def test_a_meeting_address_never_stands_on_a_page_of_others(self, held, client):
        Session.objects.filter(pk=held.pk).update(join_url="https://zoom.example/j/1")
        page = client.get(reverse("training:edition", args=[held.component.edition.slug]))
        assert "zoom.example" not in page.text


class TestNamesAtTheDesk:
    def mark(self, client, held, guest, **values):
        client.force_login(secretariat())
        data = {"press": "guest", "guest": guest.pk} | values
        return client.post(reverse("training:mark", args=[held.pk]), data, follow=True)

    def test_somebody_else_is_written_by_address_or_by_a_name_only_one_has(self, held, client):
        ana, beto, eva = person(held, 1), person(held, 2), person(held, 3)
        bring(held, ZOOM)
        guest = Guest.objects.get(name__startswith="iPhone")

        self.mark(client, held, guest, people=[ana.pk], others=f"Ana Prueba 2; {eva.name} {eva.email}")

        guest.refresh_from_db()
        assert set(guest.people.all()) == {ana, beto, eva}

    def test_who_is_not_one_participant_is_refused_and_nothing_is_decided(self, held, client):
        person(held, 1, last_name="Sol")
        person(held, 2, last_name="Sol")
        bring(held, ZOOM)
        guest = Guest.objects.get(name__startswith="iPhone")

        for text in ("Ana Sol", "Nobody at all", ""):
            page = self.mark(client, held, guest, others=text)
            assert "is not one participant" in page.text or "Say who it is" in page.text
        guest.refresh_from_db()
        assert guest.verdict == "open"


class TestDispute:
    def test_a_ruling_stands_against_the_count_and_says_why(self, held, client):
        ana = person(held)
        client.force_login(secretariat())
        address = reverse("training:mark", args=[held.pk])

        client.post(address, {"press": "attended", "nomination": ana.pk, "reason": ""})
        assert not ana.rulings.exists()
        client.post(
            address, {"press": "attended", "nomination": ana.pk, "reason": "Power cut, joined by phone"}
        )

        found = attendance([held], percent=80)[held.pk, ana.pk]
        assert (found.attended, found.minutes, found.ruling.reason) == (True, 0, "Power cut, joined by phone")
        client.post(address, {"press": "reset", "nomination": ana.pk})
        assert not attendance([held], percent=80)[held.pk, ana.pk].attended

    def test_the_desk_costs_the_same_for_one_and_for_thirty_people(
        self, held, client, django_assert_max_num_queries
    ):
        for number in range(30):
            person(held, number)
        bring(held, ZOOM)
        client.force_login(secretariat())
        with django_assert_max_num_queries(12):
            page = client.get(reverse("training:attendance", args=[held.pk]))
        assert page.status_code == 200

    def test_a_focal_point_has_no_attendance_desk(self, held, client):
        client.force_login(focal_point())
        assert client.get(reverse("training:attendance", args=[held.pk])).status_code == 404


def test_a_report_is_brought_on_the_page_and_a_wrong_one_is_told(held, client):
    client.force_login(secretariat())
    address = reverse("training:attendance", args=[held.pk])
    values = {"zone": "America/Mexico_City", "file": SimpleUploadedFile("a.csv", b"x,y\n1,2\n")}
    assert client.post(address, values).status_code == 409
    values["file"] = SimpleUploadedFile("a.csv", ZOOM.encode())
    assert client.post(address, values).status_code == 302
