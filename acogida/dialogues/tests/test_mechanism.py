"""Entering the Mechanism, one voice an organisation, offices, vacancies and handover."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from acogida.accounts.tests.factories import UserFactory
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.dialogues import rules
from acogida.dialogues.actions import mechanism
from acogida.dialogues.models import Delegate, Member, Office
from acogida.dialogues.queries.mechanism import groups, seats
from acogida.dialogues.tests.factories import AT, TODAY, Society, group, organisation, secretariat, table
from acogida.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_an_application_is_decided_by_the_secretariat_with_a_reason():
    society = Society(admit=False)

    with pytest.raises(Refused, match="Only the secretariat"):
        mechanism.vet(society.member, admit=True, reason="Read.", by=society.boss, at=AT)
    with pytest.raises(Refused, match="what was checked"):
        mechanism.vet(society.member, admit=True, reason=" ", by=society.secretariat, at=AT)
    admitted = mechanism.vet(society.member, admit=True, reason="Read.", by=society.secretariat, at=AT)

    assert (admitted.state, admitted.reason, admitted.decided_at) == ("admitted", "Read.", AT)
    assert Notice.objects.filter(recipient=society.boss, text__contains="is admitted").count() == 1
    with pytest.raises(Refused, match="already been decided"):
        mechanism.vet(society.member, admit=False, reason="Oh.", by=society.secretariat, at=AT)


def test_who_does_not_sign_for_an_organisation_cannot_ask_for_its_place():
    ours = organisation()
    editor = UserFactory(member_of=ours)

    with pytest.raises(Refused, match="signs or administers"):
        mechanism.apply(
            ours, group=group(), standing="member", statement="We help.", tables=[], by=editor, at=AT
        )

    assert not Member.objects.exists()


def test_an_organisation_is_in_the_mechanism_once_but_may_ask_again_when_declined():
    society = Society(admit=False)
    words = {"group": group(2), "standing": "member", "statement": "Us.", "tables": [table(2)], "at": AT}

    with pytest.raises(Refused, match="already has"):
        mechanism.apply(society.organisation, by=society.boss, **words)
    mechanism.vet(society.member, admit=False, reason="Not yet.", by=society.secretariat, at=AT)
    again = mechanism.apply(society.organisation, by=society.boss, **words)

    assert again.state == "applied"
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(
            organisation=society.organisation, group=group(), standing="member", statement="x", applied_at=AT
        )


def test_one_organisation_speaks_once():
    society = Society()
    other = UserFactory(member_of=society.organisation)

    assert rules.voice_of(society.person, TODAY).member == society.member
    society.accredit(other)

    assert rules.voice_of(society.person, TODAY) is None
    assert rules.voice_of(other, TODAY).member == society.member
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegate.objects.create(
            member=society.member, user=society.person, speaks=True, starts_on=TODAY, ends_on=date(2027, 1, 1)
        )


def test_an_alternate_stands_beside_the_voice_and_has_none():
    society = Society()
    other = UserFactory(member_of=society.organisation)

    society.accredit(other, speaks=False)

    assert rules.voice_of(other, TODAY) is None
    assert rules.voice_of(society.person, TODAY) == society.delegate


def test_a_voice_ends_with_its_term():
    society = Society()

    assert rules.voice_of(society.person, date(2027, 3, 1)) == society.delegate
    assert rules.voice_of(society.person, date(2027, 3, 2)) is None


def test_observers_have_no_voice():
    society = Society(standing="observer")

    with pytest.raises(Refused, match="Observers take part"):
        society.accredit(society.person)


def test_only_people_of_the_organisation_are_accredited():
    society = Society()

    with pytest.raises(Refused, match="Only people of the organisation"):
        society.accredit(UserFactory())


def test_the_secretariat_fills_a_vacancy_and_the_holder_hands_it_over():
    one = Society()
    two = Society("Red Segunda", country="COL", by=one.secretariat)
    until = date(2027, 1, 1)
    with pytest.raises(Refused, match="the secretariat fills what is vacant"):
        mechanism.take_office(
            table(), role="delegate", delegate=one.delegate, ends_on=until, by=one.person, at=AT
        )
    held = mechanism.take_office(
        table(), role="delegate", delegate=one.delegate, ends_on=until, by=one.secretariat, at=AT
    )
    later = AT + timedelta(days=90)

    with pytest.raises(Refused, match="what the next one should know"):
        mechanism.take_office(
            table(), role="delegate", delegate=two.delegate, ends_on=until, by=one.person, at=later
        )
    mechanism.take_office(
        table(),
        role="delegate",
        delegate=two.delegate,
        ends_on=until,
        handover="The letter to the ministry waits for an answer until June.",
        by=one.person,
        at=later,
    )

    held.refresh_from_db()
    assert held.ended_on == later.date()
    now = {(s.table.pk, s.role.value): s.office for s in seats(later.date())}
    assert now[1, "delegate"].delegate == two.delegate
    assert sum(1 for office in now.values() if office is None) == 7


def test_an_office_needs_a_delegate_whose_organisation_works_at_the_table():
    society = Society()

    with pytest.raises(Refused, match="does not work at this table"):
        mechanism.take_office(
            table(2),
            role="delegate",
            delegate=society.delegate,
            ends_on=date(2027, 1, 1),
            by=society.secretariat,
            at=AT,
        )


def test_leaving_ends_voice_and_office_and_keeps_what_was():
    society = Society()
    mechanism.take_office(
        table(),
        role="secretariat",
        delegate=society.delegate,
        ends_on=date(2027, 1, 1),
        by=society.secretariat,
        at=AT,
    )

    mechanism.leave(society.member, reason="We merge with another one.", by=society.boss, at=AT)

    assert rules.voice_of(society.person, TODAY) is None
    assert all(seat.is_vacant for seat in seats(TODAY))
    assert Office.objects.count() == 1
    assert AuditEvent.objects.filter(name="dialogues.left").count() == 1


def test_the_public_page_names_organisations_by_group_and_never_their_people(client):
    society = Society("Casa Abierta")
    Society("Espera Todavía", by=society.secretariat, admit=False)

    page = client.get("/en" + reverse("dialogues:mechanism")[3:]).content.decode()

    assert "Casa Abierta" in page
    assert "Espera Todavía" not in page
    assert society.person.name not in page
    assert [len(members) for _group, members in groups()][:2] == [1, 0]
    assert len(groups()) == 13


@travel(AT, tick=False)
def test_the_workspace_is_for_its_people_and_works_from_application_to_voice(client):
    boss_of = Society(admit=False)
    member = boss_of.member
    stranger = UserFactory()
    client.force_login(stranger)
    assert client.get(reverse("dialogues:member", args=[member.pk])).status_code == 404
    client.force_login(boss_of.boss)
    assert client.get(reverse("dialogues:vet", args=[member.pk])).status_code == 404

    client.force_login(secretariat())
    empty = client.post(reverse("dialogues:vet", args=[member.pk]), {"admit": "yes", "reason": ""})
    assert empty.status_code == 422
    done = client.post(reverse("dialogues:vet", args=[member.pk]), {"admit": "yes", "reason": "Read."})
    assert done.status_code == 302
    client.force_login(boss_of.boss)
    membership = boss_of.person.memberships.get()
    client.post(
        reverse("dialogues:accredit", args=[member.pk]),
        {"person": membership.pk, "speaks": "on", "starts_on": "2026-03-02", "ends_on": "2027-03-02"},
    )

    assert rules.voice_of(boss_of.person, TODAY).member == member
    assert client.get(reverse("dialogues:liaison")).status_code == 200
    client.force_login(stranger)
    assert client.get(reverse("dialogues:liaison")).status_code == 404


@travel("2026-03-03T01:30:00Z", tick=False)
def test_who_was_seated_this_evening_west_of_the_house_stands_at_the_table_at_once(client):
    society = Society()
    mechanism.take_office(
        table(),
        role="delegate",
        delegate=society.delegate,
        ends_on=date(2027, 1, 1),
        by=society.secretariat,
        at=timezone.now(),
    )
    viewer = society.secretariat
    viewer.time_zone = "America/Costa_Rica"
    viewer.save(update_fields=["time_zone"])
    client.force_login(viewer)

    page = client.get(reverse("dialogues:liaison"))

    assert str(society.person) in page.text
