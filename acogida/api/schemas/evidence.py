"""Data sets, indicators and figures."""

from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext_noop
from ninja import Field, Schema

from acogida.api.schemas.asking import AskedList, Code, Page, Texts, Year


class Source(Schema):
    """Where a figure comes from and on what terms."""

    dataset: str
    title: str
    publisher: str
    edition: str
    licence: str
    source_url: str
    url: str


class DatasetOut(Schema):
    code: str
    label: str
    title: Texts
    description: Texts
    publisher: str
    licence: str
    source_url: str
    edition: str
    retrieved_on: date | None
    coverage: dict[str, Any]
    known_gaps: Texts
    files: list[Any]
    organisation: str | None = Field(description="The municipality that put it in; null for shipped sets.")
    url: str


class IndicatorOut(Schema):
    code: str
    label: str
    title: Texts
    definition: Texts
    unit: str
    objectives: list[int]
    sdg_targets: list[str]
    source: Source
    organisation: str | None
    url: str


class FigureOut(Schema):
    """One figure. `value` is null where it is hidden: small counts, and those that would give them away."""

    indicator: str
    label: str = Field(description="The indicator's name in the language asked for.")
    unit: str
    territory: str
    territory_label: str
    origin: str = Field(description="Where people come from: a territory's code, or `all`.")
    origin_label: str
    period: str = Field(description="Such as 2024, 2024-Q1 or 2024-05.")
    year: int
    sex: str
    age: str
    value: float | None
    is_hidden: bool
    flag: str = Field(description="`projection`, `incomplete`, a mark of the source, or why it is hidden.")
    source: Source


class FigurePage(Page):
    items: list[FigureOut]


class FiguresAsked(AskedList):
    limit: int = Field(100, ge=1, le=500, description=gettext_noop("Figures a page."))
    cursor: str = Field(
        "",
        pattern=r"^([^~\x00-\x1f]*(~[^~\x00-\x1f]*){5})?$",
        max_length=400,
        description=gettext_noop("`next_cursor` of the page before."),
    )
    indicator: Code = Field("", description=gettext_noop("Code of an indicator."))
    territory: Code = Field("", description=gettext_noop("Code of a territory."))
    dataset: Code = Field("", description=gettext_noop("Code of a data set."))
    origin: Code = Field("", description=gettext_noop("Code of a territory, or `all` for totals only."))
    sex: Literal["", "all", "female", "male"] = Field(
        "", description=gettext_noop("Sex; `all` for totals only.")
    )
    age: Code = Field("", description=gettext_noop("Age band, such as 15-19; `all` for totals only."))
    year: Year = Field(0, description=gettext_noop("One year; 0 for any."))
    year_from: Year = Field(0, description=gettext_noop("First year; 0 for no bound."))
    year_to: Year = Field(0, description=gettext_noop("Last year; 0 for no bound."))
