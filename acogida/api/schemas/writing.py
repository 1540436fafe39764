"""What programs send, and what they are answered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import BeforeValidator, ConfigDict, WithJsonSchema

from acogida.api.schemas.asking import Texts

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
MOST = 10**12 - 1
DAYS = {"pattern": "^(199[0-9]|20[0-9]{2})-"}


def _exact(sent: Any) -> Any:
    """A fraction comes as text: as a JSON number it is only near what was meant."""
    if isinstance(sent, float) and not sent.is_integer():
        raise ValueError('a fraction is sent as text, such as "250.50"')
    return sent


def _said_as(least: int, text: str) -> WithJsonSchema:
    """A decimal as the description tells it: a whole number, or text with two decimals at most."""
    whole = {"type": "integer", "minimum": least, "maximum": MOST}
    return WithJsonSchema({"anyOf": [whole, {"type": "string", "pattern": text}]})


Amount = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=MOST, max_digits=14, decimal_places=2),
    _said_as(0, r"^[0-9]{1,12}(\.[0-9]{1,2})?$"),
]
Value = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=-MOST, le=MOST, max_digits=14, decimal_places=2),
    _said_as(-MOST, r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$"),
]
# A database would refuse the null character.
Line = Annotated[str, Field(max_length=400, pattern=r"^[^\x00-\x1f\x7f]*$")]
Long = Annotated[str, Field(max_length=8000, pattern=r"^[^\x00]*$")]
Link = Annotated[str, Field(max_length=400, pattern=r"^(https?://[^\s\x00-\x1f]+)?$")]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31), json_schema_extra=DAYS)]


class Sent(Schema):
    """What is not known is not taken: a misspelt field would be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class ReportedIn(Sent):
    indicator: Number
    value: Value
    source: Line = Field(description="Where the value comes from: no result without a source.")


class ProgressIn(Sent):
    reported_on: Day
    condition: Literal["not_started", "under_way", "delayed", "done", "stopped"]
    narrative: Long = Field(description="What was done and what came of it.")
    delay_reason: Long = ""
    spent: Amount | None = Field(None, description="Since the last report, in the currency of the action.")
    spent_on: dict[str, Amount] = Field(
        default_factory=dict, description="By the number of a line of the budget, where it has lines."
    )
    reached: dict[str, Annotated[int, Field(ge=0, le=10**9)]] = Field(
        default_factory=dict, description="People reached since the last report, by the key of a group."
    )
    values: list[ReportedIn] = Field(default_factory=list, max_length=50)
    evidence_link: Link = ""


class ProgressDone(Schema):
    id: int
    plan: int
    action: int
    reported_on: date
    recorded_at: datetime
    is_late: bool
    url: str


class EvidenceIn(Sent):
    title: Line
    url: Annotated[str, Field(max_length=400, pattern=r"^https?://[^\s\x00-\x1f]+$")]


class UpdateIn(Sent):
    reported_on: Day
    narrative: Long
    values: list[ReportedIn] = Field(default_factory=list, max_length=50)
    evidence: list[EvidenceIn] = Field(default_factory=list, max_length=20)


class UpdateDone(Schema):
    id: int
    pledge: int
    reported_on: date
    grade: str
    url: str


class ChangesIn(Sent):
    """What is not as the directory says; what is left out stays."""

    name: Line | None = None
    provider: Line | None = None
    address: Line | None = None
    phone: Line | None = None
    whatsapp: Line | None = None
    website: Link | None = None
    hours: Line | None = None
    summary: Texts | None = None
    eligibility: Texts | None = None
    advice: Texts | None = None
    cost: Line | None = None
    papers: list[Line] | None = Field(None, max_length=30)
    accessibility: list[Line] | None = Field(None, max_length=30)
    topics: list[Line] | None = Field(None, max_length=30)
    languages: list[Line] | None = Field(None, max_length=30)
    by_appointment: bool | None = None


class CheckIn(Sent):
    checked_on: Day = Field(description="When somebody called or went there.")
    changes: ChangesIn | None = None


class CheckDone(Schema):
    id: int
    checked_on: date
    check_due_on: date
    changed: list[str]
    url: str


class TapIn(Sent):
    """One person attended, told only by what is on the lists."""

    key: Annotated[str, Field(pattern=r"^[0-9a-fA-F-]{32,36}$")] = Field(
        description="A UUID of the count: sent twice, it is counted once."
    )
    topic: Line
    at: datetime | None = Field(None, description="When; now where it is left out.")
    origin: Line = ""
    sex: Line = ""
    age: Line = ""
    language: Line = ""
    referred: Number | None = Field(None, description="Number of the service the person was sent to.")


class CountsIn(Sent):
    taps: list[TapIn] = Field(min_length=1, max_length=500)


class CountsDone(Schema):
    counted: list[str]
    known: list[str] = Field(description="Counted before: nothing was added.")
    refused: dict[str, str] = Field(description="By key, with the sentence that says why.")


class OfficeOut(Schema):
    id: int
    name: str
    topics: list[str]


class TokenOut(Schema):
    name: str
    organisation: str
    scopes: list[str]
    expires_at: datetime
    offices: list[OfficeOut] = Field(description="Counters of the organisation that are open.")
    plans: list[dict[str, Any]] = Field(description="Its adopted plans: number, title, and their actions.")
