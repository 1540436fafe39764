"""Two browsers answering the same question at the same moment, each with its own connection."""

import threading

import pytest
from django.db import connection

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.actions import StaleAnswer
from acogida.assessments.models import Answer, Assessment, Publication
from acogida.assessments.queries import current_instrument
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, question
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds):
    """Run the deeds at once, each in a thread with a connection of its own; what each gave or raised."""
    gate = threading.Barrier(len(deeds))
    results = [None] * len(deeds)

    def run(number, deed):
        try:
            gate.wait(timeout=10)
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


def answers_of(assessment, people, at, revision):
    def deed(person, value):
        return lambda: actions.save_answer(
            assessment,
            question=question(),
            value=value,
            explanation=f"from {person.name}",
            revision=revision,
            by=person,
            at=at,
        )

    return [
        deed(person, value) for person, value in zip(people, ["yes", "no", "partly", "unknown"], strict=False)
    ]


@pytest.mark.parametrize("revision", [0, 1])
def test_one_answer_is_stored_and_the_other_person_is_told(at, revision):
    assessment = AssessmentFactory()
    people = [UserFactory(member_of=assessment.organisation) for _ in range(4)]
    if revision:
        AnswerFactory(assessment=assessment, value="not_applicable")

    results = together(*answers_of(assessment, people, at, revision))

    stored = Answer.objects.get(assessment=assessment, question=question())
    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["Answer", "StaleAnswer", "StaleAnswer", "StaleAnswer"]
    assert stored.revision == revision + 1
    assert stored.explanation == f"from {stored.updated_by.name}"
    assert AuditEvent.objects.filter(name="assessments.answered").count() == 1
    assert all(r.answer.pk == stored.pk for r in results if isinstance(r, StaleAnswer))


def test_an_assessment_of_a_year_is_started_once(at):
    organisation = AssessmentFactory(year=2025).organisation
    people = [UserFactory(member_of=organisation) for _ in range(3)]
    instrument = current_instrument()

    results = together(
        *[
            lambda person=person: actions.start(
                organisation, instrument=instrument, year=2026, by=person, at=at
            )
            for person in people
        ]
    )

    assert Assessment.objects.filter(organisation=organisation, year=2026).count() == 1
    assert sorted(type(result).__name__ for result in results) == ["Assessment", "Refused", "Refused"]


def test_two_approvers_publish_one_edition(at):
    answer = AnswerFactory()
    organisation = answer.assessment.organisation
    people = [UserFactory(member_of=organisation, member_of__role="approver") for _ in range(2)]

    results = together(
        *[lambda person=person: actions.publish(answer.assessment, by=person, at=at) for person in people]
    )

    assert Publication.objects.count() == 1
    assert sorted(type(result) for result in results if isinstance(result, Refused)) == [Refused]
