"""Progress reports: when they are due, what they say, what is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.plans import actions
from acogida.plans.actions import Reported
from acogida.plans.models import Progress
from acogida.plans.queries import (
    achievement,
    adopted_actions,
    due_days,
    due_for,
    money_of,
    reports_due,
    totals,
)
from acogida.plans.queries.achievement import share_of_the_way
from acogida.plans.queries.schedule import add_months
from acogida.plans.signals import progress_reported
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db


def test_a_report_brings_values_spending_and_news(at, django_capture_on_commit_callbacks):
    town = Town()
    action = town.adopted().actions.get()
    indicator = action.indicators.get()
    heard = []
    progress_reported.connect(
        listener := lambda sender, progress, **kw: heard.append(progress.pk), weak=False
    )

    with django_capture_on_commit_callbacks(execute=True):
        report = town.report(
            action, spent=Decimal("250.50"), values=[Reported(indicator, Decimal(90), "Desk register")]
        )

    progress_reported.disconnect(listener)
    assert heard == [report.pk]
    assert report.due_on is None
    found = achievement(indicator)
    assert (found.actual, found.share, found.source, found.is_reached) == (90, 0.5, "Desk register", False)
    assert money_of(action).spent == Decimal("250.50")


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "share"),
    [
        (40, 140, 90, 0.5),
        (21, 3, 12, 0.5),
        (21, 3, 3, 1.0),
        (21, 3, 30, -0.5),
        (0, 8, 10, 1.25),
        (0, 8, 0, 0.0),
    ],
)
def test_the_share_of_the_way_is_honest_about_direction(baseline, target, actual, share):
    assert (
        share_of_the_way(baseline=Decimal(baseline), target=Decimal(target), actual=Decimal(actual)) == share
    )


def test_an_indicator_without_values_has_no_share():
    town = Town()

    found = achievement(town.adopted().actions.get().indicators.get())

    assert (found.actual, found.share) == (None, None)


def test_reports_are_due_by_the_most_frequent_indicator_and_at_the_end():
    town = Town()
    plan = town.adopted()

    assert due_days(plan, plan.actions.get()) == [date(2026, 9, 10), date(2027, 3, 10)]


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 10), 12, date(2027, 3, 10)),
    ],
)
def test_months_end_where_the_month_ends(start, months, day):
    assert add_months(start, months) == day


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 1), []),
        (date(2026, 8, 20), [(date(2026, 9, 10), -21)]),
        (date(2026, 9, 10), [(date(2026, 9, 10), 0)]),
        (date(2026, 10, 1), [(date(2026, 9, 10), 21)]),
    ],
)
def test_what_is_due_depends_on_the_day(on, expected):
    town = Town()

    assert [(d.due_on, d.days_late) for d in reports_due(town.adopted(), on)] == expected


def test_a_report_after_its_day_is_taken_and_late():
    town = Town()
    plan = town.adopted()

    report = town.report(plan.actions.get(), reported_on=date(2026, 10, 1))

    assert (report.due_on, report.is_late) == (date(2026, 9, 10), True)
    assert reports_due(plan, date(2026, 10, 1)) == []
    assert [d.due_on for d in reports_due(plan, date(2027, 3, 1))] == [date(2027, 3, 10)]


def test_a_report_shortly_before_its_day_meets_it():
    town = Town()
    plan = town.adopted()

    report = town.report(plan.actions.get(), reported_on=date(2026, 8, 20))

    assert (report.due_on, report.is_late) == (date(2026, 9, 10), False)
    assert reports_due(plan, date(2026, 9, 20)) == []


def test_one_report_meets_all_that_were_missed():
    town = Town()
    plan = town.adopted()

    report = town.report(plan.actions.get(), reported_on=date(2027, 4, 1))

    assert report.due_on == date(2026, 9, 10)
    assert reports_due(plan, date(2027, 6, 1)) == []


def test_a_stopped_action_owes_nothing_more():
    town = Town()
    plan = town.adopted()
    town.report(plan.actions.get(), condition="stopped", delay_reason="The law changed.")

    assert reports_due(plan, date(2027, 3, 1)) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"condition": "fine"}, "how the action stands"),
        ({"narrative": " "}, "what was done"),
        ({"condition": "delayed"}, "why it is delayed"),
        ({"condition": "stopped"}, "why it was stopped"),
        ({"reported_on": date(2027, 12, 2)}, "in the future"),
        ({"spent": Decimal(-1)}, "not negative"),
    ],
)
def test_a_report_that_says_too_little_is_refused(values, sentence):
    town = Town()
    action = town.adopted().actions.get()

    with pytest.raises(Refused, match=sentence):
        town.report(action, **values)

    assert Progress.objects.count() == 0


def test_values_have_a_source_and_belong_to_the_action():
    town, elsewhere = Town(), Town()
    action = town.adopted().actions.get()
    own = action.indicators.get()
    foreign = elsewhere.adopted().actions.get().indicators.get()

    with pytest.raises(Refused, match="no result without a source"):
        town.report(action, values=[Reported(own, Decimal(1), " ")])
    with pytest.raises(Refused, match="not an indicator of this action"):
        town.report(action, values=[Reported(foreign, Decimal(1), "x")])
    with pytest.raises(Refused, match="two values"):
        town.report(action, values=[Reported(own, Decimal(1), "x"), Reported(own, Decimal(2), "x")])
    assert Progress.objects.count() == 0


def test_reports_follow_one_another():
    town = Town()
    action = town.adopted().actions.get()
    town.report(action, reported_on=date(2026, 9, 1))

    with pytest.raises(Refused, match="already a report of 2026-09-01"):
        town.report(action, reported_on=date(2026, 8, 31))


def test_nothing_is_reported_before_the_adoption_nor_on_an_unadopted_action():
    town = Town()
    draft = town.designed().actions.get()
    plan = town.adopted()
    added = town.action(plan, plan.challenges.get(is_priority=True), title="Amendment")

    with pytest.raises(Refused, match="once the plan is adopted"):
        town.report(draft)
    with pytest.raises(Refused, match="Adopt the amendment first"):
        town.report(added)


def test_a_member_does_not_report():
    town = Town()

    with pytest.raises(Refused, match="Only people who edit"):
        town.report(town.adopted().actions.get(), by=town.member)


def test_currencies_are_never_added_up():
    town = Town()
    plan, challenges = town.design()
    for currency, budget in [("ARS", 100), ("USD", 7), ("ARS", 50)]:
        town.indicator(town.action(plan, challenges[0], currency=currency, budget=Decimal(budget)))
    actions.adopt(plan, by=town.approver, at=datetime(2026, 3, 2, tzinfo=UTC))
    plan.refresh_from_db()
    town.report(plan.actions.filter(currency="ARS").first(), spent=Decimal(120))

    rows = totals(adopted_actions(plan))

    assert [(m.currency, m.budget, m.spent, m.is_over) for m in rows] == [
        ("ARS", Decimal(150), Decimal(120), False),
        ("USD", Decimal(7), Decimal(0), False),
    ]


def test_my_week_holds_scores_adoptions_and_reports(at):
    town = Town()
    _scoring, _made = town.scoring()
    waiting = town.designed()
    actions.ask_adoption(waiting, by=town.editor, at=at)
    running = town.adopted()
    on = date(2026, 9, 20)

    editor = [(d.text, d.due_on) for d in due_for(town.editor, on)]
    approver = [d.text for d in due_for(town.approver, on)]
    member = [d.text for d in due_for(town.member, on)]

    assert editor == [
        ("Report on “Action 0”: overdue.", date(2026, 9, 10)),
        ("Score the challenges of “Local migration plan”.", None),
    ]
    assert "“Local migration plan” waits for you to adopt it." in approver
    assert member == ["Score the challenges of “Local migration plan”."]
    assert due_for(town.stranger, on) == []
    assert running.state == "implementation"


def test_editors_are_reminded_once_of_a_report():
    town = Town()
    plan = town.adopted()
    moment = datetime(2026, 9, 1, tzinfo=UTC)

    assert actions.remind_of_reports(plan, at=moment) == 1
    assert actions.remind_of_reports(plan, at=moment) == 0
    notice = Notice.objects.get(recipient=town.editor, text__contains="A report is due")
    assert notice.due_on == date(2026, 9, 10)
