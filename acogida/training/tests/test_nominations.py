"""Seats: taken, waited for, passed on; never two people in one."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.training.actions import duplicates, unused
from acogida.training.actions import nomination as deeds
from acogida.training.models import CountryDeadline, DuplicatePair, Nomination
from acogida.training.queries.links import nomination_of, token_of
from acogida.training.states import State
from acogida.training.tests.factories import (
    AT,
    accepted,
    country,
    edition,
    focal_point,
    nominated,
    person,
    secretariat,
    slot,
)

pytestmark = pytest.mark.django_db


def test_a_focal_point_nominates_for_their_country_only():
    of = edition()
    technical = slot(of, countries=("MEX", "CRI"))
    mine = focal_point("MEX")

    nominated(of, technical, by=mine)
    with pytest.raises(Refused, match="Only the country's focal points"):
        nominated(of, technical, 2, code="CRI", by=mine)


def test_who_comes_when_all_seats_are_taken_waits():
    of = edition()
    technical = slot(of, seats=1)

    first, second = nominated(of, technical, 1), nominated(of, technical, 2)

    assert (first.state, first.seat) == (State.PROPOSED, 1)
    assert (second.state, second.seat) == (State.WAITING, None)


def test_the_seat_of_who_declines_goes_to_who_waits_in_the_same_profile(
    django_capture_on_commit_callbacks,
):
    of = edition()
    technical, political = slot(of, seats=1), slot(of, key="political", seats=1, order=2)
    first = nominated(of, technical, 1)
    nominated(of, political, 8)
    other_profile = nominated(of, political, 9)
    waiting = nominated(of, technical, 2)

    with django_capture_on_commit_callbacks(execute=True):
        deeds.answer(first, accepts=False, by=first.email, at=AT)

    waiting.refresh_from_db()
    other_profile.refresh_from_db()
    assert (waiting.state, waiting.seat) == (State.PROPOSED, 1)
    assert other_profile.state == State.WAITING
    assert [m.to for m in mail.outbox] == [["p2@example.org"]]
    assert token_of(waiting) in mail.outbox[0].body


def test_a_substitute_takes_the_very_seat_and_both_stay_on_record():
    of = edition()
    technical = slot(of, seats=1)
    first = accepted(of, technical, 1)
    nominated(of, technical, 2)

    new = deeds.substitute(first, person=person(3), reason="Ill", by=secretariat(), at=AT)

    first.refresh_from_db()
    assert (new.seat, new.quota_id, new.replaces_id) == (1, first.quota_id, first.pk)
    assert (first.state, first.reason) == (State.REPLACED, "Ill")
    assert Nomination.objects.get(email="p2@example.org").state == State.WAITING
    assert AuditEvent.objects.filter(name="training.substituted").count() == 1


def test_a_substitution_without_a_reason_is_refused():
    of = edition()
    first = nominated(of, slot(of))
    with pytest.raises(Refused, match="Say why"):
        deeds.substitute(first, person=person(3), reason=" ", by=secretariat(), at=AT)


def test_a_person_in_two_countries_is_refused_with_the_name_of_the_other():
    of = edition()
    technical = slot(of, countries=("MEX", "CRI"))
    nominated(of, technical, 1)

    with pytest.raises(Refused, match="already nominated by Mexico"):
        nominated(of, technical, 1, code="CRI")


def test_of_a_municipality_only_so_many_as_the_profile_says():
    of = edition()
    one_each = slot(of, seats=2, per_municipality=1)
    nominated(of, one_each, 1, municipality="Tapachula")

    with pytest.raises(Refused, match="TAPACHULA already has its 1"):
        nominated(of, one_each, 2, municipality="TAPACHULA")
    assert nominated(of, one_each, 3, municipality="Tijuana").seat == 2


def test_the_other_reading_of_2022_seats_two_people_of_each_of_two_municipalities():
    of = edition()
    two_each = slot(of, seats=4, per_municipality=2)
    for number, town in enumerate(["A", "A", "B", "B"]):
        assert nominated(of, two_each, number, municipality=town).state == State.PROPOSED
    with pytest.raises(Refused):
        nominated(of, two_each, 9, municipality="B")


def test_after_the_deadline_only_a_country_with_its_own_nominates():
    of = edition(nominations_close_at=AT - timedelta(days=1))
    technical = slot(of, countries=("MEX", "CRI"))
    CountryDeadline.objects.create(
        edition=of, country=country("CRI"), closes_at=AT + timedelta(days=1), reason="Elections"
    )

    with pytest.raises(Refused, match="deadline"):
        nominated(of, technical, 1, by=focal_point("MEX"))
    assert nominated(of, technical, 2, code="CRI", by=focal_point("CRI")).seat == 1


def test_unused_seats_go_to_who_waits_in_the_same_profile_after_the_deadline():
    of = edition(nominations_close_at=AT - timedelta(hours=1))
    technical = slot(of, seats=1, countries=("MEX", "CRI", "PAN"))
    nominated(of, technical, 1, code="MEX")
    waits_in_mexico = nominated(of, technical, 2, code="MEX")
    also_in_mexico = nominated(of, technical, 3, code="MEX")
    nominated(of, technical, 4, code="CRI")
    waits_in_costa_rica = nominated(of, technical, 5, code="CRI")

    moved = unused.offer_unused(of, by=secretariat(), at=AT)

    assert [n.pk for n in moved] == [waits_in_mexico.pk]  # Panama's one seat, to who waits longest
    waits_in_mexico.refresh_from_db()
    assert waits_in_mexico.quota.country.code == "PAN"
    for still in (also_in_mexico, waits_in_costa_rica):
        still.refresh_from_db()
        assert still.state == State.WAITING


def test_observers_take_no_seat_of_a_country():
    of = edition()
    observers = slot(of, key="observer", countries=(), is_observer=True)

    found = deeds.nominate(of, slot=observers, country=None, person=person(), by=secretariat(), at=AT)

    assert (found.state, found.quota, found.seat) == (State.PROPOSED, None, None)


def test_likely_the_same_person_is_proposed_within_and_across_editions_and_never_merged():
    earlier, of = edition("earlier"), edition()
    before = nominated(earlier, slot(earlier), 1, first_name="José María", last_name="García López")
    technical = slot(of, seats=9)

    again = nominated(of, technical, 2, first_name="Jose Maria", last_name="Garcia de Lopez")
    nominated(of, technical, 3, first_name="Otra", last_name="Persona")

    pair = DuplicatePair.objects.get()
    assert {pair.first_id, pair.second_id} == {before.pk, again.pk}
    assert (pair.likeness, pair.reason, pair.verdict) == (100, "name", "")
    duplicates.decide_pair(pair, verdict="same", by=secretariat(), at=AT)
    duplicates.decide_pair(pair, verdict="", by=secretariat(), at=AT)
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == ("", None)
    assert Nomination.objects.count() == 3


class TestPersonalLink:
    def test_it_opens_only_its_own_seat(self, client):
        of = edition()
        found = nominated(of, slot(of))

        assert client.get(reverse("training:seat", args=[token_of(found)])).status_code == 200
        wrong = token_of(found)[:-1] + ("0" if token_of(found)[-1] != "0" else "1")
        assert client.get(reverse("training:seat", args=[wrong])).status_code == 404
        for odd in ("1-1-", "x", "1-1-" + "é" * 24, "9" * 40 + "-1-" + "a" * 24):
            assert nomination_of(odd) is None

    def test_a_renewed_link_ends_the_old_one(self, client):
        of = edition()
        found = nominated(of, slot(of))
        old = token_of(found)
        client.force_login(secretariat())

        client.post(reverse("training:renew_link", args=[found.pk]))

        found.refresh_from_db()
        assert nomination_of(old) is None
        assert nomination_of(token_of(found)) == found

    def test_a_nominee_accepts_and_cannot_accept_twice(self, client):
        of = edition()
        found = nominated(of, slot(of))
        address = reverse("training:answer", args=[token_of(found)])

        client.post(address, {"answer": "yes"})
        page = client.post(address, {"answer": "yes"}, follow=True)

        found.refresh_from_db()
        assert found.state == State.ACCEPTED
        assert "no longer possible" in page.text


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_two_hundred_at_once_never_overbook_six_seats(self):
        of = edition()
        technical = slot(of, seats=6)
        by = secretariat()
        faults = together(200, lambda n: nominated(of, technical, n, by=by))

        assert faults == []
        held = Nomination.objects.holding().filter(slot=technical)
        assert sorted(held.values_list("seat", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert Nomination.objects.filter(state=State.WAITING).count() == 194

    def test_seats_given_back_at_once_are_each_given_once(self):
        of = edition()
        technical = slot(of, seats=20)
        by = secretariat()
        people = [nominated(of, technical, n, by=by) for n in range(40)]

        faults = together(
            20, lambda n: deeds.answer(people[n], accepts=n % 2 == 0, by=people[n].email, at=AT)
        )

        assert faults == []
        held = Nomination.objects.holding().filter(slot=technical)
        assert sorted(held.values_list("seat", flat=True)) == list(range(1, 21))
        assert Nomination.objects.filter(state=State.WAITING).count() == 10


def together(count, deed, workers=40):
    """Do it `count` times from many threads that start at one stroke; what went wrong."""
    faults, gate, numbers = [], threading.Barrier(workers), iter(range(count))
    lock = threading.Lock()

    def work():
        gate.wait()
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            try:
                deed(number)
            except Exception as error:  # whatever it is, the test must show it
                faults.append(repr(error))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults
