"""Reminders, the second contact, and pledges with nobody left to ask."""

from datetime import date, datetime, timedelta

import pytest

from acogida.accounts.models import Membership
from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.pledges import actions
from acogida.pledges.models import Pledge
from acogida.pledges.queries.week import due_for, orphans
from acogida.pledges.tests.factories import AT, Pledger

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user, due_on__isnull=False).values_list("text", flat=True))


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


def test_the_contact_is_reminded_once_and_then_the_second_contact():
    town = Pledger()
    pledge = town.announced()
    actions.set_contacts(pledge, contact=town.editor, second_contact=town.colleague, by=town.editor, at=AT)

    assert actions.remind_all(later(153)) == 0
    assert actions.remind_all(later(154)) == 1
    assert actions.remind_all(later(155)) == 0
    assert actions.remind_all(later(183)) == 0
    assert actions.remind_all(later(184)) == 1
    assert actions.remind_all(later(300)) == 0

    assert len(told(town.editor)) == len(told(town.colleague)) == 1
    assert "You are its second contact" in told(town.colleague)[0]
    assert told(town.approver) == []


def test_a_stale_pledge_is_rescued_by_its_second_contact():
    town = Pledger()
    pledge = town.announced()
    actions.set_contacts(pledge, contact=town.editor, second_contact=town.colleague, by=town.editor, at=AT)
    Membership.objects.filter(user=town.editor).update(ends_on=date(2026, 5, 1))
    actions.remind_all(later(400))
    assert told(town.editor) == []
    assert len(told(town.colleague)) == 1

    actions.report(
        pledge,
        town.organisation,
        reported_on=date(2027, 4, 10),
        narrative="The place is open.",
        by=town.colleague,
        at=later(404),
    )

    pledge = Pledge.objects.get()
    assert (pledge.reminded_on, pledge.escalated_on) == (None, None)
    assert actions.remind_all(later(405)) == 0


def test_with_no_contact_left_the_approvers_are_told_and_it_is_an_orphan():
    town = Pledger()
    pledge = town.announced()
    assert list(orphans(date(2026, 5, 2))) == []
    Membership.objects.filter(user=town.editor).update(ends_on=date(2026, 5, 1))

    actions.remind_all(later(200))

    assert len(told(town.approver)) == 1
    assert list(orphans(date(2026, 5, 2))) == [pledge]
    assert orphans(date(2026, 5, 2)).get().has_people
    actions.set_contacts(pledge, contact=town.colleague, second_contact=None, by=town.colleague, at=AT)
    assert list(orphans(date(2026, 5, 2))) == []


def test_contacts_are_two_people_of_the_organisation():
    town = Pledger()
    pledge = town.announced()
    with pytest.raises(Refused, match="belongs to the organisation"):
        actions.set_contacts(pledge, contact=town.stranger, second_contact=None, by=town.editor, at=AT)
    with pytest.raises(Refused, match="somebody else"):
        actions.set_contacts(pledge, contact=town.editor, second_contact=town.editor, by=town.editor, at=AT)


def test_my_week_says_what_is_due_of_pledges(django_assert_num_queries):
    town = Pledger()
    pledge = town.announced()
    waiting = town.draft(title="Second pledge")
    actions.ask_signature(waiting, by=town.editor, at=AT)

    assert [due.text for due in due_for(town.approver, date(2026, 3, 3))] == [
        "“Second pledge” waits for you to sign it."
    ]
    with django_assert_num_queries(2):
        found = due_for(town.editor, date(2026, 10, 1))
    assert [(due.text, due.due_on) for due in found] == [
        ("Report on the pledge “One place to ask”: overdue.", date(2026, 9, 1))
    ]
    assert due_for(town.stranger, date(2026, 10, 1)) == []
    assert pledge.announced_on == date(2026, 3, 2)
