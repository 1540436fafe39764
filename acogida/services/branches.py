"""The steps of a protocol as they are followed: straight on, or parting by a condition and meeting again.

A step with `only_if` holds where that is so; neighbours with the same words hang on the same condition. Steps
marked `otherwise`, right after them, hold where it is not so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Step = dict[str, Any]


@dataclass(frozen=True)
class Numbered:
    """A step with its number in the protocol, counted through all branches."""

    number: int
    step: Step


@dataclass(frozen=True)
class Stretch:
    """Steps that always hold, or that hang on a condition, with those that hold where it is not met."""

    condition: str = ""
    steps: list[Numbered] = field(default_factory=list)
    otherwise: list[Numbered] = field(default_factory=list)


def stretches(steps: Iterable[Step]) -> list[Stretch]:
    """The steps in order, parted where they part."""
    found: list[Stretch] = []
    for number, step in enumerate(steps, 1):
        one, condition = Numbered(number, step), step.get("only_if", "")
        last = found[-1] if found else None
        if step.get("otherwise") and last and last.condition:
            last.otherwise.append(one)
        elif last and last.condition == condition and not last.otherwise:
            last.steps.append(one)
        else:
            found.append(Stretch(condition, [one]))
    return found


def is_lost(steps: list[Step]) -> bool:
    """Whether a step says "otherwise" and no condition stands before it."""
    before = ""
    for step in steps:
        if step.get("otherwise"):
            if not before or step.get("only_if"):
                return True
        else:
            before = step.get("only_if", "")
    return False
