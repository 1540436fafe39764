"""The workspace, as the people of an organisation use it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from acogida.core.models import AuditEvent
from acogida.documents.models import StoredFile
from acogida.plans import actions
from acogida.plans.models import Action, ActionIndicator, Challenge, Plan, PlanVersion, Progress, Score
from acogida.plans.tests.factories import Town, local_action, objective, weak_answer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


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


def test_a_late_report_is_taken_and_shown_as_late(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    Plan.objects.filter(pk=plan.pk).update(first_adopted_at=timezone.now() - timedelta(days=500))
    Action.objects.filter(pk=action.pk).update(starts_on=timezone.localdate() - timedelta(days=200))
    indicator = action.indicators.get()
    client.force_login(town.editor)
    address = reverse("plans:report", args=[action.pk])
    values = {
        "reported_on": timezone.localdate().isoformat(),
        "condition": "under_way",
        "narrative": "The desk opened.",
        f"value_{indicator.pk}": "60",
        f"source_{indicator.pk}": "Register",
        "spent": "100",
    }

    asked = client.get(address)
    page = client.post(address, values, follow=True)

    assert "shown as late" in asked.text
    assert "Baseline 40, target 140." in asked.text
    assert "days late" in page.text
    assert "20 % of the way" in page.text
    assert Progress.objects.get().is_late


def test_a_report_without_a_source_keeps_what_was_typed(client):
    town = Town()
    action = town.adopted().actions.get()
    indicator = action.indicators.get()
    client.force_login(town.editor)
    values = {
        "reported_on": timezone.localdate().isoformat(),
        "condition": "delayed",
        "narrative": "Typed words",
        "delay_reason": "Rain",
        f"value_{indicator.pk}": "60",
    }

    page = client.post(reverse("plans:report", args=[action.pk]), values)

    assert page.status_code == 409
    assert "no result without a source" in page.text
    assert "Typed words" in page.text
    assert not Progress.objects.exists()


def test_a_refused_report_keeps_no_file(client):
    town = Town()
    action = town.adopted().actions.get()
    client.force_login(town.editor)
    values = {
        "reported_on": "2099-01-01",
        "condition": "under_way",
        "narrative": "x",
        "evidence_file": SimpleUploadedFile("minutes.txt", b"Minutes of the meeting"),
    }
    address = reverse("plans:report", args=[action.pk])

    refused = client.post(address, values)
    assert refused.status_code == 409
    assert not StoredFile.objects.exists()

    values |= {
        "reported_on": timezone.localdate().isoformat(),
        "evidence_file": SimpleUploadedFile("minutes.txt", b"Minutes of the meeting"),
    }
    client.post(address, values)
    report = Progress.objects.get()
    mine = client.get(reverse("plans:report_evidence", args=[report.pk]))
    client.force_login(town.stranger)
    theirs = client.get(reverse("plans:report_evidence", args=[report.pk]))
    assert b"".join(mine.streaming_content) == b"Minutes of the meeting"
    assert theirs.status_code == 404


def test_the_board_puts_overdue_first(client):
    town = Town()
    plan = town.adopted(2)
    Plan.objects.filter(pk=plan.pk).update(first_adopted_at=timezone.now() - timedelta(days=500))
    late = plan.actions.order_by("pk").last()
    Action.objects.filter(pk=late.pk).update(starts_on=timezone.localdate() - timedelta(days=190))
    other = plan.actions.order_by("pk").first()
    Action.objects.filter(pk=other.pk).update(starts_on=timezone.localdate() - timedelta(days=10))
    client.force_login(town.member)

    page = client.get(reverse("plans:board", args=[plan.pk]))

    board = page.context["board"]
    assert [item.action.pk for item, _late, _why in board.due] == [late.pk]
    assert [row.action.pk for row in board.rows] == [late.pk, other.pk]
    assert "Report now" not in page.text  # a member reads; editors report


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


def counted(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


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
