"""What the counters counted: a cause of challenges, and a value that a report only has to confirm."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from acogida.core import thread
from acogida.core.errors import Refused
from acogida.plans import actions
from acogida.plans.models import Plan
from acogida.plans.queries import content_of
from acogida.plans.queries.counted import asked_most, proposals
from acogida.plans.tests.factories import AT, Town, objective
from acogida.services.models import Cell, Office

pytestmark = pytest.mark.django_db


def count(organisation, day, **topics):
    """So many attentions of each topic on a day, by sex, so that nothing of five or more is hidden."""
    office, _ = Office.objects.get_or_create(
        organisation=organisation,
        name="Desk",
        defaults={
            "territory": organisation.territory,
            "time_zone": "UTC",
            "created_by": organisation.memberships.first().user,
            "created_at": AT,
        },
    )
    for topic, n in topics.items():
        Cell.objects.create(
            organisation=organisation,
            office=office,
            day=day,
            month=f"{day:%Y-%m}",
            topic=topic,
            count=n,
            identity=str(uuid4()),
        )


@pytest.fixture
def town():
    town = Town()
    count(town.organisation, date(2025, 11, 5), papers=30, health=12)
    count(town.organisation, date(2026, 2, 5), papers=40, health=20)
    count(town.organisation, date(2024, 6, 5), work=900)
    return town


def test_what_is_asked_most_is_of_twelve_months(town, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = asked_most(town.organisation, AT.date())

    assert [(row.topic.key, row.told.value) for row in rows] == [("papers", 70), ("health", 32)]


def test_one_click_makes_a_challenge_that_keeps_the_count(client, town, at):
    for number in (4, 5, 12, 15):
        objective(number)
    plan = town.plan()
    client.force_login(town.editor)
    address = reverse("plans:diagnosis", args=[plan.pk])

    page = client.get(address).content.decode()
    assert 'name="topic" value="papers"' in page
    answer = client.post(address, {"topic": "papers"})

    assert answer.status_code == 302
    challenge = plan.challenges.get()
    count(town.organisation, at.date(), papers=100)
    assert challenge.topic == "papers"
    assert challenge.cause["value"] > 0
    assert challenge.cause["organisation"] == town.organisation.name
    assert sorted(o.pk for o in challenge.objectives.all()) == [4, 5, 12]
    page = client.get(reverse("plans:challenge", args=[challenge.pk])).content.decode()
    assert f"tally of {town.organisation.name}" in page
    assert client.post(address, {"topic": "papers"}).status_code == 409


def test_the_count_is_kept_as_it_was(town, at):
    challenge = actions.challenge_from_tally(town.plan(), topic="health", by=town.editor, at=AT)
    count(town.organisation, AT.date(), health=500)

    challenge.refresh_from_db()

    assert challenge.cause == {
        "kind": "tally",
        "topic": "health",
        "value": 32,
        "hidden_months": 0,
        "since": "2025-04",
        "until": "2026-03",
        "organisation": town.organisation.name,
    }
    assert challenge.title == "Many people come for: Health"


@pytest.mark.parametrize("topic", ["work", "nonsense", ""])
def test_a_topic_nobody_asked_for_is_no_challenge(town, topic):
    with pytest.raises(Refused, match="too few were counted"):
        actions.challenge_from_tally(town.plan(), topic=topic, by=town.editor, at=AT)


def test_a_small_number_is_no_cause():
    town = Town()
    count(town.organisation, date(2026, 2, 5), papers=3)

    with pytest.raises(Refused, match="too few were counted"):
        actions.challenge_from_tally(town.plan(), topic="papers", by=town.editor, at=AT)


def test_a_month_that_hides_its_number_is_said_and_left_out(town):
    count(town.organisation, date(2025, 12, 5), papers=4)

    found = actions.challenge_from_tally(town.plan(), topic="papers", by=town.editor, at=AT).cause

    assert (found["value"], found["hidden_months"]) == (70, 1)


def test_only_editors_take_a_topic_up(town):
    plan = town.plan()

    for person in (town.member, town.stranger):
        with pytest.raises(Refused):
            actions.challenge_from_tally(plan, topic="papers", by=person, at=AT)


def test_the_count_stands_on_the_thread_both_ways(town):
    plan = town.plan()
    challenge = actions.challenge_from_tally(plan, topic="papers", by=town.editor, at=AT)

    strand = thread.around("challenge", challenge.pk, user=town.editor)
    assert [bead.key for bead in strand.causes] == [("tally", challenge.pk)]
    assert strand.causes[0].title.startswith("70 attentions about")
    back = thread.around("tally", challenge.pk, user=town.editor)
    assert [bead.key for bead in back.effects] == [("challenge", challenge.pk)]
    by_hand = town.challenge(plan)
    assert thread.around("tally", by_hand.pk, user=town.editor) is None
    assert thread.around("tally", challenge.pk, user=town.stranger) is None


def fed(town, **values):
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    indicator = town.indicator(action, topics=["papers", "health"], **values)
    actions.adopt(plan, by=town.approver, at=AT)
    return Plan.objects.get(pk=plan.pk), action, indicator


def test_the_topics_of_an_indicator_stand_in_the_plan(town):
    plan, _action, _indicator = fed(town)
    [action] = content_of(plan)["actions"]

    assert action["indicators"][0]["topics"] == ["papers", "health"]
    plain = town.indicator(plan.actions.get(), title="Another")
    assert "topics" not in content_of(plan)["actions"][0]["indicators"][1], plain


def test_the_tally_feeds_no_percentage(town):
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])

    with pytest.raises(Refused, match="feeds no percentage"):
        town.indicator(action, unit="% of staff", target=Decimal(90), topics=["papers"])


def test_whole_months_since_the_last_value_are_proposed(town, django_assert_num_queries):
    _plan, action, indicator = fed(town)
    count(town.organisation, date(2026, 4, 5), papers=10)

    with django_assert_num_queries(2):
        found = proposals([indicator], town.organisation, date(2026, 4, 20))[indicator.pk]
    assert (found.value, found.whole) == (60, 60)
    assert (found.since, found.until) == (date(2026, 1, 1), date(2026, 3, 31))

    town.report(
        action,
        reported_on=date(2026, 4, 20),
        values=[actions.Reported(indicator, Decimal(60), "Tally")],
    )
    later = proposals([indicator], town.organisation, date(2026, 6, 2))[indicator.pk]
    assert (later.value, later.whole) == (10, 70)


def test_nothing_is_asked_where_the_tally_feeds_nothing(town, django_assert_num_queries):
    indicators = list(town.adopted().actions.get().indicators.all())

    with django_assert_num_queries(0):
        assert proposals(indicators, town.organisation, AT.date()) == {}


def test_the_report_proposes_and_the_person_confirms(client, town):
    _plan, action, indicator = fed(town, baseline_on=date(2025, 1, 1))
    client.force_login(town.editor)
    address = reverse("plans:report", args=[action.pk])

    page = client.get(address).content.decode()

    assert f'name="value_{indicator.pk}" value="102"' in page
    assert "Tally of attentions, January 2025 to " in page
    assert ": Papers and regularisation, Health" in page
    assert "102 attentions in the whole months since the last value; 102 since the baseline" in page
    sent = {"reported_on": "2026-04-20", "condition": "under_way", "narrative": "It goes."}
    assert client.post(address, sent).status_code == 302
    assert not indicator.values.exists(), "what was not confirmed is not reported"


def told(client, town):
    """Every cell of the tables of the report to the council."""
    client.force_login(town.editor)
    answer = client.get(reverse("plans:made", args=[town.adopted().pk, "council", "docx"]))
    tables = docx.Document(BytesIO(answer.content)).tables
    return {cell.text for table in tables for row in table.rows for cell in row.cells}


def test_the_council_reads_what_was_counted(client):
    town, quiet = Town(), Town()
    count(town.organisation, timezone.localdate(), papers=70, health=20, work=9, food=3)

    said = told(client, town)

    assert {"Papers and regularisation", "70", "Attentions"} <= said
    assert "Food, clothing and hygiene" not in said
    assert "Attentions" not in told(client, quiet)


def test_the_form_offers_topics_to_who_counts(client, town):
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    client.force_login(town.editor)
    assert 'name="topics"' in client.get(reverse("plans:indicator_new", args=[action.pk])).content.decode()

    quiet = Town()
    plan, challenges = quiet.design()
    action = quiet.action(plan, challenges[0])
    client.force_login(quiet.editor)
    assert (
        'name="topics"' not in client.get(reverse("plans:indicator_new", args=[action.pk])).content.decode()
    )
