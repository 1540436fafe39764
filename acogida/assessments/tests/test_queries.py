import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.assessments import actions
from acogida.assessments.models import Question
from acogida.assessments.queries import due_for, latest_of, published, weak_answers
from acogida.assessments.queries.profile import Tally, Topic
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory, question
from acogida.core import thread

pytestmark = pytest.mark.django_db


def test_weak_answers_are_those_of_the_latest_assessment_no_first(django_assert_num_queries):
    old = AnswerFactory(assessment__year=2024, value="no").assessment
    new = AssessmentFactory(organisation=old.organisation, year=2026)
    for code, value in (
        ("D1-01", "partly"),
        ("D1-02", "yes"),
        ("D1-03", "no"),
        ("D2-01", "unknown"),
        ("D2-02", "not_applicable"),
    ):
        AnswerFactory(assessment=new, question=question(code), value=value, explanation=f"about {code}")

    found = weak_answers(old.organisation)

    assert [(w.question.code, w.value) for w in found] == [
        ("D1-03", "no"),
        ("D1-01", "partly"),
        ("D2-01", "unknown"),
    ]
    assert [o.number for o in found[1].objectives] == [7, 15]
    assert found[0].explanation == "about D1-03"
    assert weak_answers(OrganisationFactory()) == []


def test_weak_answers_cost_the_same_for_one_and_many(django_assert_num_queries):
    assessment = AssessmentFactory()
    AnswerFactory(assessment=assessment, value="no")
    with django_assert_num_queries(2):
        weak_answers(assessment.organisation)
    for code in Question.objects.exclude(code="D1-01").values_list("code", flat=True):
        AnswerFactory(assessment=assessment, question=question(code), value="no")
    with django_assert_num_queries(2):
        assert len([w.objectives for w in weak_answers(assessment.organisation)]) == 95


def test_the_latest_is_the_newest_year(at):
    first = AssessmentFactory(year=2025)
    second = AssessmentFactory(organisation=first.organisation, year=2026)

    assert latest_of(first.organisation) == second
    assert latest_of(OrganisationFactory()) is None


def test_what_is_published_comes_without_its_content(at, django_assert_num_queries):
    answer = AnswerFactory()
    AssessmentFactory()
    approver = UserFactory(member_of=answer.assessment.organisation, member_of__role="approver")
    actions.publish(answer.assessment, by=approver, at=at)

    with django_assert_num_queries(1):
        [found] = published()
        assert found.current_publication.summary["answered"] == 1
        assert found.territory.country.code == "ARG"
    assert found == answer.assessment


def test_a_week_offers_what_waits_for_each_role(at):
    answer = AnswerFactory()
    assessment = answer.assessment
    editor = UserFactory(member_of=assessment.organisation)
    approver = UserFactory(member_of=assessment.organisation, member_of__role="approver")
    place = assessment.territory

    [going_on] = due_for(editor)
    assert going_on.text == f"Self-assessment of {place}, 2026: 1 of 95 questions answered."
    assert going_on.url == reverse("assessments:work", args=[assessment.pk])

    actions.announce_ready(assessment, by=editor, at=at)
    [waiting] = due_for(approver)
    assert waiting.text == f"The self-assessment of {place}, 2026, waits for you to publish it."
    assert waiting.url == reverse("assessments:publish", args=[assessment.pk])

    actions.publish(assessment, by=approver, at=at)
    assert due_for(approver) == due_for(editor) == []
    assert due_for(AnonymousUser()) == []
    assert due_for(UserFactory(member_of=AssessmentFactory().organisation, member_of__role="member")) == []


@pytest.mark.parametrize(
    ("tally", "share", "verdict"),
    [
        (Tally(yes=2, partly=0, no=1), 2 / 3, "well"),
        (Tally(yes=1, partly=1, no=1), 0.5, "develop"),
        (Tally(yes=1, open=2), 1.0, "few"),
        (Tally(yes=1, not_applicable=4), 1.0, "well"),
        (Tally(unknown=3), None, "few"),
        (Tally(no=1, unknown=1), 0.0, "develop"),
    ],
)
def test_a_topic_is_called_well_developed_from_two_thirds_on(tally, share, verdict):
    assert tally.share == share
    assert Topic("health", {}, tally=tally).verdict == verdict


class TestTheThread:
    def test_evidence_leads_to_its_answer_and_back(self):
        item = EvidenceFactory(answer__value="no")
        user = UserFactory(member_of=item.answer.assessment.organisation)

        strand = thread.around("evidence", item.pk, user=user)
        assert [bead.key for bead in strand.effects] == [("answer", item.answer.pk)]
        assert strand.bead.title == "Ordenanza 12"

        strand = thread.around("answer", item.answer.pk, user=user)
        assert [bead.key for bead in strand.causes] == [("evidence", item.pk)]
        assert strand.bead.note.startswith("No (Documented), self-assessment of")
        assert strand.bead.url.endswith("/work/rights/health/#D1-01")

    def test_a_draft_is_seen_by_colleagues_alone(self):
        item = EvidenceFactory(answer__value="no")

        for stranger in (AnonymousUser(), UserFactory(member_of=OrganisationFactory())):
            assert thread.around("answer", item.answer.pk, user=stranger) is None
            assert thread.around("evidence", item.pk, user=stranger) is None

    def test_the_public_sees_what_was_published_not_the_draft(self, at):
        item = EvidenceFactory(answer__value="no")
        assessment = item.answer.assessment
        approver = UserFactory(member_of=assessment.organisation, member_of__role="approver")
        actions.publish(assessment, by=approver, at=at)
        actions.reopen(assessment, by=approver, at=at)
        given = {"question": question(), "value": "yes", "explanation": "", "revision": 1}
        actions.save_answer(assessment, **given, by=approver, at=at)
        later = EvidenceFactory(answer=item.answer, title="Not told yet")

        strand = thread.around("answer", item.answer.pk, user=AnonymousUser())

        assert strand.bead.note.startswith("No (Documented)")
        assert (
            strand.bead.url == reverse("assessments:dimension", args=[assessment.pk, 1, "rights"]) + "#D1-01"
        )
        assert [bead.pk for bead in strand.causes] == [item.pk]
        assert thread.around("evidence", later.pk, user=AnonymousUser()) is None
