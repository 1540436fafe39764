"""Regional mechanisms: who meets whom about what, each fact with its source and how sure it is."""

from datetime import date

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts

SURE = "How sure: `high`, `medium`, `low`, `analyst` (our reading) or `unknown`."


class MechanismBrief(Schema):
    key: str
    label: str
    names: Texts
    acronyms: Texts
    kind: str
    reach: str
    area: str
    status: str
    themes: list[str]
    objectives: list[int] = Field(description="Coded by us from its themes.")
    members: int = Field(description="Countries that are members today, where they are on record.")
    checked_on: date
    url: str
    page: str


class FactOut(Schema):
    field: str
    text: Texts
    confidence: str = Field(description=SURE)
    sources: list[str]
    checked_on: date


class ParticipationOut(Schema):
    country: str
    part: str
    starts_on: date | None = Field(description="Empty where no source tells.")
    ends_on: date | None = Field(description="Its first day out.")
    confidence: str
    sources: list[str]


class PresidencyOut(Schema):
    country: str
    starts_on: date
    ends_on: date
    confidence: str
    sources: list[str]


class DocumentOut(Schema):
    titles: Texts
    type: str
    dated: str
    sources: list[str]


class CommitmentOut(Schema):
    texts: Texts
    dated: str = Field(description="A year, a month or a day, as its source writes it.")
    until: str
    document: Texts = Field(description="The document it stands in, where one is on record.")
    objectives: list[int] = Field(description="Our reading; `because` says why.")
    because: Texts
    confidence: str = Field(description=SURE)
    sources: list[str]
    checked_on: date


class MechanismOut(MechanismBrief):
    facts: list[FactOut]
    participations: list[ParticipationOut]
    presidencies: list[PresidencyOut]
    documents: list[DocumentOut]
    commitments: list[CommitmentOut]


class MeetingOut(Schema):
    id: int
    mechanism: str
    titles: Texts
    starts_on: date
    ends_on: date
    precision: str = Field(description="`day`, `month` or `year`: how exactly the date is known.")
    place: str
    country: str
    confidence: str = Field(description=SURE)
    sources: list[str]
    checked_on: date
    url: str


class JointActionOut(Schema):
    id: int
    session: str = Field(description="The annual session, by the slug of its event.")
    title: str
    description: str
    mechanisms: list[str]
    objectives: list[int]
    until: date | None
    pledge: int | None = Field(description="The pledge by which it was taken up, once it is public.")
    url: str
    page: str
