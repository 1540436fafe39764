"""Workshops, printed sheets, how much hangs on the weights, and dissent."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from acogida.core.errors import Refused
from acogida.plans import actions
from acogida.plans.models import Challenge, Criterion, Score
from acogida.plans.queries import public_content, ranking, turnout
from acogida.plans.queries.ranking import Ranked
from acogida.plans.queries.sensitivity import changes
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


def named(town, plan, titles=("One", "Two"), **values):
    values = {"context": "transit", "horizon": "short", "session": "Town hall, 14 May 2026", **values}
    return actions.challenges_from_workshop(plan, titles=titles, by=town.editor, at=AT, **values)


def test_a_group_names_challenges_and_the_workshop_is_their_cause():
    town = Town()

    first, _second = named(town, town.plan(), ["One", " ", "Two"])

    assert (first.title, first.context, first.horizon) == ("One", "transit", "short")
    assert "Town hall, 14 May 2026" in first.reason


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"titles": [" "]}, "one a line"),
        ({"session": ""}, "where and when"),
        ({"context": "moon"}, "origin, transit"),
        ({"horizon": "never"}, "short, medium or long"),
        ({"titles": ["x"] * 21}, "at most"),
    ],
)
def test_a_workshop_taken_down_wrongly_keeps_nothing(values, sentence):
    town = Town()
    plan = town.plan()

    with pytest.raises(Refused, match=sentence):
        named(town, plan, **values)

    assert not plan.challenges.exists()


def test_the_board_says_how_many_each_group_still_owes(client):
    town = Town()
    plan = town.plan()
    client.force_login(town.editor)
    address = reverse("plans:workshop", args=[plan.pk])
    sent = {"session": "Hall", "context": "return", "horizon": "long", "titles": "A\nB"}

    client.post(address, sent)
    page = client.get(address)

    groups = {
        group: [(len(c.challenges), c.missing) for c in columns] for group, columns in page.context["groups"]
    }
    assert groups == {
        "Transit": [(0, "3 more are asked for")] * 3,
        "Return": [(0, "3 more are asked for")] * 2 + [(2, "1 more is asked for")],
    }


def sheet(town, plan, *marks, **values):
    cells = {
        (challenge.pk, criterion.pk): mark
        for challenge, mark in zip(plan.challenges.order_by("pk"), marks, strict=True)
        for criterion in plan.criteria.all()
    }
    return actions.type_sheet(plan, values=cells, by=town.editor, at=AT, **values)


def test_a_printed_sheet_counts_as_one_person_more():
    town = Town()
    plan, _made = town.scoring("A", "B")
    town.score_all(plan, town.member, 5, 1)

    sheet(town, plan, 1, 5, label="Table 2")
    sheet(town, plan, 2, 5)

    assert [(row.challenge.title, row.scorers) for row in ranking(plan)] == [("B", 3), ("A", 3)]
    assert (turnout(plan).finished, [s.number for s in plan.sheets.all()]) == (3, [1, 2])


def test_a_sheet_typed_wrongly_goes_while_the_scoring_is_open():
    town = Town()
    plan, _made = town.scoring("A", "B")
    wrong = sheet(town, plan, 1, 5)
    with pytest.raises(Refused, match="no mark"):
        sheet(town, plan, None, None)

    actions.remove_sheet(wrong, by=town.editor, at=AT)
    kept = sheet(town, plan, 4, 2)
    actions.close_scoring(plan, by=town.editor, at=AT)

    with pytest.raises(Refused, match="closed"):
        actions.remove_sheet(kept, by=town.editor, at=AT)
    assert {s.value for s in Score.objects.all()} == {4, 2}


def test_the_facilitator_prints_and_types_in(client):
    town = Town()
    plan, made = town.scoring("A", "B")
    client.force_login(town.editor)
    criterion = plan.criteria.first()
    address = reverse("plans:sheets", args=[plan.pk])

    printed = client.get(reverse("plans:paper", args=[plan.pk]))
    wrong = client.post(address, {f"m{made[0].pk}_{criterion.pk}": "7"})
    client.post(address, {f"m{made[0].pk}_{criterion.pk}": "4", "label": "Table 1"})

    assert printed.content.startswith(b"%PDF")
    assert (wrong.status_code, Score.objects.count()) == (422, 1)
    assert "Table 1" in client.get(address).text


def rows(*means):
    return [
        Ranked(Challenge(pk=n, title=f"C{n}"), n, sum(m.values()), 0, 1, 5, 3, m)
        for n, m in enumerate(means, 1)
    ]


def weights(**values):
    return [Criterion(key=key, weight=weight) for key, weight in values.items()]


def test_the_weights_that_change_the_order_are_found():
    ranked = rows({"urgency": 5, "cost": 1}, {"urgency": 2, "cost": 5})

    [by_cost, by_urgency] = changes(ranked, weights(urgency=70, cost=30))

    assert (by_cost.criterion, round(by_cost.now, 2), round(by_cost.then, 4)) == ("cost", 0.3, 0.4286)
    assert (by_cost.rises.title, by_cost.falls.title, by_cost.is_near) == ("C2", "C1", False)
    assert (by_urgency.criterion, round(by_urgency.then, 4)) == ("urgency", 0.5714)


def test_one_that_is_better_in_everything_is_never_overtaken():
    ranked = rows({"urgency": 5, "cost": 4}, {"urgency": 2, "cost": 3})

    assert changes(ranked, weights(urgency=50, cost=50)) == []


MEAN = st.floats(1, 5)


@given(
    st.fixed_dictionaries({"a": MEAN, "b": MEAN, "c": MEAN}),
    st.fixed_dictionaries({"a": MEAN, "b": MEAN, "c": MEAN}),
)
def test_at_the_weight_named_the_two_are_equal(one, other):
    criteria = weights(a=50, b=30, c=20)
    share = {"a": 0.5, "b": 0.3, "c": 0.2}

    for change in changes(rows(one, other), criteria):
        rest = 1 - share[change.criterion]
        mixed = {
            key: change.then if key == change.criterion else part / rest * (1 - change.then)
            for key, part in share.items()
        }
        first = sum(one[key] * part for key, part in mixed.items())
        second = sum(other[key] * part for key, part in mixed.items())
        assert first == pytest.approx(second, abs=1e-5)


def test_dissent_is_kept_without_a_name_and_published(client):
    town = Town()
    plan, challenges = town.design()
    client.force_login(town.member)

    client.post(
        reverse("plans:dissent", args=[plan.pk]), {"text": "The second matters more to those who pass."}
    )
    town.indicator(town.action(plan, challenges[0]))
    actions.adopt(plan, by=town.approver, at=AT)
    plan.refresh_from_db()

    assert public_content(plan)["dissent"] == ["The second matters more to those who pass."]
    page = client.get(reverse("plans:public", args=[plan.slug])).text
    assert "matters more to those who pass" in page
    with pytest.raises(Refused, match="before the plan is adopted"):
        actions.dissent(plan, text="Late", by=town.member, at=AT)


def test_dissent_waits_for_the_ranking():
    town = Town()
    plan, _made = town.scoring()

    with pytest.raises(Refused, match="once the ranking is known"):
        actions.dissent(plan, text="Early", by=town.member, at=AT)
