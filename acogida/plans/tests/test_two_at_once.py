"""Two people signing or writing the same plan at the same moment, each with a connection of their own."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.utils import translation

from acogida.accounts.tests.factories import UserFactory
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.models import AuditEvent
from acogida.plans import actions
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.queries import content_of
from acogida.plans.tests.factories import AT, Town
from acogida.plans.tests.test_evaluation import published
from acogida.practices.models import Practice

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds):
    """Run the deeds at one stroke, each in a thread of its own; what each gave or raised."""
    gate = threading.Barrier(len(deeds))
    results = [None] * len(deeds)

    def run(number, deed):
        try:
            gate.wait(timeout=10)
            with translation.override("en"):
                results[number] = deed()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def told_apart(results):
    """How many went through, and the sentences of those refused; anything else is a bug."""
    refusals = [str(found) for found in results if isinstance(found, Refused)]
    bugs = [found for found in results if isinstance(found, Exception) and not isinstance(found, Refused)]
    assert bugs == []
    return len(results) - len(refusals), refusals


@pytest.mark.parametrize("is_amendment", [False, True])
def test_of_four_approvers_at_once_one_signs_and_the_others_are_told(is_amendment):
    town = Town()
    plan = town.adopted() if is_amendment else town.designed()
    if is_amendment:
        actions.edit(
            plan,
            title="Another title",
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            contexts=["transit"],
            revision=plan.revision,
            by=town.editor,
            at=AT,
        )
    approvers = [town.approver]
    approvers += [UserFactory(member_of=town.organisation, member_of__role="approver") for _ in range(3)]
    read_by_all = hash_of(content_of(Plan.objects.get(pk=plan.pk)))

    def sign(person):
        return lambda: actions.adopt(
            Plan.objects.get(pk=plan.pk), note="Signed", expected=read_by_all, by=person, at=AT
        )

    signed, told = told_apart(together(*map(sign, approvers)))

    number = 2 if is_amendment else 1
    assert (signed, told) == (1, [f"Nothing has changed since version {number}."] * 3)
    assert list(PlanVersion.objects.order_by("number").values_list("number", flat=True)) == [
        *range(1, number + 1)
    ]
    assert AuditEvent.objects.filter(name="plans.adopted").count() == number
    assert Plan.objects.get().current_version.number == number


def test_what_is_written_while_somebody_signs_is_signed_or_refused_never_slipped_in():
    town = Town()
    plan = town.designed()
    read = hash_of(content_of(plan))
    challenge = plan.challenges.get(is_priority=True)

    def sign():
        found = Plan.objects.get(pk=plan.pk)
        return actions.adopt(found, expected=read, by=town.approver, at=AT)

    def write():
        return town.action(plan, challenge, title="Slipped in")

    signed, written = together(sign, write)

    version = PlanVersion.objects.first()
    if version is None:
        assert isinstance(signed, Refused)
    else:
        assert [a["title"] for a in version.content["actions"]] == ["Action 0"]
        assert (
            hash_of({k: v for k, v in version.content.items() if k not in {"version", "adopted_at"}}) == read
        )
    assert written.title == "Slipped in"


def test_of_two_circles_closed_at_once_one_is_refused():
    town = Town()
    first, second = town.designed(2).actions.order_by("pk")

    done, told = told_apart(
        together(
            lambda: actions.set_needs(first, needs=[second], by=town.editor, at=AT),
            lambda: actions.set_needs(second, needs=[first], by=town.approver, at=AT),
        )
    )

    assert (done, len(told)) == (1, 1)
    assert "in a circle" in told[0]
    assert sorted(len(a.needs) for a in first.plan.actions.all()) == [0, 1]


def test_reports_at_once_are_both_kept_and_meet_one_due_day():
    town = Town()
    action = town.adopted().actions.get()

    def report(person, words):
        return lambda: town.report(action, narrative=words, by=person, reported_on=date(2026, 9, 20))

    done, told = told_apart(together(report(town.editor, "One"), report(town.approver, "Other")))

    assert (done, told) == (2, [])
    reports = action.progress.order_by("pk")
    assert {report.narrative for report in reports} == {"One", "Other"}
    assert [report.due_on for report in reports] == [date(2026, 9, 10), None]


def test_a_practice_that_four_begin_at_once_is_begun_once():
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    evaluation, _recommended = published(town, plan)
    town.report(action, condition="done", narrative="Seven services in one place.")

    def begin():
        return actions.draft_practice(evaluation, action=action, by=town.editor, at=AT).pk

    done, told = told_apart(results := together(*[begin] * 4))

    assert (done, told) == (4, [])
    assert set(results) == {Practice.objects.get().pk}
    assert AuditEvent.objects.filter(name="plans.practice_drafted").count() == 1
