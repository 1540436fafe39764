"""The pages where actions and their indicators are written."""

import pytest
from django.urls import reverse

from acogida.plans.models import Action, ActionIndicator
from acogida.plans.tests.factories import Town, local_action

pytestmark = pytest.mark.django_db


def test_suggestions_say_why_and_begin_an_action(client):
    town = Town()
    plan, challenges = town.design()
    local_action("test-l1")
    client.force_login(town.editor)

    page = client.get(reverse("plans:design", args=[plan.pk]))
    begun = client.get(
        reverse("plans:action_new", args=[plan.pk]) + f"?challenge={challenges[0].pk}&local_action=test-l1"
    )

    assert "Inform migrants at one desk" in page.text
    assert "The Compact asks it of local authorities (¶31(b)) under objective 15" in page.text
    assert 'value="Inform migrants at one desk"' in begun.text


def action_values(challenge, **values):
    return {
        "title": "Open one desk",
        "challenge": challenge.pk,
        "objective": 15,
        "responsible_unit": "Social office",
        "starts_on": "2026-03-10",
        "ends_on": "2027-03-10",
        "budget": "1000",
        "currency": "ars",
        "budget_source": "Municipal budget",
        **values,
    }


def test_an_action_outside_every_objective_is_refused_with_a_sentence(client):
    town = Town()
    plan, challenges = town.design()
    client.force_login(town.editor)

    page = client.post(
        reverse("plans:action_new", args=[plan.pk]),
        action_values(challenges[0], objective="", title="Typed words"),
    )

    assert page.status_code == 422
    assert "outside every objective of the Compact" in page.text
    assert "Typed words" in page.text


def test_an_end_before_its_start_is_refused_with_a_sentence(client):
    town = Town()
    plan, challenges = town.design()
    client.force_login(town.editor)

    page = client.post(
        reverse("plans:action_new", args=[plan.pk]), action_values(challenges[0], ends_on="2026-03-01")
    )

    assert page.status_code == 409
    assert "would end before it starts" in page.text
    assert not Action.objects.exists()


def test_an_action_then_its_indicator_are_written(client):
    town = Town()
    plan, challenges = town.design()
    client.force_login(town.editor)

    page = client.post(reverse("plans:action_new", args=[plan.pk]), action_values(challenges[0]))
    action = Action.objects.get()
    values = {
        "title": "People guided",
        "direction": "increase",
        "baseline": "40",
        "baseline_on": "2026-01-01",
        "target": "140.5",
        "target_on": "2027-03-10",
        "every_months": "6",
    }
    refused = client.post(page["Location"], values)
    taken = client.post(page["Location"], values | {"unit": "people"})

    assert action.currency == "ARS"
    assert refused.status_code == 422
    assert "A target without a unit cannot be checked" in refused.text
    assert taken["Location"] == reverse("plans:action", args=[action.pk])
    assert str(ActionIndicator.objects.get().target) == "140.50"
    assert "40 → <strong>–</strong> → 140.5 people" in client.get(taken["Location"]).text


def test_decimal_commas_are_read_in_spanish(client):
    town = Town()
    plan, challenges = town.design()
    client.force_login(town.editor)
    action = town.action(plan, challenges[0])
    values = {
        "title": "T",
        "unit": "días",
        "direction": "increase",
        "baseline": "1,5",
        "baseline_on": "2026-01-01",
    }
    address = f"/es/planes/acciones/{action.pk}/indicadores/nuevo/"

    client.post(address, values | {"target": "2.000,25", "target_on": "2027-03-10", "every_months": "6"})

    indicator = ActionIndicator.objects.get()
    assert (str(indicator.baseline), str(indicator.target)) == ("1.50", "2000.25")


def test_a_stale_action_form_is_refused_with_both_versions(client, at):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    client.force_login(town.editor)
    address = reverse("plans:action_edit", args=[action.pk])
    client.post(address, action_values(challenges[0], title="First saved", revision=1))

    page = client.post(address, action_values(challenges[0], title="Typed later", revision=1))

    assert page.status_code == 409
    assert "First saved" in page.text
    assert page.text.count("Typed later") == 2
