"""What goes wrong at a desk: a sentence says so, what was typed is kept, nothing is half-saved."""

from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.core.models import AuditEvent
from acogida.documents.models import StoredFile
from acogida.plans import actions
from acogida.plans.models import Action, ActionIndicator, IndicatorValue, Progress
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def refused(client, town):
    """`refused("plans:order", pk, values)`: what the page says, nothing having been written."""
    client.force_login(town.editor)

    def send(name, pk, values, status=409):
        before = AuditEvent.objects.count()
        page = client.post(reverse(name, args=[pk]), values)
        assert page.status_code == status, page.text
        assert AuditEvent.objects.count() == before
        return unescape(page.text)

    return send


def test_actions_that_wait_for_each_other_in_a_circle(town, refused):
    plan = town.designed(3)
    first, second, third = plan.actions.order_by("pk")
    actions.set_needs(second, needs=[first], by=town.editor, at=AT)
    actions.set_needs(third, needs=[second], by=town.editor, at=AT)

    said = refused("plans:order", first.pk, {"needs": [third.pk]})

    assert "“Action 0” waits for “Action 2”, “Action 2” waits for “Action 1”" in said
    ticked = said.split(f'name="needs" value="{third.pk}"')[1].split(">")[0]
    assert "checked" in ticked
    assert [a.needs for a in plan.actions.order_by("pk")] == [[], [first.pk], [second.pk]]


def test_a_budget_in_two_currencies(town, refused):
    action = town.designed().actions.get()
    rows = {"rows": "2", "revision": str(action.revision)}
    for number, (title, amount, currency) in enumerate([("Rent", "1500.50", "ARS"), ("Desk", "20", "USD")]):
        rows |= {
            f"r{number}-title": title,
            f"r{number}-year": "2026",
            f"r{number}-amount": amount,
            f"r{number}-currency": currency,
            f"r{number}-source": "Municipality",
            f"r{number}-funding": "own",
        }

    said = refused("plans:budget", action.pk, rows)

    assert "These lines are in ARS and in USD, which cannot be added up." in said
    for typed in ("Rent", "1500.50", "Desk", 'value="USD"'):
        assert typed in said
    action.refresh_from_db()
    assert (action.lines, action.budget, action.currency) == ([], Decimal(1000), "ARS")


def indicator_values(**values):
    return {
        "title": "Days of waiting",
        "unit": "days",
        "direction": "increase",
        "baseline": "21",
        "baseline_on": "2026-01-01",
        "target": "3",
        "target_on": "2027-03-10",
        "every_months": "6",
        **values,
    }


def test_a_target_below_the_baseline_of_what_should_rise(client, town, refused):
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])

    said = refused("plans:indicator_new", action.pk, indicator_values())
    assert "not above the baseline" in said
    assert ('value="Days of waiting"' in said, 'value="3"' in said) == (True, True)
    assert not ActionIndicator.objects.exists()

    client.post(reverse("plans:indicator_new", args=[action.pk]), indicator_values(direction="decrease"))
    assert ActionIndicator.objects.get().target == 3


def test_a_target_of_more_than_100_percent(town, refused):
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    values = indicator_values(title="Staff trained", unit="% of staff", target="101")

    said = refused("plans:indicator_new", action.pk, values)

    assert "more than 100 %" in said
    assert 'value="Staff trained"' in said
    assert not ActionIndicator.objects.exists()


def test_a_report_of_more_than_100_percent(town, refused):
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    indicator = town.indicator(action, unit="% of staff", target=Decimal(90))
    actions.adopt(plan, by=town.approver, at=AT)
    values = {
        "reported_on": timezone.localdate().isoformat(),
        "condition": "done",
        "narrative": "Everybody came twice.",
        f"value_{indicator.pk}": "101",
        f"source_{indicator.pk}": "Lists",
        "spent": "300",
        "evidence_file": SimpleUploadedFile("lists.txt", b"Lists"),
    }

    said = refused("plans:report", action.pk, values)

    assert "“People guided a month” cannot be more than 100 %." in said
    for typed in ("Everybody came twice.", 'value="101"', 'value="Lists"', 'value="300"'):
        assert typed in said
    kept = (Progress.objects.count(), IndicatorValue.objects.count(), StoredFile.objects.count())
    assert kept == (0, 0, 0)


def test_a_report_from_tomorrow(town, refused):
    action = town.adopted().actions.get()
    tomorrow = (timezone.localdate() + timedelta(days=2)).isoformat()
    values = {"reported_on": tomorrow, "condition": "under_way", "narrative": "Already done."}

    said = refused("plans:report", action.pk, values)

    assert "cannot be dated in the future" in said
    assert ("Already done." in said, tomorrow in said) == (True, True)
    assert not Progress.objects.exists()


def test_a_partner_who_declines_without_a_reason_and_with_one(client, town):
    plan = town.adopted()
    action = plan.actions.get()
    house = OrganisationFactory(name="House of Neighbours", territory=town.organisation.territory)
    speaker = UserFactory(member_of=house)
    partner = actions.ask_partner(
        action, organisation=house, contribution="Two interpreters", by=town.editor, at=AT
    )
    client.force_login(speaker)
    address = reverse("plans:partner", args=[partner.pk])
    before = AuditEvent.objects.count()

    silent = client.post(address, {"say": "no", "answer": "  "})
    partner.refresh_from_db()
    assert (silent.status_code, "Say why" in silent.text) == (409, True)
    assert (partner.state, partner.answered_at, AuditEvent.objects.count()) == ("asked", None, before)

    client.post(address, {"say": "no", "answer": "Our interpreters left."})
    again = client.post(address, {"say": "no", "answer": "Typed twice."})
    partner.refresh_from_db()
    assert (partner.state, partner.answer) == ("declined", "Our interpreters left.")
    assert (again.status_code, "This answer was already given." in again.text) == (409, True)
    assert "Typed twice." in again.text

    # The municipality reads why; the public reads neither the name nor the no.
    client.force_login(town.editor)
    asked = client.get(reverse("plans:partners", args=[action.pk])).text
    assert ("Our interpreters left." in asked, "Does not take part" in asked) == (True, True)
    client.logout()
    public = client.get(reverse("plans:public_action", args=[plan.slug, action.pk])).text
    assert ("House of Neighbours" in public, "interpreters left" in public) == (False, False)


def test_an_overspend_is_taken_and_said_aloud(client, town):
    action = town.adopted().actions.get()
    client.force_login(town.editor)
    address = reverse("plans:report", args=[action.pk])
    values = {"reported_on": timezone.localdate().isoformat(), "condition": "under_way", "narrative": "Rent."}

    within = client.post(address, values | {"spent": "1000"}, follow=True).text
    over = client.post(address, values | {"spent": "0.50"}, follow=True).text

    assert "over the budget" not in within
    assert "1,000.5 ARS of 1,000 ARS: over the budget. If the budget is to change" in over
    assert "1,000.5 ARS of 1,000 ARS: over the budget" in client.get(address).text
    assert Action.objects.get().budget == 1000
