"""Pledges: who promises what, with whom, by when, and what came of it."""

from acogida.pledges.models.backing import Backing, ServingEvent
from acogida.pledges.models.follow import (
    Confirmation,
    Direction,
    Grade,
    Indicator,
    IndicatorValue,
    Milestone,
    Update,
    UpdateEvidence,
)
from acogida.pledges.models.partner import Answer, Partner
from acogida.pledges.models.pledge import (
    Attachment,
    Basis,
    Contribution,
    Form,
    Framework,
    Pledge,
    PledgeQuerySet,
    PledgeVersion,
    Route,
    Scope,
    SourceSeen,
)
from acogida.pledges.models.report import AnnualReport

__all__ = [
    "AnnualReport",
    "Answer",
    "Attachment",
    "Backing",
    "Basis",
    "Confirmation",
    "Contribution",
    "Direction",
    "Form",
    "Framework",
    "Grade",
    "Indicator",
    "IndicatorValue",
    "Milestone",
    "Partner",
    "Pledge",
    "PledgeQuerySet",
    "PledgeVersion",
    "Route",
    "Scope",
    "ServingEvent",
    "SourceSeen",
    "Update",
    "UpdateEvidence",
]
