"""What every chapter stands on: the scope, the day, the languages and the objectives, read once for all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from acogida.compact.models import Objective
from acogida.core.gathered import ShortList, whole
from acogida.reports.queries.scope import Scope, Texts, said
from acogida.territories.models import Territory

OBJECTIVE = ("number", "title", "label", "gcm_paragraph")
PLACE = ("name", "names", "is_demonstration")


@dataclass(frozen=True)
class Ground:
    """`objectives` are all of the Compact's by number; `languages` those a report is written in."""

    scope: Scope
    on: date
    languages: Sequence[str]
    objectives: Mapping[int, Objective]

    def said(self, thing: object, attribute: str = "") -> Texts:
        return said(self.languages, thing, attribute)

    def objective(self, number: int) -> dict[str, Any]:
        """An objective as a row: its number and the few words it is called by."""
        return {"number": number, "title": self.said(self.objectives[number], "short")}


@dataclass(frozen=True)
class Chapter:
    """`asks` for short lists, none where the chapter reads for itself or has nothing to say of such a
    subject; `content` makes of what each of them told the chapter, or None where there is nothing to say.
    """

    asks: Callable[[Scope, date], list[ShortList[Any]]]
    content: Callable[[Ground, list[list[Any]]], dict[str, Any] | None]


def asked_objectives() -> ShortList[Objective]:
    return ShortList(Objective.objects.values_list(*OBJECTIVE), _objective)


def _objective(number: int, title: Any, label: Any, paragraph: int) -> Objective:
    return Objective(number=number, title=whole(title), label=whole(label), gcm_paragraph=paragraph)


def columns_of_place(path: str) -> list[str]:
    """The columns that `place` takes, of a place that a row names."""
    return [f"{path}__{name}" for name in PLACE]


def place(name: str, names: Any, is_demonstration: bool) -> Territory:
    """A place that can be called by its name in any language."""
    return Territory(name=name, names=whole(names), is_demonstration=bool(is_demonstration))
