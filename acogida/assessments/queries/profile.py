"""What an edition says as a whole: how many practices are in place, by dimension and by objective.

Everything here is counted from the frozen content. The share is only for following one municipality
over the years; municipalities are never put in order by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

# At or above this share of its answered practices in place, a topic is well developed.
WELL_DEVELOPED = 2 / 3


@dataclass
class Tally:
    """Answers by value; `open` are the questions without one."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    not_applicable: int = 0
    unknown: int = 0
    open: int = 0

    def add(self, value: str) -> None:
        name = value or "open"
        setattr(self, name, getattr(self, name) + 1)

    @property
    def total(self) -> int:
        return self.answered + self.open

    @property
    def answered(self) -> int:
        return self.counted + self.not_applicable + self.unknown

    @property
    def counted(self) -> int:
        """Those that say how far a practice is in place: yes, partly and no."""
        return self.yes + self.partly + self.no

    @property
    def share(self) -> float | None:
        """From 0 to 1: practices in place among those counted, a partly as half; None where none is.

        The mean of the items, as SDG indicator 10.7.2 computes its domains.
        """
        return (self.yes + self.partly / 2) / self.counted if self.counted else None


class Verdict:
    """What is said of a topic in words."""

    WELL = "well"
    DEVELOP = "develop"
    FEW = "few"


@dataclass
class Topic:
    """A dimension, a sub-dimension or an objective with its tally. `name` is in several languages."""

    key: str
    name: dict[str, str]
    number: int = 0
    tally: Tally = field(default_factory=Tally)
    parts: list["Topic"] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """Well developed from two thirds on; nothing is said where less than half can be counted."""
        share, asked = self.tally.share, self.tally.total - self.tally.not_applicable
        if share is None or self.tally.counted * 2 < asked:
            return Verdict.FEW
        return Verdict.WELL if share >= WELL_DEVELOPED else Verdict.DEVELOP


def shown_dimensions(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The dimensions that the municipality agreed to publish."""
    return [row for row in content["dimensions"] if not row.get("withheld")]


def withheld(content: dict[str, Any]) -> list[dict[str, str]]:
    """The names of the dimensions that it did not agree to publish."""
    return [row["name"] for row in content["dimensions"] if row.get("withheld")]


def by_dimension(content: dict[str, Any]) -> list[Topic]:
    """The dimensions with their sub-dimensions, in their order; without those that are withheld."""
    dimensions = []
    for row in shown_dimensions(content):
        dimension = Topic(row["key"], row["name"], row["number"])
        for part in row["sub_dimensions"]:
            sub = Topic(part["key"], part["name"])
            for question in part["questions"]:
                sub.tally.add(question["value"])
                dimension.tally.add(question["value"])
            dimension.parts.append(sub)
        dimensions.append(dimension)
    return dimensions


def by_objective(content: dict[str, Any], titles: dict[int, dict[str, str]]) -> list[Topic]:
    """The objectives that have questions, by number. A question of two objectives counts in both."""
    topics: dict[int, Topic] = {}
    for dimension in content["dimensions"]:
        for sub in dimension["sub_dimensions"]:
            for question in sub["questions"]:
                for number in question["objectives"]:
                    topic = topics.setdefault(number, Topic(str(number), titles.get(number, {}), number))
                    topic.tally.add(question["value"])
    return [topics[number] for number in sorted(topics)]


def whole(topics: Iterable[Topic]) -> Tally:
    """The tally of all dimensions together."""
    tallies = [topic.tally for topic in topics]
    return Tally(**{name: sum(getattr(t, name) for t in tallies) for name in Tally.__dataclass_fields__})


def parts_that_are(dimensions: Iterable[Topic], verdict: str) -> list[tuple[Topic, Topic]]:
    """(dimension, sub-dimension) pairs with this verdict, in the questionnaire's order."""
    return [(d, part) for d in dimensions for part in d.parts if part.verdict == verdict]


def questions_of_dimension(content: dict[str, Any], key: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(sub-dimension, question) pairs of one dimension; none where there is no such dimension."""
    return [
        (sub, question)
        for dimension in content["dimensions"]
        if dimension["key"] == key
        for sub in dimension["sub_dimensions"]
        for question in sub["questions"]
    ]


def questions_of_objective(
    content: dict[str, Any], number: int
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(sub-dimension, question) pairs that touch one objective, in the questionnaire's order."""
    return [
        (sub, question)
        for dimension in content["dimensions"]
        for sub in dimension["sub_dimensions"]
        for question in sub["questions"]
        if number in question["objectives"]
    ]
