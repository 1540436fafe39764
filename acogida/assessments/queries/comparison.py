"""What changed in one municipality from one year to another, question by question."""

from dataclasses import dataclass, field
from typing import Any

from acogida.assessments.models import LinkKind, Publication, Value
from acogida.assessments.queries.content import all_questions
from acogida.assessments.queries.instruments.differences import FARNESS, Kinds, kinds_between

# How far a practice is in place. Not applicable and not known say nothing of that.
STEPS = {Value.NO: 0, Value.PARTLY: 1, Value.YES: 2}

# Questions that stand so to earlier ones can be compared with them.
CLOSE = (LinkKind.SAME, LinkKind.REWORDED)


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
    """One question in two years. `before` is None where the earlier questionnaire did not ask it.

    `kind` is how the later question stands to the earlier one, where their questionnaires say so.
    """

    dimension: dict[str, str]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    move: str
    kind: LinkKind = LinkKind.SAME

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

    Where the later version descends from the earlier, its questions say themselves which ones they were;
    one that was split, joined or given another meaning is not comparable. Else a question is the same
    practice where its lasting topic is. One that only one of the years asked, or that one of the years
    withheld, is not comparable, and neither is one whose topic is asked twice.
    """
    versions = [
        (one.content["instrument"]["code"], one.content["instrument"]["version"]) for one in (earlier, later)
    ]
    kinds = kinds_between(versions[0], versions[1]) if versions[0] != versions[1] else None
    if kinds is not None:
        return _by_links(earlier, later, kinds)
    old, new = _by_topic(earlier.content), _by_topic(later.content)
    names = _dimensions(earlier.content) | _dimensions(later.content)
    found = Comparison(earlier, later)
    for topic in [*new, *(topic for topic in old if topic not in new)]:
        before, after = old.get(topic), new.get(topic)
        code = (after or before or {})["code"]
        found.changes.append(Change(names[code], before, after, _move(before, after)))
    return found


def _by_links(earlier: Publication, later: Publication, kinds: Kinds) -> Comparison:
    """Match by what the questions of the later version say that they were."""
    old = {question["code"]: question for question in all_questions(earlier.content)}
    names, old_names = _dimensions(later.content), _dimensions(earlier.content)
    found = Comparison(earlier, later)
    for after in all_questions(later.content):
        pairs = kinds.get(after["code"], [])
        kind = max((kind for _code, kind in pairs), key=FARNESS.index, default=LinkKind.SAME)
        kind = LinkKind.SPLIT if len(pairs) > 1 and kind in CLOSE else kind
        before = old.get(pairs[0][0]) if pairs else None
        move = _move(before, after) if kind in CLOSE else Move.NOT_COMPARABLE
        found.changes.append(Change(names[after["code"]], before, after, move, kind))
    kept = {code for pairs in kinds.values() for code, _kind in pairs}
    for code, before in old.items():
        if code not in kept:
            found.changes.append(Change(old_names[code], before, None, Move.NOT_COMPARABLE))
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
