"""The pages where weights are locked, challenges scored and priorities chosen."""

import pytest
from django.urls import reverse

from acogida.plans.models import Score
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db


def test_weights_are_saved_locked_and_then_gone(client):
    town = Town()
    plan = town.plan()
    town.challenge(plan)
    client.force_login(town.editor)
    weights = {"urgency": 40, "competence": 20, "cost": 10, "reach": 10, "rights": 20}

    page = client.post(reverse("plans:weights", args=[plan.pk]), weights | {"lock": "1"}, follow=True)
    late = client.post(reverse("plans:weights", args=[plan.pk]), weights | {"urgency": 90})

    assert "The scoring is open" in page.text
    assert "40" in page.text
    assert late.status_code == 409
    assert "can no longer change" in late.text


def test_a_weight_that_is_no_number_is_shown_again(client):
    town = Town()
    client.force_login(town.editor)

    page = client.post(reverse("plans:weights", args=[town.plan().pk]), {"urgency": "a lot"})

    assert page.status_code == 422
    assert "a lot" in page.text


def marks(plan, challenge, mark):
    return {f"c{challenge.pk}-{criterion.pk}": mark for criterion in plan.criteria.all()}


def test_on_a_phone_challenges_are_scored_one_at_a_time(client):
    town = Town()
    plan, (one, two) = town.scoring("One", "Two")
    client.force_login(town.member)
    address = reverse("plans:score", args=[plan.pk])

    first = client.get(address)
    after = client.post(f"{address}?challenge={one.pk}", marks(plan, one, 4))
    done = client.post(f"{address}?challenge={two.pk}", marks(plan, two, 2), follow=True)

    assert "One" in first.text
    assert after["Location"] == f"{address}?challenge={two.pk}"
    assert "You have scored every challenge" in done.text
    assert Score.objects.filter(scorer=town.member).count() == 10


def test_nobody_sees_what_others_scored_before_the_closing(client):
    town = Town()
    plan, (_one, _two) = town.scoring("One", "Two")
    town.score_all(plan, town.other, 5, 5)
    client.force_login(town.member)

    page = client.get(reverse("plans:score", args=[plan.pk]) + "?all=1")
    overview = client.get(reverse("plans:prioritisation", args=[plan.pk]))

    asked = page.text.partition("<main")[2].partition("</main>")[0]
    assert 'type="radio"' in asked
    assert " checked" not in asked
    assert "1 person has scored everything" in overview.text
    assert "Mean of 5" not in overview.text


def test_closing_shows_the_ranking_and_priorities_are_chosen(client):
    town = Town()
    plan, (_one, two) = town.scoring("One", "Two")
    town.score_all(plan, town.member, 5, 1)
    town.score_all(plan, town.other, 1, 2)
    client.force_login(town.editor)

    page = client.post(reverse("plans:close", args=[plan.pk]), follow=True)
    refused = client.post(reverse("plans:choose", args=[plan.pk]), {"challenges": [two.pk]})
    none = client.post(reverse("plans:choose", args=[plan.pk]), {})
    taken = client.post(reverse("plans:choose", args=[plan.pk]), {"challenges": [two.pk], "reason": "Funded"})

    assert "Mean of 5" in page.text
    assert "opinions differ" in page.text
    assert refused.status_code == 409
    assert "not the first 1 of the ranking" in refused.text
    assert none.status_code == 422
    assert taken["Location"] == reverse("plans:design", args=[plan.pk])
