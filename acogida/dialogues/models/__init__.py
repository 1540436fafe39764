"""The Mechanism and its people, events, notes, consultations, questions, recommendations."""

from acogida.dialogues.models.event import Event, EventKind, EventQuerySet, Format, Mode, Theme
from acogida.dialogues.models.guest import (
    Attendance,
    Gender,
    Guest,
    GuestQuerySet,
    Panellist,
    Sector,
    Where,
)
from acogida.dialogues.models.mechanism import (
    Delegate,
    InForceQuerySet,
    Member,
    MemberQuerySet,
    Office,
    OfficeRole,
    Standing,
)
from acogida.dialogues.models.recommendation import (
    Answer,
    Follow,
    Recommendation,
    RecommendationQuerySet,
    Stance,
    Step,
)

__all__ = [
    "Answer",
    "Attendance",
    "Delegate",
    "Event",
    "EventKind",
    "EventQuerySet",
    "Follow",
    "Format",
    "Gender",
    "Guest",
    "GuestQuerySet",
    "InForceQuerySet",
    "Member",
    "MemberQuerySet",
    "Mode",
    "Office",
    "OfficeRole",
    "Panellist",
    "Recommendation",
    "RecommendationQuerySet",
    "Sector",
    "Stance",
    "Standing",
    "Step",
    "Theme",
    "Where",
]
