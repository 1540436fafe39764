"""The page where a plan is signed, and signed again when it is amended."""

import pytest
from django.urls import reverse

from acogida.plans import actions
from acogida.plans.models import PlanVersion
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db


def test_the_adoption_page_says_what_becomes_public_and_only_approvers_sign(client):
    town = Town()
    plan = town.designed()
    address = reverse("plans:adopt", args=[plan.pk])
    client.force_login(town.editor)
    page = client.get(address)
    refused = client.post(address)
    client.post(reverse("plans:ask_adoption", args=[plan.pk]))
    client.force_login(town.approver)
    ready = client.get(address)
    signed = client.post(address, {"expected": ready.context["expected"]})

    assert "Everybody can then read" in page.text
    assert "Action 0" in page.text
    assert refused.status_code == 409
    assert "Only an approver" in refused.text
    assert signed["Location"] == reverse("plans:public", args=[plan.slug])
    assert PlanVersion.objects.count() == 1


def test_the_second_approver_learns_that_it_is_done(client):
    town = Town()
    plan = town.designed()
    client.force_login(town.approver)
    address = reverse("plans:adopt", args=[plan.pk])
    expected = client.get(address).context["expected"]
    client.post(address, {"expected": expected})

    page = client.post(address, {"expected": expected})

    assert page.status_code == 409
    assert "Nothing has changed since version 1" in page.text


def test_an_amendment_shows_what_changes(client, at):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    values = {name: getattr(action, name) for name in actions.design.FIELDS}
    actions.edit_action(action, values={**values, "title": "New words"}, revision=1, by=town.editor, at=at)
    client.force_login(town.approver)
    address = reverse("plans:adopt", args=[plan.pk])

    page = client.get(address)
    unsaid = client.post(address, {"expected": page.context["expected"]})
    client.post(address, {"expected": page.context["expected"], "note": "Clearer title"})

    assert "<del>Action 0</del>" in page.text
    assert "<ins>New words</ins>" in page.text
    assert unsaid.status_code == 409
    assert [v.number for v in plan.versions.all()] == [2, 1]
