"""The Mechanism and its people, events, notes, consultations, questions, recommendations."""

from acogida.dialogues.models.mechanism import (
    Delegate,
    InForceQuerySet,
    Member,
    MemberQuerySet,
    Office,
    OfficeRole,
    Standing,
)

__all__ = [
    "Delegate",
    "InForceQuerySet",
    "Member",
    "MemberQuerySet",
    "Office",
    "OfficeRole",
    "Standing",
]
