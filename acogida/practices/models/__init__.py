"""Practices, the words they are told in, their versions."""

from acogida.practices.models.file import Attachment
from acogida.practices.models.life import Adaptation, Outcome
from acogida.practices.models.practice import (
    Budget,
    Context,
    Grade,
    Kind,
    Level,
    ObjectiveServed,
    Origin,
    Practice,
    PracticeQuerySet,
    Progress,
)
from acogida.practices.models.reader import Enquiry, SavedSearch
from acogida.practices.models.review import (
    OPEN_REVIEWS,
    Clarification,
    Decision,
    Mark,
    Profile,
    Review,
    Reviewer,
    ReviewState,
    Verdict,
)
from acogida.practices.models.submission import Call, FocalPoint
from acogida.practices.models.text import (
    PracticeText,
    PracticeVersion,
    TextStatus,
    TraitObjective,
    Traits,
)

__all__ = [
    "OPEN_REVIEWS",
    "Adaptation",
    "Attachment",
    "Budget",
    "Call",
    "Clarification",
    "Context",
    "Decision",
    "Enquiry",
    "FocalPoint",
    "Grade",
    "Kind",
    "Level",
    "Mark",
    "ObjectiveServed",
    "Origin",
    "Outcome",
    "Practice",
    "PracticeQuerySet",
    "PracticeText",
    "PracticeVersion",
    "Profile",
    "Progress",
    "Review",
    "ReviewState",
    "Reviewer",
    "SavedSearch",
    "TextStatus",
    "TraitObjective",
    "Traits",
    "Verdict",
]
