"""Pledges: what was promised, by whom, and what came of it."""

from datetime import date, datetime

from django.utils.translation import gettext_noop
from ninja import Field, Schema

from acogida.api.schemas.asking import ByNumber, Code, Page, Year
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


class PledgePage(Page):
    items: list[PledgeBrief]


class PledgesAsked(ByNumber):
    country: Code = Field("", description=gettext_noop("Code of a country."))
    territory: Code = Field("", description=gettext_noop("Code of a territory."))
    objective: int = Field(0, ge=0, le=23, description=gettext_noop("Number of an objective; 0 for any."))
    year: Year = Field(0, description=gettext_noop("Year; 0 for any."))
    route: Code = Field("", description=gettext_noop("Where it was made."))
    delivery: Code = Field("", description=gettext_noop("Delivery light."))
    freshness: Code = Field("", description=gettext_noop("Freshness light."))
