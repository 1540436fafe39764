"""What dialogues publish: events with their frozen figures, and recommendations with their answers."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts
from acogida.api.schemas.territories import PlaceRef


class EventBrief(Schema):
    id: int
    slug: str
    kind: str
    title: str
    held_on: date
    mode: str
    place: str
    state: str
    is_demonstration: bool
    url: str
    page: str


class ThemeOut(Schema):
    number: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    objectives: list[int]
    format: str
    questions: list[str]
    mechanisms: list[str]


class EventOut(EventBrief):
    organisers: str
    context: str
    cities: list[list[str]] = Field(description="Pairs of tz zone and city.")
    themes: list[ThemeOut]
    participants: list[dict[str, Any]] = Field(
        description="People in each theme; breakdowns are on its page, where small numbers are hidden."
    )
    source: str
    source_url: str


class AnswerOut(Schema):
    organisation: str
    stance: str
    text: str
    evidence: str
    evidence_url: str
    answered_at: datetime


class RecommendationBrief(Schema):
    id: int
    slug: str
    code: str
    texts: Texts
    event: str
    theme: str
    objectives: list[int]
    state: str
    owner: str
    url: str
    page: str


class RecommendationOut(RecommendationBrief):
    source: str
    answers: list[AnswerOut]


class OptionOut(Schema):
    number: int
    text: str


class ConsultationOut(Schema):
    id: int
    slug: str
    title: str
    question: str
    method: str
    state: str
    closes_on: date
    options: list[OptionOut]
    rule: dict[str, Any] = Field(description="What was fixed when it opened.")
    rule_sha256: str
    results: dict[str, Any] = Field(
        description="Counted when it closed, by number of the option; breakdowns are on its page."
    )
    is_demonstration: bool
    url: str
    page: str


class InitiativeOut(Schema):
    id: int
    title: str
    text: str
    language: str
    organisation: str
    country: str
    territory: PlaceRef = Field(description="The most precise place it named.")
    objectives: list[int]
    website: str
    contact: str = Field(description="Of an office, and only where it agreed; else empty.")
    url: str
    page: str


class MemberOut(Schema):
    id: int
    organisation: str
    country: str
    group: str = Field(description="Its group of paragraph 44, by key.")
    standing: str
    tables: list[int] = Field(description="Working tables, by the number of their round table.")
    is_demonstration: bool
    url: str
    page: str
