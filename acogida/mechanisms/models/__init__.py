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
from acogida.mechanisms.models.session import JointAction

__all__ = [
    "Confidence",
    "Document",
    "Fact",
    "Field",
    "JointAction",
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
