"""Regional mechanisms: what is known of each, since when, and who says so."""

from acogida.mechanisms.models.dated import Document, Meeting, Part, Participation, Presidency
from acogida.mechanisms.models.mechanism import (
    Confidence,
    Fact,
    Field,
    Kind,
    Mechanism,
    ObjectiveCode,
    Reach,
    Status,
    Theme,
)
from acogida.mechanisms.models.proposal import Proposal

__all__ = [
    "Confidence",
    "Document",
    "Fact",
    "Field",
    "Kind",
    "Mechanism",
    "Meeting",
    "ObjectiveCode",
    "Part",
    "Participation",
    "Presidency",
    "Proposal",
    "Reach",
    "Status",
    "Theme",
]
