from datetime import timedelta

import pytest

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.actions import Given, StaleAnswer
from acogida.assessments.models import Answer
from acogida.assessments.tests.factories import AssessmentFactory, question
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory()


@pytest.fixture
def editor(assessment):
    return UserFactory(member_of=assessment.organisation, name="Ana")


@pytest.fixture
def colleague(assessment):
    return UserFactory(member_of=assessment.organisation, name="Beto")


def save(assessment, by, at, value="yes", explanation="", revision=0, code="D1-01"):
    return actions.save_answer(
        assessment,
        question=question(code),
        value=value,
        explanation=explanation,
        revision=revision,
        by=by,
        at=at,
    )


def test_an_editor_answers_and_the_answer_says_who_and_when(assessment, editor, at):
    answer = save(assessment, editor, at, "partly", "Only in two centres")

    answer.refresh_from_db()
    assert (answer.value, answer.explanation, answer.revision) == ("partly", "Only in two centres", 1)
    assert (answer.updated_by, answer.updated_at) == (editor, at)
    event = AuditEvent.objects.get(name="assessments.answered")
    assert event.detail == {"question": "D1-01", "from": "", "to": "partly", "revision": 1}


def test_an_answer_is_changed_by_who_saw_its_last_revision(assessment, editor, at):
    save(assessment, editor, at)

    assert save(assessment, editor, at, "no", revision=1).revision == 2


def test_the_same_content_again_changes_nothing(assessment, editor, colleague, at):
    save(assessment, editor, at, "yes", "As it is")

    again = save(assessment, colleague, at + timedelta(hours=1), "yes", " As it is\r\n", revision=0)

    assert (again.revision, again.updated_by) == (1, editor)
    assert AuditEvent.objects.filter(name="assessments.answered").count() == 1


def test_nobody_overwrites_what_a_colleague_saved_meanwhile(assessment, editor, colleague, at):
    save(assessment, editor, at, "yes", "Ordinance 12")

    with pytest.raises(StaleAnswer) as refused:
        save(assessment, colleague, at + timedelta(minutes=5), "no", revision=0)

    assert str(refused.value) == (
        "Ana changed this answer on 03/02/2026 09:30 (UTC), after you opened it. "
        "Nothing was overwritten: both versions are shown, choose what stays, field by field."
    )
    assert refused.value.answer.value == "yes"
    assert Answer.objects.get().value == "yes"


def test_who_has_seen_the_other_version_may_keep_their_own(assessment, editor, colleague, at):
    save(assessment, editor, at, "yes")

    assert save(assessment, colleague, at, "no", revision=1).value == "no"


def test_a_page_saves_what_nobody_else_changed_and_tells_the_rest_apart(assessment, editor, colleague, at):
    save(assessment, editor, at, "yes", code="D1-01")

    outcome = actions.save_answers(
        assessment,
        given=[Given(question("D1-01"), "no", "", 0), Given(question("D1-02"), "no", "", 0)],
        by=colleague,
        at=at,
    )

    assert [answer.question.code for answer in outcome.saved] == ["D1-02"]
    assert [stale.answer.question.code for stale in outcome.stale] == ["D1-01"]
    assert list(Answer.objects.values_list("question__code", "value")) == [("D1-01", "yes"), ("D1-02", "no")]


def test_a_cleared_answer_is_open_again_and_keeps_its_history(assessment, editor, at):
    save(assessment, editor, at, "yes", "Because")

    answer = actions.clear_answer(assessment, question=question(), revision=1, by=editor, at=at)

    assert (answer.value, answer.explanation, answer.revision) == ("", "", 2)
    assert AuditEvent.objects.get(name="assessments.answer_cleared").detail["from"] == "yes"


def test_an_explanation_may_come_before_the_answer(assessment, editor, at):
    assert save(assessment, editor, at, "", "To be asked of the health office").value == ""


@pytest.mark.parametrize("role", ["member", None])
def test_only_editors_answer(assessment, at, role):
    outsider = UserFactory(member_of=assessment.organisation if role else None, member_of__role=role or "")

    with pytest.raises(Refused, match=r"Only people who edit for this municipality can answer\."):
        save(assessment, outsider, at)

    assert Answer.objects.count() == 0


def test_an_editor_of_another_municipality_cannot_answer(assessment, at):
    with pytest.raises(Refused):
        save(assessment, UserFactory(member_of=AssessmentFactory().organisation), at)


def test_an_answer_outside_the_five_is_refused(assessment, editor, at):
    with pytest.raises(Refused, match=r"Choose one of the five answers\."):
        save(assessment, editor, at, "perhaps")


def test_an_explanation_that_is_too_long_is_refused_whole(assessment, editor, at):
    with pytest.raises(Refused, match="longer than 4000 characters"):
        save(assessment, editor, at, "yes", "x" * 4001)

    assert Answer.objects.count() == 0


def test_what_is_published_is_not_changed_until_it_is_reopened(assessment, editor, at):
    save(assessment, editor, at)
    approver = UserFactory(member_of=assessment.organisation, member_of__role="approver")
    actions.publish(assessment, by=approver, at=at)

    with pytest.raises(Refused, match=r"Reopen it to prepare its next edition\."):
        save(assessment, editor, at, "no", revision=1)

    actions.reopen(assessment, by=editor, at=at)
    assert save(assessment, editor, at, "no", revision=1).value == "no"
