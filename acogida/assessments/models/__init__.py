"""An instrument with its questions, and a municipality's answers with their evidence."""

from acogida.assessments.models.assessment import (
    Answer,
    AnswerVersion,
    Assessment,
    AssessmentQuerySet,
    Publication,
    SectionConsent,
    Value,
)
from acogida.assessments.models.discussion import Check, Comment, Discussion, Stance
from acogida.assessments.models.evidence import EvidenceItem, EvidenceKind
from acogida.assessments.models.instrument import (
    Dimension,
    Instrument,
    InstrumentQuerySet,
    LinkKind,
    Question,
    QuestionLink,
    SubDimension,
)
from acogida.assessments.models.links import LinkPurpose, PersonalLink, Presence

__all__ = [
    "Answer",
    "AnswerVersion",
    "Assessment",
    "AssessmentQuerySet",
    "Check",
    "Comment",
    "Dimension",
    "Discussion",
    "EvidenceItem",
    "EvidenceKind",
    "Instrument",
    "InstrumentQuerySet",
    "LinkKind",
    "LinkPurpose",
    "PersonalLink",
    "Presence",
    "Publication",
    "Question",
    "QuestionLink",
    "SectionConsent",
    "Stance",
    "SubDimension",
    "Value",
]
