"""Practices, the words they are told in, their versions."""

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
from acogida.practices.models.text import (
    PracticeText,
    PracticeVersion,
    TextStatus,
    TraitObjective,
    Traits,
)

__all__ = [
    "Budget",
    "Context",
    "Grade",
    "Kind",
    "Level",
    "ObjectiveServed",
    "Origin",
    "Practice",
    "PracticeQuerySet",
    "PracticeText",
    "PracticeVersion",
    "Progress",
    "TextStatus",
    "TraitObjective",
    "Traits",
]
