"""Regional mechanisms: what is known of each, since when, and who says so."""

from acogida.mechanisms.models.adopted import Commitment, Document, DocumentType
from acogida.mechanisms.models.dated import Meeting, Part, Participation, Presidency
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
from acogida.mechanisms.models.proposal import Proposal, Subject
from acogida.mechanisms.models.session import JointAction

__all__ = [
    "Commitment",
    "Confidence",
    "Document",
    "DocumentType",
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
    "Subject",
    "Theme",
]
