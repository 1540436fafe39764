"""Pledges: what was promised, by whom, and what came of it."""

from datetime import date, datetime

from ninja import Field, Schema

from acogida.api.schemas.publications import FROZEN


class PledgeBrief(Schema):
    id: int
    number: str = Field(description="Of the UN dashboard where it has one; how people name it.")
    title: str
    description: str
    language: str
    pledger: str
    partners: list[str] = Field(description="Only those that confirmed.")
    entity_kind: str | None
    country: str
    territory: str
    year: int | None
    starts_on: date | None
    ends_on: date | None
    objectives: list[int]
    objectives_basis: str = Field(description="`stated` by the pledger or `assigned` by us.")
    principles: list[int]
    contributions: list[str]
    form: str
    route: str = Field(description="Only `un_dashboard` and `un_network` are of the UN's initiative.")
    framework: str
    state: str
    state_reason: str
    delivery: str
    freshness: str
    last_reported_on: date | None
    grade: str
    source_url: str
    url: str
    page: str


class VersionOut(Schema):
    number: int
    signed_at: datetime
    reason: str
    sha256: str = Field(description=FROZEN)


class UpdateOut(Schema):
    reported_on: date
    narrative: str
    grade: str


class PledgeOut(PledgeBrief):
    history: list[VersionOut]
    updates: list[UpdateOut]
