"""Offers and needs: raised by plans, explained, agreed by both sides, then on the thread."""

from decimal import Decimal

import pytest
from django.urls import reverse

from acogida.core import thread
from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.plans import actions as planning
from acogida.plans.actions import budget
from acogida.plans.models import Plan
from acogida.plans.tests.factories import Town
from acogida.pledges import actions
from acogida.pledges.models import Backing
from acogida.pledges.queries.needs import matches, needs, offers
from acogida.pledges.tests.factories import AT, Pledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides():
    """A town whose adopted action lacks money, and somebody who offers some."""
    town, giver = Town(), Pledger()
    plan = town.designed()
    action = plan.actions.get()
    lacking = budget.Line("Interpreters", 2026, "To be found", Decimal(400), "ARS", is_secured=False)
    budget.set_budget(action, lines=[lacking], revision=action.revision, by=town.editor, at=AT)
    planning.adopt(plan, by=town.approver, at=AT)
    offer = giver.announced(is_offer=True, contributions=["financial"], amount=Decimal(400), currency="ARS")
    return town, giver, Plan.objects.get(pk=plan.pk).actions.get(), offer


def test_a_need_meets_an_offer_with_its_reasons(sides):
    _town, _giver, action, offer = sides

    found = matches(needs(), offers())

    assert [(m.pledge.pk, m.need.action) for m in found] == [(offer.pk, action.pk)]
    assert found[0].reasons[0] == "both serve objective 15"
    assert "the pledge brings money, and the action lacks it" in found[0].reasons
    assert "their dates overlap" in found[0].reasons


def test_both_sides_say_yes_before_anybody_sees_it(client, sides):
    town, giver, action, offer = sides

    backing = actions.propose_backing(offer, action, by=giver.editor, at=AT)

    assert not backing.is_agreed
    assert "could back" in Notice.objects.filter(recipient=town.approver).latest("pk").text
    assert action.title not in client.get(offer.get_absolute_url()).text
    actions.agree_backing(backing, by=giver.approver, at=AT)
    with pytest.raises(Refused, match="has not answered yet"):
        actions.agree_backing(backing, by=giver.approver, at=AT)
    actions.agree_backing(backing, by=town.approver, at=AT)

    assert action.title in client.get(offer.get_absolute_url()).text
    strand = thread.around("action", action.pk, user=None)
    assert ("pledge", offer.pk) in {bead.key for bead in strand.effects}
    assert needs() == []


def test_an_approver_who_proposes_has_said_yes(sides):
    town, _giver, action, offer = sides
    backing = actions.propose_backing(offer, action, by=town.approver, at=AT)
    assert backing.plan_agreed_at == AT
    assert backing.pledger_agreed_at is None


def test_no_is_said_with_a_reason_and_strangers_say_nothing(sides):
    town, giver, action, offer = sides
    with pytest.raises(Refused, match="Only people who edit"):
        actions.propose_backing(offer, action, by=giver.stranger, at=AT)
    backing = actions.propose_backing(offer, action, by=giver.editor, at=AT)
    with pytest.raises(Refused, match="brought together already"):
        actions.propose_backing(offer, action, by=town.editor, at=AT)
    with pytest.raises(Refused, match="Say why"):
        actions.end_backing(backing, reason=" ", by=town.approver, at=AT)
    actions.end_backing(backing, reason="Another donor came first.", by=town.approver, at=AT)
    with pytest.raises(Refused, match="ended already"):
        actions.agree_backing(backing, by=giver.approver, at=AT)
    assert Backing.objects.agreed().count() == 0


def test_the_pages_of_needs_and_answers(client, sides):
    town, giver, action, offer = sides
    page = client.get(reverse("pledges:needs"))
    for words in ("Interpreters", "400 ARS", "both serve objective 15"):
        assert words in page.text
    client.force_login(giver.approver)
    answer = client.post(reverse("pledges:propose", args=[action.pk, offer.pk]))
    client.force_login(town.approver)
    assert client.post(answer.url, {"answer": "no", "reason": ""}).status_code == 409
    assert client.post(answer.url, {"answer": "yes"}).status_code == 302
    assert Backing.objects.get().is_agreed
    client.force_login(giver.stranger)
    assert client.get(answer.url).status_code == 404


def test_an_offer_is_suggested_to_a_priority_with_its_reason_and_dismissed_with_one(client, sides):
    town, _giver, action, offer = sides
    client.force_login(town.editor)
    address = reverse("plans:suggestions", args=[action.challenge_id])

    page = client.get(address)
    own = [row for row in page.context["rows"] if row.kind == "pledge"]
    dismissing = reverse("plans:dismiss", args=[action.challenge_id])
    client.post(dismissing, {"kind": "pledge", "key": str(offer.pk), "why": "Another town has it."})
    after = client.get(address)

    assert [(row.title, row.page) for row in own] == [(offer.title, offer.get_absolute_url())]
    assert own[0].reason.startswith(f"{offer.pledger_name} offers it: both serve objective 15")
    assert not any(row.kind == "pledge" for row in after.context["rows"])
    assert "Another town has it." in after.text
