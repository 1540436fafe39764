"""The pages from a plan's beginning to its challenges, as an editor uses them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.plans.models import Challenge, Plan
from acogida.plans.tests.factories import Town, objective, weak_answer

pytestmark = pytest.mark.django_db


def test_an_editor_begins_a_plan(client):
    town = Town()
    client.force_login(town.editor)
    values = {
        "organisation": town.organisation.pk,
        "title": "Plan",
        "starts_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "contexts": ["transit", "return"],
    }

    page = client.post(reverse("plans:new"), values)

    plan = Plan.objects.get()
    assert page.status_code == 302
    assert (plan.territory, plan.contexts) == (town.organisation.territory, ["transit", "return"])


def test_dates_the_wrong_way_round_keep_what_was_typed(client):
    town = Town()
    client.force_login(town.editor)
    values = {
        "organisation": town.organisation.pk,
        "title": "My words",
        "starts_on": "2027-01-01",
        "ends_on": "2026-01-01",
    }

    page = client.post(reverse("plans:new"), values)

    assert page.status_code == 409
    assert "A plan ends after it starts" in page.text
    assert "My words" in page.text
    assert not Plan.objects.exists()


def test_one_click_makes_a_weak_answer_a_challenge(client):
    town = Town()
    plan = town.plan()
    answer = weak_answer(town.organisation, by=town.editor)
    client.force_login(town.editor)
    address = reverse("plans:diagnosis", args=[plan.pk])

    assert "Is there one desk?" in client.get(address).text
    page = client.post(address, {"answer": answer.pk}, follow=True)
    again = client.post(address, {"answer": answer.pk})

    assert "Not yet: Is there one desk?" in page.text
    assert (again.status_code, Challenge.objects.count()) == (409, 1)
    assert "already a challenge" in again.text


@pytest.mark.parametrize("figure", ["", "nonsense", '["x"]', "[1,2,3,4]", '["none","{code}","2020",{{}}]'])
def test_a_figure_address_that_nobody_wrote_is_refused(client, figure):
    town = Town()
    plan = town.plan()
    client.force_login(town.editor)
    sent = figure.replace("{code}", town.organisation.territory.code).replace("{{}}", "{}")

    page = client.post(reverse("plans:diagnosis", args=[plan.pk]), {"figure": sent})

    assert page.status_code in {404, 409}
    assert Challenge.objects.count() == 0


def test_an_answer_of_others_is_not_even_found(client):
    town, elsewhere = Town(), Town()
    answer = weak_answer(elsewhere.organisation, by=elsewhere.editor)
    client.force_login(town.editor)

    assert (
        client.post(reverse("plans:diagnosis", args=[town.plan().pk]), {"answer": answer.pk}).status_code
        == 404
    )


def test_a_challenge_by_hand_without_its_cause_is_not_taken(client):
    town = Town()
    plan = town.plan()
    client.force_login(town.editor)
    values = {"title": "Fear of asking", "horizon": "short", "objectives": [objective().pk]}
    address = reverse("plans:challenge_new", args=[plan.pk])

    refused = client.post(address, values)
    taken = client.post(address, values | {"reason": "Assembly of 3 May"})

    assert refused.status_code == 422
    assert "No challenge without a cause" in refused.text
    assert "Fear of asking" in refused.text
    assert taken.status_code == 302
    assert Challenge.objects.get().reason == "Assembly of 3 May"


def test_a_stale_challenge_form_shows_both_versions_and_keeps_the_text(client, at):
    town = Town()
    challenge = town.challenge(town.plan())
    client.force_login(town.editor)
    address = reverse("plans:challenge_edit", args=[challenge.pk])
    values = {"horizon": "short", "reason": "R", "objectives": [15], "revision": 1}
    client.post(address, values | {"title": "A colleague's words"})

    page = client.post(address, values | {"title": "My own words"})

    assert page.status_code == 409
    assert "A colleague&#x27;s words" in page.text
    assert page.text.count("My own words") == 2
    assert 'name="revision" value="2"' in page.text
    challenge.refresh_from_db()
    assert challenge.title == "A colleague's words"


@time_machine.travel("2026-03-03T01:30:00Z", tick=False)
def test_who_joined_this_evening_west_of_the_house_begins_a_plan_at_once(client):
    organisation = OrganisationFactory()
    person = UserFactory(
        member_of=organisation, member_of__starts_on=date(2026, 3, 3), time_zone="America/Costa_Rica"
    )
    client.force_login(person)
    values = {"title": "Plan", "starts_on": "2026-01-01", "ends_on": "2027-12-31"}

    client.post(reverse("plans:new"), {"organisation": organisation.pk, **values})

    assert Plan.objects.get().organisation == organisation
