"""Columns headed by what their figures are of: "2023", "Mujeres", "2024 · Hombres", `#affected+f`."""

from collections.abc import Mapping
from dataclasses import dataclass

from acogida.documents.tables import Column
from acogida.evidence.tabular import words
from acogida.evidence.tabular.words import plain

# HXL attributes that say whom a column counts.
ATTRIBUTES = {"f": "female", "m": "male"}
BETWEEN = " · "


@dataclass(frozen=True)
class Heading:
    """What the head of a column says of every figure in it; "" where it does not say."""

    period: str = ""
    sex: str = ""
    age: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.period or self.sex or self.age)


def heading(column: Column, *, latest: int) -> Heading:
    """What a column's header says: each of its parts must be a period, a sex or an age, or it says nothing.

    A group over several columns is a part of its own ("2023 · Mujeres", as the reader writes it).
    """
    said: dict[str, str] = {}
    for part in column.header.split(BETWEEN):
        found = _part(part, latest=latest)
        if found is None or found[0] in said:
            return _by_tag(column)
        said[found[0]] = found[1]
    return Heading(**said)


def _part(text: str, *, latest: int) -> tuple[str, str] | None:
    if period := words.period(text, latest=latest):
        return "period", period
    if plain(text) in words.WOMEN | words.MEN | words.TOTALS and len(plain(text)) > 1:
        return "sex", words.sex(text) or words.ALL
    if (age := words.age(text)) and not text.strip().isdigit():
        return "age", age
    return None


def _by_tag(column: Column) -> Heading:
    """A sex by HXL attribute: `#affected+f+adults`."""
    attributes = [a.strip() for a in column.hxl.split("+")[1:]]
    sexes = [ATTRIBUTES[a] for a in attributes if a in ATTRIBUTES]
    return Heading(sex=sexes[0]) if len(sexes) == 1 else Heading()


def headed(columns: list[Column], *, latest: int) -> Mapping[str, Heading]:
    """The columns whose head says something, by letter."""
    found = {column.letter: heading(column, latest=latest) for column in columns}
    return {letter: one for letter, one in found.items() if one.says_something}
