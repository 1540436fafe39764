"""Assessments for tests, on the shipped questionnaire."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.assessments.actions import load_instrument
from acogida.assessments.models import Answer, Assessment, EvidenceItem, Question

STARTED = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


def question(code="D1-01"):
    """A question of the shipped questionnaire."""
    return Question.objects.select_related("sub_dimension__dimension").get(
        code=code, sub_dimension__dimension__instrument__version="1"
    )


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    organisation = factory.SubFactory(OrganisationFactory)
    territory = factory.SelfAttribute("organisation.territory")
    instrument = factory.LazyFunction(load_instrument)
    year = 2026
    created_by = factory.SubFactory(UserFactory)
    created_at = STARTED


class AnswerFactory(DjangoModelFactory):
    """`AnswerFactory(question__code="D1-02")` answers that question."""

    class Meta:
        model = Answer

    assessment = factory.SubFactory(AssessmentFactory)
    value = "no"
    explanation = ""
    updated_by = factory.SelfAttribute("assessment.created_by")
    updated_at = STARTED

    @factory.lazy_attribute
    def question(self):
        return question()


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = EvidenceItem

    answer = factory.SubFactory(AnswerFactory)
    kind = "text"
    title = "Ordenanza 12"
    added_by = factory.SelfAttribute("answer.updated_by")
    added_at = STARTED
