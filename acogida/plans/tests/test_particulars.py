"""Budgets by line, dependencies, risks, people, values told apart, partners; and what of it is unfunded."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.plans import actions
from acogida.plans.actions import Line, Reported, Risk, Stale
from acogida.plans.models import Action, Partner
from acogida.plans.queries import parts, public_content, reports_due, unfunded
from acogida.plans.queries.budget import as_content, budgets
from acogida.plans.queries.path import circle, path
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


def line(title="Rent", **values):
    values = {"year": 2026, "source": "Municipality", "amount": Decimal(600), "currency": "ARS", **values}
    return Line(title=title, **values)


def budgeted(town, plan, *lines):
    action = plan.actions.order_by("pk").first()
    return actions.set_budget(action, lines=lines, revision=action.revision, by=town.editor, at=AT)


def test_the_budget_is_the_sum_of_its_lines():
    town = Town()

    action = budgeted(
        town, town.designed(), line(), line("Desk", year=2027, amount=Decimal(400), source="Embassy")
    )

    assert (action.budget, action.currency, action.budget_source) == (1000, "ARS", "Municipality, Embassy")
    assert [(row["id"], row["title"], row["year"]) for row in action.lines] == [
        (1, "Rent", 2026),
        (2, "Desk", 2027),
    ]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([line(), line(currency="usd")], "in ARS and in USD"),
        ([line(currency="pesos")], "three letters"),
        ([line(year=2030)], "from 2026 to 2027"),
        ([line(amount=Decimal(0))], "above 0"),
        ([line(source=" ")], "a wish"),
        ([line(pk=9)], "no longer part"),
    ],
)
def test_a_budget_that_does_not_hold_is_refused_and_nothing_is_kept(lines, sentence):
    town = Town()
    plan = town.designed()

    with pytest.raises(Refused, match=sentence):
        budgeted(town, plan, *lines)

    assert plan.actions.get().lines == []


def test_a_line_on_which_money_was_spent_stays():
    town = Town()
    action = budgeted(town, town.adopted(), line(), line("Desk"))
    actions.adopt(action.plan, note="Lines.", by=town.approver, at=AT)
    town.report(action, spent_on={1: Decimal(50), 2: Decimal(0)})

    with pytest.raises(Refused, match="already spent on “Rent”"):
        budgeted(town, action.plan, line("Desk", pk=2))

    assert budgeted(town, action.plan, line(pk=1), line("New")).lines[1]["id"] == 3


def test_spending_by_line_adds_up_to_the_report():
    town = Town()
    action = budgeted(town, town.adopted(), line(), line("Desk", source="Embassy", funding="cooperation"))
    report = town.report(action, spent_on={1: Decimal("10.50"), 2: Decimal(700)})

    [budget] = budgets([as_content(action)], {action.pk: [report]})

    assert (report.spent, report.spent_on) == (Decimal("710.50"), {"1": "10.50", "2": "700.00"})
    assert budget.sources["Embassy", "cooperation"].is_over
    assert not budget.sources["Municipality", "own"].is_over
    assert (budget.years[2026].budget, budget.years[2026].spent) == (1200, Decimal("710.50"))


def test_two_people_at_one_budget_see_each_other():
    town = Town()
    plan = town.designed()
    action = plan.actions.get()
    budgeted(town, plan, line())

    with pytest.raises(Stale):
        actions.set_budget(action, lines=[line("Mine")], revision=action.revision, by=town.editor, at=AT)


def test_only_adopted_gaps_are_unfunded():
    town = Town()
    plan = town.designed()
    budgeted(town, plan, line(), line("Desk", amount=Decimal(400), is_secured=False))
    assert unfunded() == []

    actions.adopt(plan, by=town.approver, at=AT)

    [found] = unfunded(objective=15)
    assert (found.gap, found.currency, found.lines, found.objective) == (400, "ARS", ("Desk",), 15)
    assert (found.territory, found.plan.pk) == (plan.territory, plan.pk)
    assert unfunded(objective=1) == []


def test_versions_adopted_before_there_were_lines_still_read_the_same():
    town = Town()

    content = public_content(town.adopted())["actions"][0]

    assert not {"lines", "needs", "reach", "risks", "competence", "ally"} & set(content)


def chain(town, count=3):
    plan = town.designed(count)
    found = list(plan.actions.order_by("pk"))
    for waiting, needed in zip(found[1:], found, strict=False):
        actions.set_needs(waiting, needs=[needed], by=town.editor, at=AT)
    return plan, list(plan.actions.order_by("pk"))


def test_a_circle_is_refused_with_its_names():
    town = Town()
    _plan, (first, _second, third) = chain(town)

    with pytest.raises(Refused) as refused:
        actions.set_needs(first, needs=[third], by=town.editor, at=AT)

    assert str(refused.value) == (
        "They would wait for each other in a circle: “Action 0” waits for “Action 2”, “Action 2” waits for "
        "“Action 1”, “Action 1” waits for “Action 0”. Take one of these out."
    )
    assert Action.objects.get(pk=first.pk).needs == []


def test_an_action_does_not_wait_for_itself():
    town = Town()
    action = town.designed().actions.get()

    with pytest.raises(Refused, match="cannot wait for itself"):
        actions.set_needs(action, needs=[action], by=town.editor, at=AT)


def test_an_action_taken_out_is_waited_for_no_more():
    town = Town()
    _plan, (first, second, _third) = chain(town)

    actions.remove_action(first, by=town.editor, at=AT)

    assert Action.objects.get(pk=second.pk).needs == []


@given(
    st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 6), max_size=3), max_size=7), st.integers(0, 6)
)
def test_a_circle_found_is_a_circle_and_none_is_missed(needs, start):
    found = circle(needs, start)

    for here, following in zip(found, [*found[1:], *found[:1]], strict=True):
        assert following in needs[here]
    reachable, todo = set(), list(needs.get(start, ()))
    while todo:
        here = todo.pop()
        if here not in reachable:
            reachable.add(here)
            todo += needs.get(here, ())
    assert bool(found) == (start in reachable)


def test_the_critical_path_tells_what_may_slip():
    dates = {
        1: (date(2026, 1, 1), date(2026, 1, 10)),
        2: (date(2026, 1, 11), date(2026, 1, 20)),
        3: (date(2026, 1, 5), date(2026, 1, 8)),
        4: (date(2026, 1, 15), date(2026, 1, 25)),
    }

    steps = path(dates, {2: {1}, 4: {2, 3}})

    assert [(s.pk, s.slack, s.pushed) for s in steps.values()] == [
        (1, 0, 0),
        (3, 12, 0),
        (2, 0, 0),
        (4, 0, 6),
    ]
    assert steps[4].earliest_start == date(2026, 1, 21)


def test_risks_need_an_answer():
    town = Town()
    action = town.designed().actions.get()

    with pytest.raises(Refused, match="so that it does not happen"):
        actions.set_risks(
            action, risks=[Risk("Rain", 3, 2, "")], revision=action.revision, by=town.editor, at=AT
        )


def test_reports_say_whom_they_reached_and_small_numbers_are_hidden(client):
    town = Town()
    action = town.adopted().actions.get()
    action = actions.set_reach(
        action, reach={"women": 100, "girls": None}, revision=action.revision, by=town.editor, at=AT
    )
    actions.adopt(action.plan, note="People.", by=town.approver, at=AT)
    town.report(action, reached={"women": 3})

    page = client.get(reverse("plans:public_action", args=[action.plan.slug, action.pk]))

    assert action.reach == {"women": 100}
    assert "fewer than 5" in page.text
    assert parts.people_shown({"women": 3, "men": 0, "boys": 5}) == {"women": None, "men": 0, "boys": 5}


def apart(town, **values):
    plan, challenges = town.design()
    indicator = town.indicator(
        town.action(plan, challenges[0]), disaggregation=["sex", "nationality"], **values
    )
    actions.adopt(plan, by=town.approver, at=AT)
    return indicator


def test_values_are_told_apart_and_small_cells_hidden():
    town = Town()
    indicator = apart(town)
    told = {"sex": {"women": 60, "men": 28, "other": 2}, "nationality": {"Venezuela": 70}}

    report = town.report(indicator.action, values=[Reported(indicator, Decimal(90), "Desk", told)])

    kept = report.values.get()
    assert kept.parts == told
    shown = parts.shown(kept.value, kept.parts)
    assert shown["sex"]["other"] is None
    assert sum(count is None for count in shown["sex"].values()) == 2  # one alone could be worked out
    assert shown["nationality"] == {"Venezuela": 70}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"sex": {"women": 60, "men": 31}}, "by sex there are 91, more than its value 90"),
        ({"age": {"0-5": 1}}, "not told apart like this"),
        ({"sex": {"unknown": 1}}, "not told apart like this"),
        ({"sex": {"women": -1}}, "not negative"),
        ({"nationality": {"": 4}}, "name each nationality"),
    ],
)
def test_parts_that_do_not_fit_are_refused(told, sentence):
    town = Town()
    indicator = apart(town)

    with pytest.raises(Refused, match=sentence):
        town.report(indicator.action, values=[Reported(indicator, Decimal(90), "Desk", told)])

    assert not indicator.values.exists()


def test_a_percentage_is_not_told_apart():
    with pytest.raises(Refused, match="Count the people"):
        apart(Town(), unit="% of staff", target=Decimal(90))


def asked(town, plan):
    partner = OrganisationFactory(name="House of Neighbours", country=town.organisation.country)
    speaker = UserFactory(member_of=partner)
    action = plan.actions.order_by("pk").first()
    found = actions.ask_partner(
        action, organisation=partner, contribution="Two interpreters", by=town.editor, at=AT
    )
    return found, speaker


def test_a_partner_is_public_once_it_has_said_yes(client):
    town = Town()
    partner, speaker = asked(town, town.adopted())
    address = reverse("plans:public_action", args=[partner.action.plan.slug, partner.action_id])
    assert Notice.objects.filter(recipient=speaker).count() == 1
    assert "House of Neighbours" not in client.get(address).text

    client.force_login(speaker)
    client.post(reverse("plans:partner", args=[partner.pk]), {"say": "yes", "answer": ""})

    assert "House of Neighbours" in client.get(address).text


def test_a_partner_who_declines_says_why_and_the_plan_hears_it(client):
    town = Town()
    partner, speaker = asked(town, town.designed())
    client.force_login(speaker)
    address = reverse("plans:partner", args=[partner.pk])

    silent = client.post(address, {"say": "no", "answer": " "})
    client.post(address, {"say": "no", "answer": "Our interpreters left."})

    assert (silent.status_code, "Say why" in silent.text) == (409, True)
    partner.refresh_from_db()
    assert (partner.state, partner.answer) == ("declined", "Our interpreters left.")
    heard = Notice.objects.filter(recipient=town.editor).latest("pk")
    assert heard.text.startswith("House of Neighbours no participa") or "does not take part" in heard.text


def test_nobody_answers_for_another_organisation(client):
    town = Town()
    partner, _speaker = asked(town, town.designed())
    client.force_login(town.stranger)

    page = client.post(reverse("plans:partner", args=[partner.pk]), {"say": "yes"})

    assert page.status_code == 404
    with pytest.raises(Refused, match="for the organisation that was asked"):
        actions.answer_partner(partner, is_confirmed=True, by=town.editor, at=AT)
    assert Partner.objects.get().state == "asked"


def test_the_pages_of_an_action_save_and_refuse(client):
    town = Town()
    _plan, (first, second, _third) = chain(town)
    client.force_login(town.editor)
    rows = {
        "rows": "2",
        "revision": str(first.revision),
        "r0-title": "Rent",
        "r0-year": "2026",
        "r0-amount": "1.500,50",
        "r0-currency": "ars",
        "r0-source": "Municipality",
        "r0-funding": "own",
        "r0-is_secured": "on",
        "r1-title": "Desk",
        "r1-year": "2026",
        "r1-amount": "10",
        "r1-currency": "USD",
        "r1-source": "Embassy",
        "r1-funding": "cooperation",
    }
    address = reverse("plans:budget", args=[first.pk])

    two = client.post(address, rows)
    saved = client.post(address, rows | {"r1-currency": "ARS"})
    circular = client.post(reverse("plans:order", args=[first.pk]), {"needs": [second.pk]})
    risky = client.post(
        reverse("plans:risks", args=[second.pk]),
        {"rows": "1", "revision": str(second.revision), "r0-text": "Rain", "r0-likelihood": "3",
         "r0-impact": "3", "r0-answer": "A roof"},
    )  # fmt: skip
    people = client.post(
        reverse("plans:people", args=[second.pk]), {"women": "40", "revision": str(second.revision + 1)}
    )

    assert (two.status_code, "Embassy" in two.text) == (409, True)
    assert (saved.status_code, circular.status_code) == (302, 409)
    assert (risky.status_code, people.status_code) == (302, 302)
    first.refresh_from_db()
    assert (first.budget, first.lines[1]["is_secured"]) == (Decimal("1510.50"), False)
    page = client.get(reverse("plans:action", args=[second.pk])).text
    assert "A roof" in page
    assert "40" in page


def test_the_board_groups_by_person_and_says_why_it_is_late(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    Action.objects.filter(pk=action.pk).update(responsible=town.member)
    town.report(action, condition="delayed", delay_reason="The court asked for more time.")
    client.force_login(town.editor)

    board = client.get(reverse("plans:board", args=[plan.pk])).context["board"]

    assert [(who, [row.reason for row in rows]) for who, rows in board.people] == [
        (str(town.member), ["The court asked for more time."])
    ]
    assert reports_due(plan, date(2026, 10, 1))[0].action.pk == action.pk
