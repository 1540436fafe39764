"""Where somebody can be sent: published services, with the day of their last check."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts
from acogida.api.schemas.territories import PlaceRef


class ServiceOut(Schema):
    id: int
    slug: str
    name: str
    provider: str
    provider_kind: str
    territory: PlaceRef
    topics: list[str]
    objectives: list[int]
    summary: Texts
    eligibility: Texts
    advice: Texts
    cost: str
    papers: list[str]
    languages: list[str]
    accessibility: list[str]
    by_appointment: bool
    address: str
    phone: str
    website: str
    hours: str = Field(description="In the form OpenStreetMap uses for opening hours, by `time_zone`.")
    time_zone: str
    lat: float | None
    lon: float | None
    checked_on: date
    check_due_on: date
    url: str
    page: str
    hsds: dict[str, Any] = Field(description="The same in the shape of Open Referral's HSDS 3.0.")


class ProtocolOut(Schema):
    id: int
    slug: str
    situation: str
    title: str
    organisation: str
    territory: PlaceRef
    version: int
    in_force_on: date
    intro: str
    steps: list[dict[str, Any]] = Field(
        description="In order: `title`, `who`, `within`, `only_if`, `detail`."
    )
    approved_by: list[str] = Field(description="Institutions that approved it.")
    url: str
    page: str
