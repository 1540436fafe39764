"""Places."""

from typing import Literal

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts

Level = Literal["world", "region", "country", "division", "municipality", "place"]
CODE = "Lasting code: ISO 3166-1 alpha-3, ISO 3166-2, `MEX:07089`, `M49:419`, `demo:…`."


class Population(Schema):
    value: int
    year: int | None
    source: str


class PlaceRef(Schema):
    """A place as other things name it."""

    code: str = Field(description=CODE)
    label: str
    is_demonstration: bool = Field(description="True for an invented place of the demonstration.")
    url: str


class TerritoryBrief(PlaceRef):
    level: Level
    name: str = Field(description="The name in its own official language.")
    names: Texts
    country: str | None = Field(description="Code of the country it lies in.")
    parent: str | None
    iso2: str
    m49: int | None
    code_system: str
    is_lac: bool = Field(description="Whether it lies in Latin America and the Caribbean.")
    lat: float | None
    lon: float | None
    population: Population | None
    page: str


class TerritoryOut(TerritoryBrief):
    within: list[PlaceRef] = Field(description="What holds it, from the widest.")
    children: int = Field(description="How many places lie directly in it; list them with `parent`.")
