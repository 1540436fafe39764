"""What changed in one municipality from one year to another, question by question."""

from dataclasses import dataclass, field
from typing import Any

from acogida.assessments.models import Publication, Value
from acogida.assessments.queries.content import all_questions

# How far a practice is in place. Not applicable and not known say nothing of that.
STEPS = {Value.NO: 0, Value.PARTLY: 1, Value.YES: 2}


class Move:
    """What became of one practice between two years."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    ANSWERED = "answered"
    UNCLEAR = "unclear"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Change:
    """One question in two years. `before` is None where the earlier questionnaire did not ask it."""

    dimension: dict[str, str]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    move: str

    @property
    def question(self) -> dict[str, Any]:
        found = self.after or self.before
        assert found is not None  # a change is of a question that one of the years asked
        return found


@dataclass
class Comparison:
    """Two published editions of one municipality, the earlier first."""

    earlier: Publication
    later: Publication
    changes: list[Change] = field(default_factory=list)

    def moved(self, move: str) -> list[Change]:
        return [change for change in self.changes if change.move == move]


def compare(earlier: Publication, later: Publication) -> Comparison:
    """Match the questions of two editions, of the same or of different versions of the questionnaire.

    A question is the same practice where its lasting topic is. One that only one of the years asked, or
    that one of the years withheld, is not comparable, and neither is one whose topic is asked twice.
    """
    old, new = _by_topic(earlier.content), _by_topic(later.content)
    names = _dimensions(earlier.content) | _dimensions(later.content)
    found = Comparison(earlier, later)
    for topic in [*new, *(topic for topic in old if topic not in new)]:
        before, after = old.get(topic), new.get(topic)
        code = (after or before or {})["code"]
        found.changes.append(Change(names[code], before, after, _move(before, after)))
    return found


def _move(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None or after is None:
        return Move.NOT_COMPARABLE
    if before["value"] == after["value"]:
        return Move.SAME
    if not before["value"] and after["value"]:
        return Move.ANSWERED
    if before["value"] not in STEPS or after["value"] not in STEPS:
        return Move.UNCLEAR
    return Move.MORE if STEPS[after["value"]] > STEPS[before["value"]] else Move.LESS


def _by_topic(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The questions by lasting topic; by code where they have none. A topic asked twice keeps its code."""
    found: dict[str, dict[str, Any]] = {}
    for question in all_questions(content):
        topic = question.get("topic") or question["code"]
        found[topic if topic not in found else f"{topic} {question['code']}"] = question
    return found


def _dimensions(content: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        question["code"]: dimension["name"]
        for dimension in content["dimensions"]
        for sub in dimension["sub_dimensions"]
        for question in sub["questions"]
    }
