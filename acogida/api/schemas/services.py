"""Where somebody can be sent: published services, with the day of their last check."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop
from ninja import Field, Schema

from acogida.api.schemas.asking import ByNumber, Code, Page, Texts
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


class ServicePage(Page):
    items: list[ServiceOut]


class ServicesAsked(ByNumber):
    country: Code = Field("", description=gettext_noop("Code of a country."))
    territory: Code = Field("", description=gettext_noop("Code of a territory."))
    topic: Code = Field("", description=gettext_noop("Key of a topic."))
    language: Code = Field("", description=gettext_noop("Code of a language spoken there."))
