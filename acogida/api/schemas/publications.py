"""What municipalities publish: assessments and plans, frozen as they were published."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from acogida.api.schemas.territories import PlaceRef

FROZEN = "SHA-256 of `content` as canonical JSON: keys sorted, no spaces, UTF-8."


class Frozen(Schema):
    number: int
    at: datetime
    sha256: str = Field(description=FROZEN)


class AssessmentBrief(Schema):
    id: int
    organisation: str
    territory: PlaceRef
    year: int
    instrument: str
    instrument_version: str
    first_published_at: datetime
    edition: Frozen
    answered: int
    questions: int
    url: str
    page: str


class AssessmentOut(AssessmentBrief):
    warning: str = Field(description="What the instrument is not, in the language asked for.")
    content: dict[str, Any] = Field(description="The edition as published; people are not named in it.")


class PlanBrief(Schema):
    id: int
    slug: str
    title: str
    organisation: str
    territory: PlaceRef
    starts_on: date
    ends_on: date
    contexts: list[str]
    state: str
    first_adopted_at: datetime
    version: Frozen
    url: str
    page: str


class ReportOut(Schema):
    reported_on: date
    condition: str
    narrative: str
    delay_reason: str
    spent: Decimal | None
    evidence_link: str


class ReachedOut(Schema):
    indicator: int
    actual: Decimal | None
    reported_on: date | None
    source: str
    share: float | None = Field(description="Part of the way from baseline to target; above 1 is beyond.")
    parts: dict[str, dict[str, int | None]] = Field(
        description="The last value told apart by sex, age, nationality or disability; null is hidden."
    )


class ProgressOut(Schema):
    """How far an action of the version has come."""

    action: int
    currency: str
    spent: Decimal
    reached: dict[str, int | None] = Field(
        description="People reached by group. Groups overlap and are never added up; null is hidden."
    )
    reports: list[ReportOut]
    indicators: list[ReachedOut]


class PlanOut(PlanBrief):
    content: dict[str, Any] = Field(description="The version as adopted; people are not named in it.")
    progress: list[ProgressOut]
