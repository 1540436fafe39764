"""Indicators to begin from, what would make one better, the ribbon of a page, and what waits in a week."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from acogida.plans import actions
from acogida.plans.models import Partner
from acogida.plans.queries import due_for
from acogida.plans.queries.templates import template_of, templates, templates_for
from acogida.plans.tests.factories import AT, Town, weak_answer

pytestmark = pytest.mark.django_db


def test_the_catalogue_says_where_each_indicator_comes_from_in_four_languages():
    found = templates()

    assert len({t.key for t in found}) == len(found) == 20
    assert {t.code for t in found if t.code} == {
        "17.18.1",
        "16.9.1",
        "10.7.1",
        "8.8.1",
        "8.8.2",
        "10.7.3",
        "16.2.2",
        "3.8.1",
        "4.1.1",
        "10.c.1",
        "10.7.2",
    }
    for template in found:
        assert set(template.title) == set(template.unit) == {"es", "pt", "en", "fr"}
        assert all(0 < number <= 23 for number in template.objectives)
        assert not (template.disaggregation and template.unit["es"].startswith("%"))
    assert [t.key for t in templates_for(15)] == [
        "people-guided",
        "staff-trained",
        "health-coverage",
        "learning",
    ]


def test_an_indicator_begins_from_the_catalogue(client):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    client.force_login(town.editor)
    address = reverse("plans:indicator_new", args=[action.pk])

    page = client.get(address)
    begun = client.get(address, {"template": "health-coverage"})
    unknown = client.get(address, {"template": "no-such"})

    assert "after indicator 3.8.1 of the 2030 Agenda" in page.text
    assert begun.context["form"].initial["title"] == "Migrants attended in primary health care"
    assert begun.context["form"].initial["disaggregation"] == ["sex", "age", "nationality", "disability"]
    assert unknown.status_code == 200
    assert template_of("no-such") is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unit": "%", "baseline": Decimal(20), "target": Decimal(60)}, "Specific:"),
        ({"baseline_on": date(2023, 1, 1)}, "Measurable: the baseline of"),
        ({"baseline": Decimal(0)}, "Measurable: is the baseline of 0"),
        ({"target": Decimal(400)}, "Achievable: the target is 10 times"),
        ({"template": "people-guided"}, "Relevant: it would say more told apart by age, disability"),
        ({"target_on": date(2026, 5, 1)}, "Time-bound: its first report"),
        ({"target_on": date(2026, 3, 1)}, "Time-bound: the target is reached before"),
    ],
)
def test_what_would_make_an_indicator_better_is_said_and_nothing_refused(client, values, sentence):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    town.indicator(action, **values)
    client.force_login(town.editor)

    page = client.get(reverse("plans:action", args=[action.pk]))

    assert sentence in page.text


def test_a_good_indicator_is_left_in_peace(client):
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    town.indicator(action)
    client.force_login(town.editor)

    assert "To make it better" not in client.get(reverse("plans:action", args=[action.pk])).text


def caused(town):
    """An adopted plan whose action goes back to an answer, with a report."""
    plan = town.plan()
    answer = weak_answer(town.organisation, by=town.editor)
    challenge = actions.challenge_from_answer(plan, answer=answer, by=town.editor, at=AT)
    actions.lock_weights(plan, by=town.editor, at=AT)
    town.score_all(plan, town.editor, 5)
    actions.close_scoring(plan, by=town.editor, at=AT)
    actions.choose_priorities(plan, challenges=[challenge], by=town.editor, at=AT)
    challenge.refresh_from_db()
    action = town.action(plan, challenge)
    town.indicator(action)
    actions.adopt(plan, by=town.approver, at=AT)
    town.report(action)
    return plan, answer, challenge, action


@pytest.mark.parametrize("page", ["action", "challenge", "public_action"])
def test_every_page_shows_its_thread_as_a_ribbon_and_the_rest_is_two_clicks_away(client, page):
    town = Town()
    plan, answer, challenge, action = caused(town)
    args = {"action": [action.pk], "challenge": [challenge.pk], "public_action": [plan.slug, action.pk]}
    client.force_login(town.editor)

    strand = client.get(reverse(f"plans:{page}", args=args[page])).context["strand"]

    kinds = [bead.kind for bead in [*reversed(strand.causes), strand.bead, *strand.effects]]
    assert kinds == (
        ["answer", "challenge", "action"]
        if page == "challenge"
        else ["answer", "challenge", "action", "indicator", "progress"]
    )
    whole = client.get(strand.bead.thread_url)
    assert reverse("thread", args=["answer", answer.pk]) in whole.text
    assert "The desk opened." in whole.text


def test_an_action_page_stays_within_its_queries(client, django_assert_max_num_queries):
    town = Town()
    _plan, _answer, challenge, action = caused(town)
    client.force_login(town.editor)

    for name, pk in (("action", action.pk), ("challenge", challenge.pk)):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"plans:{name}", args=[pk]))


def test_the_week_asks_for_answers_to_partners_and_recommendations():
    town, other = Town(), Town()
    plan = town.adopted()
    actions.ask_partner(
        plan.actions.get(), organisation=other.organisation, contribution="Rooms", by=town.editor, at=AT
    )
    evaluation = actions.open_evaluation(
        plan, kind="mid_term", evaluator="University", method="Interviews", by=town.editor, at=AT
    )
    for text in ("Name a deputy.", "Open on Saturdays."):
        actions.add_recommendation(evaluation, text=text, by=town.editor, at=AT)
    actions.add_finding(
        evaluation, criterion="relevance", text="Right.", evidence="Interviews", by=town.editor, at=AT
    )
    actions.publish_evaluation(evaluation, by=town.approver, at=AT)
    deputy = evaluation.recommendations.get(text="Name a deputy.")
    actions.respond(
        deputy,
        response="accepted",
        response_text="Yes.",
        unit="Office",
        due_on=date(2026, 3, 20),
        by=town.editor,
        at=AT,
    )
    on = date(2026, 3, 5)

    ours = [(due.text, due.due_on) for due in due_for(town.editor, on)]
    theirs = [due.url for due in due_for(other.editor, on)]

    assert ("Say what came of the recommendation “Name a deputy.”.", date(2026, 3, 20)) in ours
    assert ("Answer the recommendation “Open on Saturdays.”.", None) in ours
    assert theirs == [reverse("plans:partner", args=[Partner.objects.get().pk])]
    assert not any("recommendation" in due.text for due in due_for(town.member, on))
