"""Following a pledge: reports, grades, lights, honest endings."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from acogida.core.errors import Refused
from acogida.pledges import actions
from acogida.pledges.actions import Reported, Shown
from acogida.pledges.models import Pledge, Update
from acogida.pledges.queries import delivery, freshness
from acogida.pledges.queries.counterparts import counterparts
from acogida.pledges.signals import updated
from acogida.pledges.tests.factories import AT, Pledger, asked

pytestmark = pytest.mark.django_db


def test_a_report_moves_both_lights_and_each_by_its_own_rule(django_capture_on_commit_callbacks):
    town, heard = Pledger(), []
    pledge = town.announced()
    updated.connect(listener := lambda sender, update, **kw: heard.append(update.pk), weak=False)

    with django_capture_on_commit_callbacks(execute=True):
        update = town.report(
            pledge,
            date(2026, 8, 20),
            done=[pledge.milestones.get()],
            values=[Reported(pledge.indicators.get(), Decimal(200), "Register of the place")],
        )

    updated.disconnect(listener)
    pledge.refresh_from_db()
    assert heard == [update.pk]
    assert (pledge.state, pledge.steps, pledge.next_due_on) == ("in_progress", 2, date(2027, 12, 31))
    assert delivery(pledge, date(2026, 10, 1)) == "on_track"
    assert freshness(pledge, date(2026, 10, 1)) == "fresh"
    assert delivery(pledge, date(2028, 1, 1)) == "behind"
    assert freshness(pledge, date(2028, 1, 1)) == "stale"
    town.report(
        pledge, date(2027, 12, 1), values=[Reported(pledge.indicators.get(), Decimal(600), "Register")]
    )
    pledge.refresh_from_db()
    assert delivery(pledge, date(2028, 1, 1)) == "complete"


def test_the_last_value_counts_by_its_day_and_not_by_when_it_was_written():
    town = Pledger()
    pledge = town.announced()
    indicator = pledge.indicators.get()
    town.report(pledge, date(2026, 9, 1), values=[Reported(indicator, Decimal(600), "Register")])
    town.report(pledge, date(2026, 6, 1), values=[Reported(indicator, Decimal(10), "Register")])

    pledge.refresh_from_db()

    assert pledge.next_due_on == date(2026, 9, 1)  # the milestone; the target stays reached
    assert pledge.last_reported_on == date(2026, 9, 1)


def test_grades_go_from_stated_to_documented_to_confirmed():
    lead, second = Pledger(), Pledger()
    pledge = lead.draft(form="partnership")
    partner, _token = asked(pledge, lead, second)
    actions.confirm(partner, by=second.approver, at=AT)
    pledge = lead.sign(pledge)

    stated = lead.report(pledge)
    documented = lead.report(pledge, evidence=[Shown("Minutes", url="https://example.org/minutes")])
    assert (stated.grade, documented.grade) == ("stated", "documented")
    assert [o.pk for o in counterparts(stated)] == [second.organisation.pk]

    with pytest.raises(Refused, match="Nobody confirms their own"):
        actions.confirm_update(stated, lead.organisation, by=lead.editor, at=AT)
    with pytest.raises(Refused, match="Only who takes part"):
        actions.confirm_update(stated, lead.stranger.memberships.get().organisation, by=lead.stranger, at=AT)
    actions.confirm_update(documented, second.organisation, words="We were there.", by=second.editor, at=AT)
    with pytest.raises(Refused, match="already"):
        actions.confirm_update(documented, second.organisation, by=second.editor, at=AT)

    documented.refresh_from_db()
    pledge.refresh_from_db()
    assert (documented.grade, pledge.last_grade) == ("confirmed", "confirmed")


@pytest.mark.parametrize(
    ("day", "values", "sentence"),
    [
        (date(2028, 1, 11), {}, "in the future"),
        (date(2026, 3, 1), {}, "before the pledge was announced"),
        (date(2026, 6, 1), {"narrative": " "}, "in a few words"),
        (date(2026, 6, 1), {"evidence": [Shown(" ", url="https://example.org")]}, "a title"),
    ],
)
def test_a_report_that_cannot_be_is_refused_whole(day, values, sentence):
    town = Pledger()
    pledge = town.announced()

    with pytest.raises(Refused, match=sentence):
        town.report(pledge, day, **values)

    assert Update.objects.count() == 0


def test_values_and_milestones_are_reported_by_who_owns_them():
    lead, second = Pledger(), Pledger()
    pledge = lead.draft(form="partnership")
    partner, _token = asked(pledge, lead, second)
    actions.confirm(partner, by=second.approver, at=AT)
    milestone, indicator = lead.milestone(pledge), lead.indicator(pledge)
    pledge = lead.sign(pledge)

    with pytest.raises(Refused, match="belongs to another partner"):
        second.report(pledge, done=[milestone])
    with pytest.raises(Refused, match="belongs to another partner"):
        second.report(pledge, values=[Reported(indicator, Decimal(1), "Register")])
    with pytest.raises(Refused, match="no result without a source"):
        lead.report(pledge, values=[Reported(indicator, Decimal(1), " ")])
    with pytest.raises(Refused, match="Only those who promise together"):
        Pledger().report(pledge)
    lead.report(pledge, done=[milestone])
    milestone.refresh_from_db()
    with pytest.raises(Refused, match="done already"):
        lead.report(pledge, done=[milestone])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unit": " "}, "A target without a unit"),
        ({"target": Decimal(0)}, "nothing would change"),
        ({"direction": "decrease"}, "other side"),
        ({"unit": "% of staff", "target": Decimal(101)}, "100 % at most"),
        ({"target_on": date(2026, 2, 1)}, "before its baseline"),
    ],
)
def test_an_indicator_can_be_checked_or_is_refused(values, sentence):
    town = Pledger()
    pledge = town.draft()

    with pytest.raises(Refused, match=sentence):
        town.indicator(pledge, **values)

    assert pledge.indicators.count() == 0


def test_a_milestone_lies_within_the_pledge():
    town = Pledger()
    pledge = town.draft()
    with pytest.raises(Refused, match="before the pledge begins"):
        town.milestone(pledge, due_on=date(2026, 2, 28))
    with pytest.raises(Refused, match="after the pledge ends"):
        town.milestone(pledge, due_on=date(2028, 1, 1))


@pytest.mark.parametrize("state", ["delayed", "withdrawn", "not_fulfilled", "partly_fulfilled"])
def test_what_was_not_kept_says_why(state):
    town = Pledger()
    pledge = town.announced()

    with pytest.raises(Refused, match="Say w"):
        actions.declare(pledge, state=state, reason=" ", by=town.approver, at=AT)
    pledge = actions.declare(pledge, state=state, reason="The budget was cut.", by=town.approver, at=AT)

    assert delivery(pledge, date(2026, 3, 3)) == state
    assert pledge.state_reason == "The budget was cut."


def test_fulfilled_needs_every_step_reported():
    town = Pledger()
    pledge = town.announced()
    with pytest.raises(Refused, match="Report what was done first"):
        actions.declare(pledge, state="fulfilled", by=town.approver, at=AT)
    town.report(pledge, done=[pledge.milestones.get()])
    with pytest.raises(Refused, match="still open"):
        actions.declare(pledge, state="fulfilled", by=town.approver, at=AT)
    town.report(
        pledge, date(2027, 1, 1), values=[Reported(pledge.indicators.get(), Decimal(610), "Register")]
    )

    closed = actions.declare(
        pledge,
        state="fulfilled",
        words="It stays open.",
        by=town.approver,
        at=datetime(2028, 1, 1, tzinfo=UTC),
    )

    assert (closed.state, closed.closing_words, closed.closed_on) == (
        "fulfilled",
        "It stays open.",
        date(2028, 1, 1),
    )
    assert freshness(closed, date(2035, 1, 1)) == "final"
    with pytest.raises(Refused, match="closed"):
        town.report(closed)
    with pytest.raises(Refused, match="closed"):
        actions.declare(closed, state="withdrawn", reason="x", by=town.approver, at=AT)


def test_editors_say_delayed_and_approvers_close():
    town = Pledger()
    pledge = town.announced()
    actions.declare(pledge, state="delayed", reason="Rain", by=town.editor, at=AT)
    with pytest.raises(Refused, match="Only an approver"):
        actions.declare(pledge, state="withdrawn", reason="Rain", by=town.editor, at=AT)
    again = actions.declare(pledge, state="in_progress", by=town.editor, at=AT)
    assert (again.state, again.state_reason) == ("in_progress", "")


def test_an_event_leaves_one_draft_that_nobody_sees_until_it_is_finished(client):
    town = Pledger()
    pledge = town.announced()
    words = {"origin": "event:7", "reported_on": date(2026, 3, 5), "narrative": "The dialogue was held."}

    draft = actions.draft_report(pledge, town.organisation, **words, by="acogida", at=AT)
    again = actions.draft_report(pledge, town.organisation, **words, by="acogida", at=AT)

    assert again is None
    assert "The dialogue was held." not in client.get(pledge.get_absolute_url()).text
    assert Pledge.objects.get().last_reported_on is None
    done = town.report(pledge, date(2026, 3, 5), narrative="The dialogue was held.", draft=draft)
    assert done.pk == draft.pk
    assert Pledge.objects.get().last_reported_on == date(2026, 3, 5)
