"""All pages of the workspace: to whom they open, and what they cost."""

import pytest
from django.urls import reverse

from acogida.core.models import AuditEvent
from acogida.plans.models import Action
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db


def test_removing_and_reconsidering_by_button(client):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    indicator = town.indicator(action)
    client.force_login(town.editor)

    assert (
        "Actions answer"
        in client.post(reverse("plans:challenge_remove", args=[challenges[0].pk]), follow=True).text
    )
    client.post(reverse("plans:indicator_remove", args=[indicator.pk]))
    client.post(reverse("plans:action_remove", args=[action.pk]))
    client.post(reverse("plans:challenge_remove", args=[challenges[1].pk]))
    client.post(reverse("plans:reconsider", args=[plan.pk]))

    plan.refresh_from_db()
    assert (plan.state, plan.challenges.count(), Action.objects.count()) == ("prioritisation", 1, 0)


PLAN_PAGES = [
    "desk",
    "edit",
    "diagnosis",
    "challenge_new",
    "prioritisation",
    "score",
    "design",
    "action_new",
    "adopt",
    "board",
]


@pytest.mark.parametrize("name", PLAN_PAGES)
def test_every_page_of_the_plan_opens_at_every_stage_for_its_people_alone(client, name):
    town = Town()
    stages = [town.plan(), town.scoring()[0], town.design()[0], town.adopted()]
    for plan in stages:
        address = reverse(f"plans:{name}", args=[plan.pk])
        client.logout()
        assert client.get(address).status_code == 302
        client.force_login(town.stranger)
        assert client.get(address).status_code == 404
        client.force_login(town.editor)
        assert client.get(address).status_code == 200, plan.state


@pytest.mark.parametrize("name", ["weights", "close", "choose", "reconsider", "ask_adoption"])
def test_a_stranger_posts_into_the_void(client, name):
    town = Town()
    plan = town.plan()
    client.force_login(town.stranger)
    before = AuditEvent.objects.count()

    assert client.post(reverse(f"plans:{name}", args=[plan.pk])).status_code == 404
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("name", ["adopt", "board", "design", "desk", "diagnosis"])
def test_pages_cost_the_same_for_1_and_30_actions(client, django_assert_max_num_queries, name):
    costs = []
    for count in (1, 30):
        town = Town()
        plan = town.adopted(count)
        for action in plan.actions.all():
            town.report(action)
        client.force_login(town.editor)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
