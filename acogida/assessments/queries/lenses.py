"""The same answers through other lenses: the goals of the 2030 Agenda, the dimensions of MigraCidades.

Both mappings are ours (data/guidance.yaml); the pages say so.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from acogida.assessments.models import Question
from acogida.assessments.queries.profile import Topic, shown_dimensions

DATA = Path(__file__).parents[1] / "data" / "lenses.yaml"
SDG, SEAL = "sdg", "seal"
LENSES = (SDG, SEAL)

Pair = tuple[dict[str, Any], dict[str, Any]]


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[int, dict[str, str]]]:
    names: dict[str, dict[int, dict[str, str]]] = yaml.load(DATA.read_bytes(), yaml.CSafeLoader)
    return names


def name_of(lens: str, number: int) -> dict[str, str]:
    """The name of a goal or of a dimension of the seal, in several languages; empty where unknown."""
    return _names()[lens].get(number, {})


def mapping(content: dict[str, Any], lens: str) -> dict[str, set[int]]:
    """The numbers that each question of an edition touches, by its code."""
    instrument = content["instrument"]
    rows = Question.objects.filter(
        sub_dimension__dimension__instrument__code=instrument["code"],
        sub_dimension__dimension__instrument__version=instrument["version"],
    ).values_list("code", lens)
    if lens == SDG:
        return {code: {int(target.partition(".")[0]) for target in targets} for code, targets in rows}
    return {code: set(numbers) for code, numbers in rows}


def through(content: dict[str, Any], lens: str) -> list[Topic]:
    """The topics of a lens, by number, each with its tally. A question may count in several."""
    touched = mapping(content, lens)
    topics: dict[int, Topic] = {}
    for _sub, question in _pairs(content):
        for number in touched.get(question["code"], ()):
            topic = topics.setdefault(number, Topic(str(number), name_of(lens, number), number))
            topic.tally.add(question["value"])
    return [topics[number] for number in sorted(topics)]


def questions_through(content: dict[str, Any], lens: str, number: int) -> list[Pair]:
    """(sub-dimension, question) pairs that touch one topic of a lens, in the questionnaire's order."""
    touched = mapping(content, lens)
    return [pair for pair in _pairs(content) if number in touched.get(pair[1]["code"], ())]


def _pairs(content: dict[str, Any]) -> list[Pair]:
    return [
        (sub, question)
        for dimension in shown_dimensions(content)
        for sub in dimension["sub_dimensions"]
        for question in sub["questions"]
    ]
