"""Keeping the directory: what is published was checked by somebody, and ages."""

from datetime import date, timedelta

import pytest

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.notices.models import Notice
from acogida.services import actions
from acogida.services.actions import Stale
from acogida.services.models import Correction, Service
from acogida.services.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_by_colleagues_only_and_a_published_one_by_everyone():
    town = Town()
    made = town.draft()

    assert list(Service.objects.visible_to(town.stranger)) == []
    assert list(Service.objects.visible_to(town.member)) == [made]

    actions.publish(made, checked_on=date(2026, 3, 1), by=town.editor, at=AT)

    assert list(Service.objects.visible_to(None)) == [made]
    assert list(AuditEvent.objects.order_by("pk").values_list("name", flat=True))[-2:] == [
        "services.created",
        "services.published",
    ]


def test_publishing_notes_who_checked_and_when_the_next_check_is_due():
    town = Town()
    made = town.service(checked_on=date(2025, 8, 31), check_every_months=6)

    assert made.checked_by == town.editor
    assert made.check_due_on == date(2026, 2, 28)
    assert made.is_stale(AT.date())
    assert not made.is_old(AT.date())
    assert made.is_old(date(2026, 6, 1))


def test_an_entry_without_topic_or_way_to_reach_it_is_not_published():
    town = Town()
    made = town.draft(topics=[], address="", phone="")

    with pytest.raises(Refused, match="what for \\(a topic\\), where it is or how to reach it"):
        actions.publish(made, checked_on=date(2026, 3, 1), by=town.editor, at=AT)


def test_a_check_in_the_future_or_before_the_last_is_refused():
    town = Town()
    made = town.service(checked_on=date(2026, 2, 2))

    with pytest.raises(Refused, match="future"):
        actions.check(made, checked_on=date(2026, 4, 1), by=town.editor, at=AT)
    with pytest.raises(Refused, match="already checked on 2026-02-02"):
        actions.check(made, checked_on=date(2026, 1, 1), by=town.editor, at=AT)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"topics": ["witchcraft"]}, "“witchcraft” is not on the list"),
        ({"languages": ["es", "klingon"]}, "“klingon” is not on the list"),
        ({"papers": ["none", "passport"]}, "Either no papers are asked"),
        ({"hours": "cuando se pueda"}, "cannot be read as opening hours"),
        ({"time_zone": "America/Atlantis"}, "is not a time zone"),
        ({"lat": 95.0, "lon": 10.0}, "no position on Earth"),
        ({"lat": 10.0, "lon": None}, "needs both numbers"),
        ({"name": "  "}, "the name it is known by"),
        ({"summary": {"es": "x" * 1300}}, "longer than 1200 letters"),
    ],
)
def test_bad_values_are_refused_with_a_sentence_and_nothing_is_kept(said, words):
    town = Town()

    with pytest.raises(Refused, match=words):
        town.draft(**said)

    assert Service.objects.count() == 0


def test_the_same_name_at_the_same_address_is_the_same_service():
    town = Town()
    town.service(name="Casa de Acogida", address="Calle 1")

    with pytest.raises(Refused, match="already in the directory"):
        town.draft(name="CASA DE ACOGÍDA", address="calle  1")

    assert town.draft(name="Casa de Acogida", address="Calle 2").pk


def test_a_colleague_who_saved_first_is_noticed():
    town = Town()
    made = town.service()
    actions.edit(made, values={"phone": "000-0001"}, revision=made.revision, by=town.editor, at=AT)

    with pytest.raises(Stale):
        actions.edit(made, values={"phone": "000-0002"}, revision=made.revision, by=town.approver, at=AT)

    made.refresh_from_db()
    assert made.phone == "000-0001"


def test_only_editors_of_the_keeping_organisation_write():
    town, other = Town(), Town()
    made = town.service()

    for somebody in (town.member, town.stranger, other.editor):
        with pytest.raises(Refused):
            actions.edit(made, values={"phone": "1"}, revision=made.revision, by=somebody, at=AT)
        with pytest.raises(Refused):
            actions.check(made, checked_on=AT.date(), by=somebody, at=AT)


def test_a_closed_service_says_why_and_can_be_published_again():
    town = Town()
    made = town.service()

    with pytest.raises(Refused, match="why it is no longer there"):
        actions.close(made, reason=" ", by=town.editor, at=AT)
    closed = actions.close(made, reason="Moved to the capital.", by=town.editor, at=AT)

    assert list(Service.objects.public()) == []
    assert closed.closed_reason == "Moved to the capital."
    assert actions.reopen(closed, checked_on=AT.date(), by=town.editor, at=AT).closed_reason == ""


def test_a_correction_of_the_telephone_is_put_right_in_one_click_and_counts_as_a_check():
    town = Town()
    made = town.service()
    sent = actions.send_correction(made, wrong="phone", text="000-0099", at=AT)
    assert Notice.objects.filter(recipient=town.editor).count() == 1
    made.refresh_from_db()
    assert made.phone == "000-0000", "nothing changes before it is approved"

    actions.approve(sent, by=town.editor, at=AT)

    made.refresh_from_db()
    sent.refresh_from_db()
    assert (made.phone, made.checked_on, sent.state) == ("000-0099", AT.date(), "approved")
    assert sent.before == "000-0000"
    with pytest.raises(Refused, match="already decided"):
        actions.decline(sent, reason="Late", by=town.approver, at=AT)


def test_a_service_that_is_gone_is_closed_by_its_correction():
    town = Town()
    made = town.service()

    actions.approve(actions.send_correction(made, wrong="gone", text="", at=AT), by=town.editor, at=AT)

    made.refresh_from_db()
    assert made.state == "closed"


def test_a_declined_correction_leaves_the_entry_and_keeps_the_reason():
    town = Town()
    made = town.service()
    sent = actions.send_correction(made, wrong="address", text="Elsewhere", at=AT)

    with pytest.raises(Refused):
        actions.decline(sent, reason="x", by=town.stranger, at=AT)
    actions.decline(sent, reason="We called: it has not moved.", by=town.editor, at=AT)

    made.refresh_from_db()
    assert made.address == "San Martín 100"
    assert Correction.objects.get().answer == "We called: it has not moved."


def test_the_same_correction_twice_is_one_and_a_flood_is_stopped():
    town = Town()
    made = town.service()

    for number in (1, 1, *range(1, 21)):
        actions.send_correction(made, wrong="hours", text=f"Opens at {number}", at=AT)
    assert Correction.objects.count() == 20
    with pytest.raises(Refused, match="already wait"):
        actions.send_correction(made, wrong="hours", text="Opens at 21", at=AT)


def test_editors_are_reminded_of_a_check_once():
    town = Town()
    town.service(checked_on=date(2025, 9, 5))
    town.service(name="Shelter", checked_on=date(2026, 3, 1))

    assert actions.remind_of_checks(AT) == 1
    assert actions.remind_of_checks(AT + timedelta(days=1)) == 0
    notice = Notice.objects.get(recipient=town.editor)
    assert "1 service of your directory is to be checked again." in notice.text
    assert notice.due_on == date(2026, 3, 5)
