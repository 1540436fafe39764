"""What everybody may read, and what nobody may read before the adoption."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.core import panels, thread
from acogida.core.frozen import hash_of
from acogida.core.search.sources import SOURCES
from acogida.plans import actions
from acogida.plans.actions import Reported
from acogida.plans.tests.factories import Town, objective, weak_answer

pytestmark = pytest.mark.django_db


def test_the_public_page_tells_the_plan_in_plain_language(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    town.report(
        action, spent=Decimal(400), values=[Reported(action.indicators.get(), Decimal(90), "Register")]
    )

    page = client.get(reverse("plans:public", args=[plan.slug]))

    assert page.status_code == 200
    for words in ["First", "Round table of May 2025", "Action 0", "50 % of the way", "400 ARS of 1,000 ARS"]:
        assert words in page.text
    assert plan.current_version.sha256 in page.text
    assert town.editor.name not in page.text


def test_the_action_page_shows_its_reports_and_its_thread(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    report = town.report(action, values=[Reported(action.indicators.get(), Decimal(90), "Register")])

    page = client.get(reverse("plans:public_action", args=[plan.slug, action.pk]))

    assert "The desk opened." in page.text
    assert "Register" in page.text
    assert reverse("thread", args=["action", action.pk]) in page.text
    assert f'id="report-{report.pk}"' in page.text


def test_the_list_stands_by_place_and_is_narrowed_by_country_and_year(client):
    for name in ("Zeta", "Alfa"):
        Town(territory__name=name).adopted()
    address = reverse("plans:index")

    names = [plan.territory.name for plan, _period in client.get(address).context["plans"]]

    assert names == ["Alfa", "Zeta"]
    assert len(client.get(address + "?country=ARG&year=2026").context["plans"]) == 2
    assert len(client.get(address + "?country=BRA").context["plans"]) == 0
    assert len(client.get(address + "?year=2031").context["plans"]) == 0
    assert client.get(address + "?year=abc&after=zzz").status_code == 200


def test_the_list_goes_on_by_key(client, monkeypatch):
    monkeypatch.setattr("acogida.plans.views.public.PAGE", 2)
    for name in ("C", "A", "B"):
        Town(territory__name=name).adopted()

    first = client.get(reverse("plans:index"))
    second = client.get(reverse("plans:index") + f"?after={first.context['after']}")

    assert [p.territory.name for p, _ in first.context["plans"]] == ["A", "B"]
    assert [p.territory.name for p, _ in second.context["plans"]] == ["C"]
    assert second.context["after"] is None


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
def test_pdf_and_docx_are_made_in_every_language(client, language):
    town = Town()
    plan = town.adopted()
    town.report(plan.actions.get())
    with translation.override(language):
        pdf = client.get(reverse("plans:pdf", args=[plan.slug]))
        docx = client.get(reverse("plans:docx", args=[plan.slug]))

    assert pdf.content.startswith(b"%PDF-")
    assert docx.content.startswith(b"PK")
    assert f'filename="{plan.slug}.pdf"' in pdf["Content-Disposition"]


def test_anybody_can_check_a_version_against_its_hash(client):
    town = Town()
    plan = town.adopted()

    data = json.loads(client.get(reverse("plans:version", args=[plan.slug, 1])).content)

    assert hash_of(data["content"]) == data["sha256"]


def secret_plan(town):
    """A draft whose words must not be seen."""
    plan, _made = town.scoring("SECRET challenge")
    town.score_all(plan, town.member, 5)
    actions.close_scoring(plan, by=town.editor, at=plan.created_at)
    challenge = plan.challenges.get()
    actions.choose_priorities(plan, challenges=[challenge], by=town.editor, at=plan.created_at)
    challenge.refresh_from_db()
    action = town.action(plan, challenge, title="SECRET action")
    town.indicator(action, title="SECRET indicator")
    plan.refresh_from_db()
    return plan, challenge, action


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_draft_is_seen_by_strangers_nowhere(client, signed_in):
    town = Town()
    plan, challenge, action = secret_plan(town)
    if signed_in:
        client.force_login(town.stranger)
    slug = plan.slug
    public = [
        reverse("plans:public", args=[slug]),
        reverse("plans:pdf", args=[slug]),
        reverse("plans:docx", args=[slug]),
        reverse("plans:version", args=[slug, 1]),
        reverse("plans:public_action", args=[slug, action.pk]),
        reverse("thread", args=["challenge", challenge.pk]),
        reverse("thread", args=["action", action.pk]),
        reverse("thread", args=["indicator", action.indicators.get().pk]),
    ]

    for address in public:
        assert client.get(address).status_code == 404, address
    assert "SECRET" not in client.get(reverse("plans:index")).text
    for name, pk in [
        ("challenge", challenge.pk),
        ("action", action.pk),
        ("challenge_edit", challenge.pk),
        ("report", action.pk),
    ]:
        assert client.get(reverse(f"plans:{name}", args=[pk])).status_code in {302, 404}
    assert list(SOURCES["plan"].entries(None)) == []


def test_an_amendment_in_the_making_is_seen_nowhere(client, at):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    values = {name: getattr(action, name) for name in actions.design.FIELDS}
    actions.edit_action(action, values={**values, "title": "SECRET words"}, revision=1, by=town.editor, at=at)
    added = town.action(plan, plan.challenges.get(is_priority=True), title="SECRET addition")

    pages = [
        client.get(reverse("plans:public", args=[plan.slug])),
        client.get(reverse("plans:public_action", args=[plan.slug, action.pk])),
        client.get(reverse("thread", args=["action", action.pk])),
        client.get(reverse("thread", args=["challenge", action.challenge_id])),
    ]

    assert all(page.status_code == 200 and "SECRET" not in page.text for page in pages)
    assert client.get(reverse("thread", args=["action", added.pk])).status_code == 404
    assert all("SECRET" not in entry.body for entry in SOURCES["plan"].entries(None))
    panel = panels.PANELS["plans-actions"].context(objective(), None)
    assert [a["title"] for _p, a in panel["rows"]] == ["Action 0"]


def test_a_withdrawn_action_stays_public_until_the_amendment_is_adopted(client, at):
    town = Town()
    plan = town.adopted(2)
    action = plan.actions.first()
    actions.remove_action(action, by=town.editor, at=at)
    address = reverse("plans:public_action", args=[plan.slug, action.pk])
    assert client.get(address).status_code == 200

    actions.adopt(plan, note="One less", by=town.approver, at=at)

    assert client.get(address).status_code == 404


def test_the_thread_goes_from_the_answer_to_the_report_and_back(at):
    town = Town()
    plan = town.plan()
    answer = weak_answer(town.organisation, by=town.editor)
    challenge = actions.challenge_from_answer(plan, answer=answer, by=town.editor, at=at)
    actions.lock_weights(plan, by=town.editor, at=at)
    town.score_all(plan, town.member, 5)
    actions.close_scoring(plan, by=town.editor, at=at)
    actions.choose_priorities(plan, challenges=[challenge], by=town.editor, at=at)
    challenge.refresh_from_db()
    action = town.action(plan, challenge)
    indicator = town.indicator(action)
    actions.adopt(plan, by=town.approver, at=at)
    report = town.report(action, values=[Reported(indicator, Decimal(90), "Register")])

    down = thread.around("challenge", challenge.pk, user=None)
    up = thread.around("progress", report.pk, user=None)
    ours = thread.around("action", action.pk, user=town.editor)

    assert [b.kind for b in down.effects] == ["action", "indicator", "progress"]
    assert {b.kind for b in up.causes} >= {"indicator", "action", "challenge"}
    assert down.bead.url == reverse("plans:public", args=[plan.slug]) + f"#challenge-{challenge.pk}"
    assert ours.bead.url == reverse("plans:action", args=[action.pk])


def test_the_territory_shows_its_adopted_plans():
    town = Town()
    plan = town.adopted()
    town.plan(title="Draft")

    shown = panels.PANELS["plans"].context(town.organisation.territory, None)

    assert [p.pk for p in shown["plans"]] == [plan.pk]
    assert panels.PANELS["plans"].context(Town().organisation.territory, None) is None


def test_adopted_plans_are_found_by_their_words():
    town = Town()
    plan = town.adopted()

    entries = list(SOURCES["plan"].entries([str(plan.pk), "x"]))

    assert [e.language for e in entries] == ["es", "pt", "en", "fr"]
    assert "Action 0" in entries[0].body
    assert entries[0].objectives == (15,)


@pytest.mark.parametrize("name", ["public", "public_action"])
def test_public_pages_cost_the_same_for_1_and_30_actions(client, django_assert_max_num_queries, name):
    costs = []
    for count in (1, 30):
        town = Town()
        plan = town.adopted(count)
        for action in plan.actions.all():
            town.report(action)
        args = [plan.slug] if name == "public" else [plan.slug, plan.actions.first().pk]
        client.get(reverse(f"plans:{name}", args=args))
        with django_assert_max_num_queries(12 if name == "public" else 20) as queries:
            assert client.get(reverse(f"plans:{name}", args=args)).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_the_list_costs_the_same_for_1_and_10_plans(client, django_assert_max_num_queries):
    costs = []
    for count in (1, 9):
        for _ in range(count):
            Town().adopted()
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("plans:index"))
        costs.append(len(queries))

    assert costs[0] == costs[1]
