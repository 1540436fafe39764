"""Indicators to begin from, by objective of the Compact: `data/indicators.yaml`, which says where from."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

DATA = Path(__file__).parents[1] / "data" / "indicators.yaml"


@dataclass(frozen=True)
class Template:
    """`code` is the indicator of the 2030 Agenda it is told after, empty for one of ours. `title` and `unit`
    are words by language.
    """

    key: str
    code: str
    objectives: tuple[int, ...]
    direction: str
    disaggregation: tuple[str, ...]
    title: dict[str, str]
    unit: dict[str, str]


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """All of them, in the order of the file."""
    return tuple(
        Template(
            row["key"],
            row["code"],
            tuple(row["objectives"]),
            row["direction"],
            tuple(row["apart"]),
            row["title"],
            row["unit"],
        )
        for row in yaml.load(DATA.read_bytes(), yaml.CSafeLoader)
    )


def template_of(key: str) -> Template | None:
    return next((found for found in templates() if found.key == key), None)


def templates_for(objective: int) -> list[Template]:
    """Those of an objective, our own first: they are nearest to what a municipality does."""
    found = [template for template in templates() if objective in template.objectives]
    return sorted(found, key=lambda template: bool(template.code))
