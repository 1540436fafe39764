"""Good practices: the current version of each, in every language it is told in."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts
from acogida.api.schemas.publications import FROZEN, Frozen


class ServedOut(Schema):
    number: int
    primary: bool


class PracticePlaceOut(Schema):
    code: str
    name: str
    country: str
    lat: float | None
    lon: float | None


class PracticeSourceOut(Schema):
    name: str
    url: str
    scope: str
    seen: str = Field(description="What was seen of the source of a compiled practice.")


class PracticeBrief(Schema):
    id: int
    code: str = Field(description="Lasting, citable.")
    slug: str
    titles: Texts
    summaries: Texts
    languages: list[str]
    original_language: str
    implementer: str
    organisation: str
    partners: str
    objectives: list[ServedOut]
    objectives_by_us: bool = Field(description="Assigned by Acogida, to be confirmed.")
    principles: list[str]
    sdgs: list[int]
    places: list[PracticePlaceOut]
    places_text: str
    level: str
    kind: str
    year_start: int | None
    year_end: int | None
    progress: str
    contexts: list[str]
    budget: str
    origin: str = Field(description="`submitted` by its people, or `compiled` from public sources.")
    grade: str = Field(description="What the peer review found; empty for what nobody has reviewed here.")
    state: str
    confirmed_on: date | None
    source: PracticeSourceOut
    is_demonstration: bool
    version: Frozen
    licence: str
    url: str
    page: str


class AdaptationOut(Schema):
    organisation: str
    year: int
    outcome: str
    changed: str
    result: str


class PracticeOut(PracticeBrief):
    content: dict[str, Any] = Field(description=f"The version as published. {FROZEN}")
    first_published_at: datetime | None
    adaptations: list[AdaptationOut]


class CallOut(Schema):
    id: int
    slug: str
    title: str
    text: str
    language: str
    objectives: list[int]
    opens_on: date
    closes_on: date = Field(description="The last day to send a practice.")
    url: str
    page: str
