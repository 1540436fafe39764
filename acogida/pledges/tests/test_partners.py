"""Promising together: by personal link, invisible until confirmed, each with its own milestones."""

from datetime import timedelta

import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.pledges import actions
from acogida.pledges.models import Milestone, Partner, Pledge
from acogida.pledges.tests.factories import AT, Pledger, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """A lead with a partnership, and two that it asks."""
    lead, second, third = Pledger(), Pledger(), Pledger()
    return lead, second, third, lead.draft(form="partnership")


def test_who_has_not_confirmed_is_nowhere_to_be_seen(client, three):
    lead, second, third, pledge = three
    partner, _token = asked(pledge, lead, second)
    asked(pledge, lead, third)
    actions.confirm(partner, by=second.approver, at=AT)
    pledge = lead.sign(pledge)

    page = client.get(reverse("pledges:public", args=[pledge.slug]))

    assert second.organisation.name in page.text
    assert third.organisation.name not in page.text
    assert [p["organisation"] for p in pledge.current_version.content["partners"]] == [
        second.organisation.name
    ]


def test_only_the_hash_of_a_link_is_kept_and_it_goes_by_mail(
    three, mailoutbox, django_capture_on_commit_callbacks
):
    lead, second, _third, pledge = three
    with django_capture_on_commit_callbacks(execute=True):
        partner, token = asked(pledge, lead, second, email="mayor@second.example")

    assert token not in str(Partner.objects.values())
    assert reverse("pledges:answer", args=[token]) in mailoutbox[0].body
    assert mailoutbox[0].to == ["mayor@second.example"]
    assert token not in Notice.objects.get(recipient=second.approver).url
    assert partner.answer == "waiting"


def test_a_link_works_once(three):
    lead, second, _third, pledge = three
    partner, _token = asked(pledge, lead, second)
    actions.confirm(partner, by=second.approver, at=AT)

    with pytest.raises(Refused, match="already been used"):
        actions.confirm(partner, by=second.approver, at=AT)
    with pytest.raises(Refused, match="already been used"):
        actions.decline(partner, by=second.approver, at=AT)


def test_a_link_is_for_one_organisation_and_its_approvers(three):
    lead, second, third, pledge = three
    partner, _token = asked(pledge, lead, second)

    for somebody in (third.approver, lead.approver, second.editor):
        with pytest.raises(Refused, match="only one of its approvers"):
            actions.confirm(partner, by=somebody, at=AT)

    partner.refresh_from_db()
    assert partner.answer == "waiting"


def test_a_link_expires_and_can_be_taken_back(three):
    lead, second, third, pledge = three
    late, _token = asked(pledge, lead, second)
    with pytest.raises(Refused, match="expired"):
        actions.confirm(late, by=second.approver, at=AT + timedelta(days=30))
    other, _token = asked(pledge, lead, third)
    actions.take_back(other, by=lead.editor, at=AT)
    with pytest.raises(Refused, match="taken back"):
        actions.confirm(other, by=third.approver, at=AT)
    assert asked(pledge, lead, third)[0].answer == "waiting"


def test_one_declines_and_nobody_else_ever_knows(client, three):
    lead, second, third, pledge = three
    yes, _token = asked(pledge, lead, second)
    no, _token = asked(pledge, lead, third)
    actions.confirm(yes, by=second.approver, at=AT)
    actions.decline(no, reason="An election is near.", by=third.approver, at=AT)
    pledge = lead.sign(pledge)

    page = client.get(reverse("pledges:public", args=[pledge.slug]))

    assert third.organisation.name not in page.text
    assert "election" not in page.text
    assert Notice.objects.filter(recipient=lead.editor, text__contains="declined").count() == 1


def test_each_partner_owns_its_milestones(three):
    lead, second, third, pledge = three
    partner, _token = asked(pledge, lead, second)
    with pytest.raises(Refused, match="Only those who confirmed"):
        second.milestone(pledge)
    actions.confirm(partner, by=second.approver, at=AT)

    mine = second.milestone(pledge, title="Nurses hired")

    with pytest.raises(Refused, match="only its editors"):
        actions.edit_milestone(
            mine, values={"title": "X", "due_on": mine.due_on}, revision=1, by=lead.editor, at=AT
        )
    with pytest.raises(Refused, match="only its editors"):
        actions.remove_milestone(mine, by=third.editor, at=AT)
    assert Milestone.objects.get().title == "Nurses hired"


def test_after_signing_a_milestone_changes_with_a_reason_by_the_approver_of_its_owner(three):
    lead, second, _third, pledge = three
    partner, _token = asked(pledge, lead, second)
    actions.confirm(partner, by=second.approver, at=AT)
    mine = second.milestone(pledge)
    pledge = lead.sign(pledge)
    values = {"title": "Open the place", "due_on": mine.due_on + timedelta(days=60)}

    with pytest.raises(Refused, match="say why"):
        actions.edit_milestone(mine, values=values, revision=1, by=second.approver, at=AT)
    with pytest.raises(Refused, match="only an approver"):
        actions.edit_milestone(mine, values=values, revision=1, reason="Rain", by=second.editor, at=AT)
    with pytest.raises(Refused, match="not taken out"):
        actions.remove_milestone(mine, by=second.approver, at=AT)
    actions.edit_milestone(mine, values=values, revision=1, reason="Rain", by=second.approver, at=AT)

    pledge = Pledge.objects.get(pk=pledge.pk)
    assert (pledge.current_version.number, pledge.current_version.reason) == (2, "Rain")
    assert pledge.versions.get(number=1).content["milestones"][0]["due_on"] == "2026-09-01"


def test_shares_never_add_up_to_more_than_the_whole(three):
    lead, second, third, pledge = three
    actions.edit(
        pledge,
        values=lead.values(form="partnership", share=40),
        revision=pledge.revision,
        by=lead.editor,
        at=AT,
    )
    partner, _token = asked(pledge, lead, second, share=60)
    with pytest.raises(Refused, match="add up to 101 %"):
        asked(pledge, lead, third, share=1)
    actions.decline(partner, by=second.approver, at=AT)
    assert asked(pledge, lead, third, share=60)[0].share == 60


def test_a_pledge_of_one_asks_nobody():
    lead, second = Pledger(), Pledger()
    with pytest.raises(Refused, match="common pledge or a partnership first"):
        asked(lead.draft(), lead, second)
    pledge = lead.draft(form="common")
    with pytest.raises(Refused, match="makes this pledge already"):
        actions.invite_partner(pledge, lead.organisation, by=lead.editor, at=AT)
    asked(pledge, lead, second)
    with pytest.raises(Refused, match="was asked already"):
        asked(pledge, lead, second)


def test_who_confirms_after_the_announcement_makes_a_version(three):
    lead, second, third, pledge = three
    first, _token = asked(pledge, lead, second)
    late, _token = asked(pledge, lead, third)
    actions.confirm(first, by=second.approver, at=AT)
    pledge = lead.sign(pledge)

    actions.confirm(late, by=third.approver, at=AT)

    versions = list(pledge.versions.order_by("number"))
    assert [len(v.content["partners"]) for v in versions] == [1, 2]
    assert versions[1].reason == f"{third.organisation.name} confirmed that it promises together."
