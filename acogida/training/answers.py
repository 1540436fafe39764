"""What somebody answered: which questions are theirs, what an answer must keep to, what is right."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from acogida.training.expressions import Formula, parse

Item = Mapping[str, Any]


@lru_cache(maxsize=500)
def _formula(text: str) -> Formula:
    return parse(text)


def relevant(items: Iterable[Item], answers: Mapping[str, Any], *, today: date) -> list[Item]:
    """The questions that are asked of who answers so, in order; an answer to no question counts for none."""
    found = []
    given: dict[str, Any] = {}
    for item in items:
        rule = item.get("relevant")
        if rule and not _formula(rule).holds(given, today=today):
            continue
        found.append(item)
        given[item["key"]] = answers.get(item["key"])
    return found


def keeps_to(item: Item, value: Any, answers: Mapping[str, Any], *, today: date) -> bool:
    """Whether an answer keeps to its question's constraint; one left out is not held against it."""
    if not item.get("constraint") or value in ("", None, []):
        return True
    return _formula(item["constraint"]).holds(answers, own=value, today=today)


def is_right(item: Item, value: Any) -> bool:
    """Whether a knowledge question is answered rightly: all of several, numbers as numbers."""
    answer = item["answer"]
    if item["kind"] == "several":
        return sorted(value or []) == sorted(answer)
    if item["kind"] in {"integer", "decimal", "number"}:
        try:
            return float(value) == float(answer)
        except (TypeError, ValueError):
            return False
    return bool(value == answer)
