"""The part of XPath that questionnaires ask for: when a question is relevant, and what an answer may be.

Values: `${name}`, `.` (the answer itself), numbers, texts in quotes, `today()`, `true()`, `false()`.
Tests: `= != < <= > >=`, `and`, `or`, `not(…)`, `selected(…, 'key')`, `count-selected(…)`,
`string-length(…)`; parentheses. As in XPath, a comparison with a number is one of numbers, days compare
as days, and nothing is equal to an empty answer but an empty text. A formula is parsed into a tree and
walked: nothing is ever run.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST, DEEPEST = 500, 20
TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[A-Za-z_][\w.-]*\})|(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<word>[A-Za-z][A-Za-z-]*)|(?P<sign><=|>=|!=|[=<>(),.]))"
)
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
ARGUMENTS = {
    "selected": 2,
    "not": 1,
    "count-selected": 1,
    "string-length": 1,
    "today": 0,
    "true": 0,
    "false": 0,
}


class UnreadError(ValueError):
    """A formula beyond the part that is read; `str()` is the piece at which reading stopped."""


@dataclass(frozen=True)
class Formula:
    """A formula as read: its tree and the questions it names."""

    tree: Any
    names: frozenset[str]

    def holds(self, answers: Mapping[str, Any], *, own: Any = None, today: date) -> bool:
        return bool(_value(self.tree, answers, own, today))


def parse(text: str) -> Formula:
    """Read a formula; raises UnreadError at the first piece that is not of the subset."""
    if len(text) > LONGEST:
        raise UnreadError(text[:40] + "…")
    reader = _Reader(_tokens(text))
    tree = reader.either(0)
    if reader.left:
        raise UnreadError(reader.left[0][1])
    return Formula(tree, frozenset(reader.names))


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        if match is None:
            raise UnreadError(text[place:].strip()[:40])
        found.append((str(match.lastgroup), match[match.lastgroup or 0]))
        place = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.left = tokens
        self.names: set[str] = set()

    def taken(self, *wanted: str) -> str:
        """The next token, where it is one of these; else an empty text."""
        if self.left and self.left[0][0] != "text" and self.left[0][1] in wanted:
            return self.left.pop(0)[1]
        return ""

    def required(self, sign: str) -> None:
        if not self.taken(sign):
            raise UnreadError(self.left[0][1] if self.left else f"… {sign}")

    def either(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise UnreadError("((…")
        tree = self.both(depth)
        while self.taken("or"):
            tree = ("or", tree, self.both(depth))
        return tree

    def both(self, depth: int) -> Any:
        tree = self.compared(depth)
        while self.taken("and"):
            tree = ("and", tree, self.compared(depth))
        return tree

    def compared(self, depth: int) -> Any:
        tree = self.value(depth)
        if sign := self.taken(*COMPARED):
            tree = (sign, tree, self.value(depth))
        return tree

    def value(self, depth: int) -> Any:
        if self.taken("("):
            tree = self.either(depth + 1)
            self.required(")")
            return tree
        if self.taken("."):
            return ("own",)
        if not self.left:
            raise UnreadError("…")
        kind, text = self.left.pop(0)
        match kind:
            case "name":
                self.names.add(text[2:-1])
                return ("answer", text[2:-1])
            case "number":
                return ("constant", float(text))
            case "text":
                return ("constant", text[1:-1])
            case "word" if text in ARGUMENTS:
                return self.call(text, depth)
        raise UnreadError(text)

    def call(self, name: str, depth: int) -> Any:
        self.required("(")
        arguments = []
        for number in range(ARGUMENTS[name]):
            if number:
                self.required(",")
            arguments.append(self.either(depth + 1))
        self.required(")")
        return (name, *arguments)


def _value(tree: Any, answers: Mapping[str, Any], own: Any, today: date) -> Any:
    kind, *parts = tree
    match kind:
        case "constant":
            return parts[0]
        case "own":
            return own
        case "answer":
            return answers.get(parts[0])
        case "today" | "true" | "false":
            return {"today": today.isoformat(), "true": True, "false": False}[kind]
    given = [_value(part, answers, own, today) for part in parts]
    match kind:
        case "or":
            return bool(given[0]) or bool(given[1])
        case "and":
            return bool(given[0]) and bool(given[1])
        case "not":
            return not given[0]
        case "selected":
            return str(given[1]) in _chosen(given[0])
        case "count-selected":
            return float(len(_chosen(given[0])))
        case "string-length":
            return float(len(_text(given[0])))
    return _compare(kind, *given)


def _compare(sign: str, first: Any, second: Any) -> bool:
    numbers = isinstance(first, int | float) or isinstance(second, int | float)
    if numbers and not isinstance(first, bool) and not isinstance(second, bool):
        one, other = _number(first), _number(second)
        if one is None or other is None:
            return sign == "!="
        return COMPARED[sign](one, other)
    return COMPARED[sign](_text(first), _text(second))


def _chosen(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else _text(value).split()


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    return " ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
