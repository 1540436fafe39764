"""What those consulted and those who validate read of each answer."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from acogida.assessments.models import Answer, Check, LinkPurpose, Question, Value
from acogida.assessments.presenters.answering import KeptEvidence, kept_evidence
from acogida.assessments.presenters.desk import Desk
from acogida.assessments.presenters.discussion import check_words
from acogida.assessments.presenters.words import GRADE_TONES, VALUE_TONES
from acogida.core.errors import Refused


@dataclass(frozen=True)
class ReviewRow:
    question: Question
    value: str
    tone: str
    grade: str
    grade_tone: str
    explanation: str
    revision: int
    discussion_url: str
    discussions: int
    typed: str
    refusal: Refused | None
    own: tuple[str, str] | None
    evidence: list[KeptEvidence] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)


def review_row(
    desk: Desk,
    question: Question,
    *,
    answer: Answer | None,
    checks: list[Check],
    discussions: int,
    typed: str,
    refusal: Refused | None,
) -> ReviewRow:
    value = answer.value if answer else ""
    own = next((check for check in checks if check.link_id == desk.author.pk), None)
    return ReviewRow(
        question=question,
        value=str(Value(value).label) if value else _("Not answered"),
        tone=VALUE_TONES[Value(value)] if value else "neutral",
        grade=str(answer.grade.label) if answer and value else "",
        grade_tone=GRADE_TONES[answer.grade] if answer and value else "neutral",
        explanation=answer.explanation if answer else "",
        revision=answer.revision if answer and value else 0,
        discussion_url=desk.discussion_url(question.code),
        discussions=discussions,
        typed=typed,
        refusal=refusal,
        own=check_words(own, answer) if own else None,
        evidence=[kept_evidence(item, desk) for item in answer.evidence.all()] if answer else [],
        others=[check_words(check, answer) for check in checks if check is not own],
    )


def purpose_words(desk: Desk) -> str:
    """What the holder of a link is asked to do, and who reads it."""
    organisation = desk.assessment.organisation
    return {
        LinkPurpose.ANSWER: _(
            "%(organisation)s asks you to answer these sections of its self-assessment. Your answers are "
            "saved as you give them; only the municipality sees them until it publishes."
        ),
        LinkPurpose.CONSULT: _(
            "%(organisation)s asks what you think of these sections of its self-assessment before it is "
            "published. Only the municipality reads your comments; they are not published."
        ),
        LinkPurpose.VALIDATE: _(
            "%(organisation)s asks you to validate these sections from outside: say of each answer whether "
            "you agree or question it. What you question and the replies are published with the assessment, "
            "under the name “%(name)s”."
        ),
    }[LinkPurpose(desk.purpose)] % {"organisation": organisation, "name": desk.author}
