"""Who may do what to an assessment."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from acogida.accounts.models import MandateKind, Organisation, User
from acogida.accounts.rules import belongs, may_approve, may_edit, may_oversee, today
from acogida.assessments.models import Assessment, LinkPurpose, PersonalLink, Question
from acogida.assessments.states import State

# Whoever answers, comments or adds evidence: a colleague, or the holder of a personal link.
Author = User | PersonalLink

# The state in which a link of each purpose serves; those for answering serve until it is published.
SERVES_IN = {LinkPurpose.CONSULT: State.CONSULTATION, LinkPurpose.VALIDATE: State.VALIDATION}


def may_see_work(user: Any, assessment: Assessment) -> bool:
    """The draft and its files are for the municipality alone, until it publishes."""
    return belongs(user, assessment.organisation)


def may_start(user: Any, organisation: Organisation) -> bool:
    return may_edit(user, organisation)


def may_answer(by: Any, assessment: Assessment) -> bool:
    """Whether they answer at all; a link answers only the sections it names (`may_answer_question`)."""
    if isinstance(by, PersonalLink):
        return by.purpose == LinkPurpose.ANSWER and by.assessment_id == assessment.pk
    return may_edit(by, assessment.organisation)


def may_answer_question(by: Author, assessment: Assessment, question: Question) -> bool:
    return may_answer(by, assessment) and (not isinstance(by, PersonalLink) or holds(by, question))


def holds(link: PersonalLink, question: Question) -> bool:
    """Whether a question is in one of the sections that the link was given for."""
    return question.sub_dimension_id in {section.pk for section in link.sections.all()}


def may_comment(by: Author, assessment: Assessment, question: Question) -> bool:
    if isinstance(by, PersonalLink):
        return by.assessment_id == assessment.pk and holds(by, question)
    return may_edit(by, assessment.organisation)


def may_validate(by: Author, assessment: Assessment, question: Question) -> bool:
    """Only validators from outside, by their link, on the sections it names."""
    return (
        isinstance(by, PersonalLink)
        and by.purpose == LinkPurpose.VALIDATE
        and by.assessment_id == assessment.pk
        and holds(by, question)
    )


def may_give_links(user: Any, assessment: Assessment) -> bool:
    return may_edit(user, assessment.organisation)


def may_publish(user: Any, assessment: Assessment) -> bool:
    return may_approve(user, assessment.organisation)


def may_follow_country(user: Any, country: str) -> bool:
    """The focal point of the country, and whoever oversees."""
    if not (user and user.is_authenticated):
        return False
    return may_oversee(user) or country in countries_of(user)


def countries_of(user: Any) -> list[str]:
    """The countries whose focal point this person is today, by code."""
    if not (user and user.is_authenticated):
        return []
    mandates = user.mandates.on(today()).filter(kind=MandateKind.FOCAL_POINT, country__isnull=False)
    return sorted(mandates.values_list("country__code", flat=True))


def may_edit_instruments(user: Any) -> bool:
    return may_oversee(user)


def why_closed(link: PersonalLink, *, at: datetime) -> str:
    """Why a link cannot be used now, as a sentence for its holder; "" while it can."""
    if link.revoked_at:
        return _("This link was withdrawn. Ask who sent it to you for a new one.")
    if link.expires_at <= at:
        return _("This link has expired. Ask who sent it to you for a new one.")
    state = State(link.assessment.state)
    if state == State.PUBLISHED:
        return _(
            "This self-assessment is published: nothing can be added to it now. Thank you for your part."
        )
    if link.purpose == LinkPurpose.CONSULT and state != State.CONSULTATION:
        return _("The consultation is closed now. Thank you for your part.")
    if link.purpose == LinkPurpose.VALIDATE and state != State.VALIDATION:
        return _("The validation is not open now. Ask who sent you the link.")
    return ""
