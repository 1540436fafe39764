"""Training programmes and their editions: what is public of them, never people."""

from datetime import date, datetime

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts


class RoleOut(Schema):
    role: str
    name: str


class AgendaOut(Schema):
    starts_at: datetime
    ends_at: datetime
    title: str
    is_break: bool
    roles: list[RoleOut]


class SessionOut(Schema):
    starts_at: datetime
    ends_at: datetime
    sequence: int = Field(description="Grows when the session is moved or cancelled.")
    cancelled: bool
    interpretation: list[str]
    agenda: list[AgendaOut]


class ComponentOut(Schema):
    key: str
    kind: str
    title: str
    required: bool = Field(description="Whether the certificate asks for it.")
    hours: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    session: SessionOut | None


class SeatsOut(Schema):
    country: str
    profile: str
    seats: int


class EditionBrief(Schema):
    id: int
    slug: str
    programme: str
    title: str
    mode: str
    place: str
    time_zone: str
    starts_on: date
    ends_on: date
    is_demonstration: bool
    url: str
    page: str


class EditionOut(EditionBrief):
    summary: str
    certificate: str
    conditions: list[str]
    organisers: list[RoleOut]
    notes: list[str] = Field(description="What the source leaves open.")
    source: str
    components: list[ComponentOut]
    seats: list[SeatsOut]


class UnitOut(Schema):
    key: str
    title: Texts
    minutes: int
    video_url: str


class CourseBrief(Schema):
    id: int
    slug: str
    label: str
    title: Texts
    summary: Texts
    languages: list[str]
    published_at: datetime
    url: str
    page: str


class CourseOut(CourseBrief):
    units: list[UnitOut]


class MaterialOut(Schema):
    id: int
    programme: int = Field(description="The edition it belongs to.")
    kind: str
    title: str
    language: str
    public_from: datetime
    consent: str = Field(description="How those seen and heard in a recording agreed.")
    url: str
    address: str = Field(description="Where it is: a file here, or elsewhere.")
