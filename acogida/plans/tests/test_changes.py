"""What an amendment changes: nothing that a version says is left out of the comparison."""

import copy
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from acogida.plans import actions
from acogida.plans.actions import Line, Risk
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db

# Numbers by which the house knows things, and what the place and the way of scoring were: never amended.
NOT_AMENDED = {
    "version",
    "adopted_at",
    "schema",
    "plan",
    "territory",
    "id",
    "spread",
    "low",
    "high",
    "scorers",
    "dismissed",
}
OTHERWISE = {
    "starts_on": "2025-01-01",
    "ends_on": "2029-01-01",
    "baseline_on": "2025-01-01",
    "target_on": "2029-01-01",
    "horizon": "long",
    "direction": "decrease",
    "funding": "private",
    "competence": "outside",
    "contexts": ["origin"],
    "context": "origin",
    "key": "reach",
    "disaggregation": ["age"],
    "objective": 1,
    "objectives": [],
    "challenge": None,
    "cause": {"kind": "reason"},
    "needs": [],
}


@pytest.fixture
def changes(client):
    """`changes(before, after)`: the rows of the page that compares two versions of such contents."""
    town = Town()
    plan = PlanVersion.objects.create(
        plan=town.adopted(), number=2, content={}, sha256="0" * 64, adopted_by=town.approver, adopted_at=AT
    ).plan
    client.force_login(town.editor)  # whose pages are built anew each time

    def rows(before, after):
        for number, content in ((1, before), (2, after)):
            PlanVersion.objects.filter(plan=plan, number=number).update(content=content)
        return client.get(reverse("plans:compared", args=[plan.slug, 2, 1])).context["rows"]

    return rows


def amended(town):
    """A version that says everything a version can say."""
    plan, challenges = town.design()
    first = town.action(plan, challenges[0], title="First")
    town.indicator(first)
    found = town.action(
        plan, challenges[0], title="Second", competence="shared", ally="The province", budget=None
    )
    town.indicator(found, disaggregation=["sex"])
    for deed, words in (
        (actions.set_budget, {"lines": [Line("Rent", 2026, "Budget", Decimal(600), "ARS")]}),
        (actions.set_risks, {"risks": [Risk("Rain", 3, 2, "A roof")]}),
        (actions.set_reach, {"reach": {"women": 60}}),
    ):
        found.refresh_from_db()
        deed(found, revision=found.revision, by=town.editor, at=AT, **words)
    actions.set_needs(found, needs=[first], by=town.editor, at=AT)
    actions.dissent(plan, text="Housing first.", by=town.member, at=AT)
    return actions.adopt(Plan.objects.get(pk=plan.pk), by=town.approver, at=AT).content


def leaves(found, way=()):
    """The way to every value of a version that an amendment may change."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key not in NOT_AMENDED:
                whole = key in OTHERWISE or not isinstance(value, dict | list)
                yield from [(*way, key)] if whole else leaves(value, (*way, key))
    elif isinstance(found, list):
        for place, value in enumerate(found):
            yield from leaves(value, (*way, place)) if isinstance(value, dict | list) else [(*way, place)]


def otherwise(content, way):
    changed = copy.deepcopy(content)
    held = changed
    for step in way[:-1]:
        held = held[step]
    last, value = way[-1], held[way[-1]]
    if last in OTHERWISE:
        held[last] = OTHERWISE[last]
    elif isinstance(value, bool):
        held[last] = not value
    elif isinstance(value, int | float):
        held[last] = value + 1 if value != 3 else 1
    elif value is None:
        held[last] = 7
    elif value.replace(".", "").isdigit():
        held[last] = "77.00"
    else:
        held[last] = f"{value} otherwise"
    return changed


def test_whatever_an_amendment_changes_the_approver_reads(changes):
    content = amended(Town())
    ways = [way for way in leaves(content) if otherwise(content, way) != content]

    unseen = [way for way in ways if not changes(content, otherwise(content, way))]

    assert len(ways) > 60
    assert unseen == [], unseen
    assert changes(content, copy.deepcopy(content)) == []


def test_a_line_whose_amount_moved_stands_beside_itself(changes):
    content = amended(Town())
    after = copy.deepcopy(content)
    after["actions"][1]["lines"][0]["amount"] = "900.00"

    rows = changes(content, after)

    assert rows == [
        {
            "label": "Second: Budget line 1",
            "before": "Rent, 2026: 600 ARS, Budget (Municipal budget); secured",
            "after": "Rent, 2026: 900 ARS, Budget (Municipal budget); secured",
        }
    ]


def test_a_new_action_stands_with_all_it_says(changes):
    content = amended(Town())
    before = copy.deepcopy(content)
    del before["actions"][1]

    labels = {row["label"]: row["after"] for row in changes(before, content)}

    assert labels["Action"] == "Second"
    assert labels["Second: Competence"] == "Shared with another level of government"
    assert labels["Second: People it should reach"] == "Women 60"
    assert labels["Second: Risk “Rain”"] == "likely: high, harm: middling. A roof"
    assert labels["Second: Waits for"] == "First"


def test_everybody_compares_two_adopted_versions(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    actions.set_reach(action, reach={"women": 60}, revision=1, by=town.editor, at=AT)
    actions.adopt(plan, note="Whom it reaches.", by=town.approver, at=AT)

    page = client.get(reverse("plans:compared", args=[plan.slug, 2, 1]))

    assert page.status_code == 200
    assert "<ins>Women 60</ins>" in page.text
    assert "Whom it reaches." in page.text
    assert (
        reverse("plans:compared", args=[plan.slug, 2, 1])
        in client.get(reverse("plans:public", args=[plan.slug])).text
    )
    for number, earlier in ((1, 2), (2, 2), (3, 1), (1, 0)):
        assert client.get(reverse("plans:compared", args=[plan.slug, number, earlier])).status_code == 404


def test_an_action_of_one_year_without_lines_stands_under_it_and_one_of_several_under_none(client):
    town = Town()
    plan, challenges = town.design()
    town.indicator(town.action(plan, challenges[0], title="Long"))
    short = town.action(plan, challenges[0], title="Short", ends_on=date(2026, 12, 31), budget=Decimal(50))
    town.indicator(short)
    actions.adopt(plan, by=town.approver, at=AT)
    town.report(short, spent=Decimal(70))
    client.force_login(town.editor)

    money = client.get(reverse("plans:board", args=[plan.pk])).context["board"].money

    assert money[0]["years"] == [
        ("2026", "50", "50", "70", True),
        ("not told apart by year", "1,000", "1,000", "0", False),
    ]
