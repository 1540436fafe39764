"""Published things for the API, each with a draft beside it that must never be seen."""

from datetime import UTC, date, datetime
from decimal import Decimal

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.assessments import actions as assessing
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory
from acogida.plans import actions as planning
from acogida.plans.tests.factories import Town

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def published_assessment(**values):
    """A published assessment, opened again since, with something written that is not published."""
    town = OrganisationFactory()
    approver = UserFactory(member_of=town, member_of__role="approver", name="Rosa Secreta")
    assessment = AssessmentFactory(organisation=town, created_by=approver, **values)
    answer = AnswerFactory(assessment=assessment, explanation="Published words")
    assessing.publish(assessment, by=approver, at=AT)
    assessing.reopen(assessment, by=approver, at=AT)
    answer.explanation = "SECRET draft words"
    answer.save()
    return assessment


def draft_assessment():
    """An assessment never published."""
    return AnswerFactory(explanation="SECRET first words").assessment


def adopted_plan(town=None):
    """An adopted plan with one report, and a change of title since that is not adopted."""
    town = town or Town()
    plan = town.adopted()
    action = plan.actions.get()
    reported = planning.Reported(action.indicators.get(), Decimal(90), "Desk register")
    town.report(action, spent=Decimal("250.50"), values=[reported])
    return planning.edit(
        plan,
        title="SECRET title of an amendment",
        starts_on=date(2026, 1, 1),
        ends_on=date(2028, 12, 31),
        contexts=["transit", "return"],
        revision=plan.revision,
        by=town.editor,
        at=AT,
    )


def draft_plan():
    """A plan in design, never adopted."""
    town = Town()
    plan = town.designed()
    return planning.edit(
        plan,
        title="SECRET plan",
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        contexts=plan.contexts,
        revision=plan.revision,
        by=town.editor,
        at=AT,
    )
