"""Marking an answer. Pure: a question's content and what a form sent, to a percentage and what is said.

Fields are named by the question's number: `q7`; matching and ordering have one a part: `q7-0`, `q7-1`.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from acogida.core.text import fold
from acogida.training.models.question import QuestionKind
from acogida.training.questions.shape import Content

Sent = Mapping[str, Sequence[str]]
FIELD = re.compile(r"q\d{1,18}(-\d{1,3})?")
LONGEST = 500


@dataclass(frozen=True)
class Mark:
    """0 to 100, and the texts (by language) said to what was answered."""

    percent: float
    said: list[dict[str, str]] = field(default_factory=list)


def answers_in(sent: Sent) -> dict[str, list[str]]:
    """Only what answers questions, cut to a bearable length."""
    return {
        name: [str(value)[:LONGEST] for value in values[:50]]
        for name, values in sent.items()
        if FIELD.fullmatch(name) and any(str(value).strip() for value in values)
    }


def mark(kind: str, content: Content, number: int, sent: Sent) -> Mark:
    """What an answer is worth. Nothing answered is worth nothing and nothing is said to it."""
    match kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return _chosen(content, sent.get(f"q{number}", ()))
        case QuestionKind.TRUE_FALSE:
            return _truth(content, _one(sent, f"q{number}"))
        case QuestionKind.SHORT:
            return _short(content, _one(sent, f"q{number}"))
        case QuestionKind.NUMERICAL:
            return _number(content, _one(sent, f"q{number}"))
        case QuestionKind.MATCHING:
            rights = sides(content)
            right = [
                _one(sent, f"q{number}-{n}") == str(rights.index(pair["right"]))
                for n, pair in enumerate(content["pairs"])
            ]
            return Mark(100 * sum(right) / len(right))
        case _ordering:
            items = content["items"]
            placed = [_one(sent, f"q{number}-{n}") == str(n + 1) for n in range(len(items))]
            return Mark(100 * sum(placed) / len(placed))


def _one(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "").strip()


def _chosen(content: Content, values: Sequence[str]) -> Mark:
    chosen = sorted({int(v) for v in values if v.isdecimal() and int(v) < len(content["choices"])})
    total = sum(content["choices"][n]["percent"] for n in chosen)
    said = [content["choices"][n]["feedback"] for n in chosen if content["choices"][n].get("feedback")]
    return Mark(min(max(total, 0), 100), said)


def _truth(content: Content, value: str) -> Mark:
    if value not in {"true", "false"}:
        return Mark(0)
    said = content.get("when", {}).get(value)
    return Mark(100 if (value == "true") == content["correct"] else 0, [said] if said else [])


def _short(content: Content, value: str) -> Mark:
    """The best accepted answer, in whatever language, case and accents forgiven."""
    given = " ".join(fold(value).split())
    best: Mark | None = None
    for answer in content["accepted"]:
        for words in answer["text"].values():
            pattern = ".*".join(re.escape(p) for p in " ".join(fold(words).split()).split("*"))
            if given and re.fullmatch(pattern, given) and (best is None or answer["percent"] > best.percent):
                best = _answered(answer)
    return best or Mark(0)


def _number(content: Content, value: str) -> Mark:
    try:
        given = float(value.replace(" ", "").replace(",", "."))
    except ValueError:
        return Mark(0)
    found = [n for n in content["numbers"] if abs(given - n["value"]) <= n["tolerance"] + 1e-9]
    best = max(found, key=lambda n: n["percent"], default=None)
    return _answered(best) if best else Mark(0)


def _answered(answer: dict[str, Any]) -> Mark:
    said = [answer["feedback"]] if answer.get("feedback") else []
    return Mark(min(max(answer["percent"], 0), 100), said)


def right_answers(kind: str, content: Content) -> dict[str, list[str]]:
    """What a form would send for full marks, by the end of each field's name (`""`, or `-0`, `-1`…)."""
    match kind:
        case QuestionKind.SINGLE:
            return {"": [str(n) for n, c in enumerate(content["choices"]) if c["percent"] == 100][:1]}
        case QuestionKind.MULTIPLE:
            return {"": [str(n) for n, c in enumerate(content["choices"]) if c["percent"] > 0]}
        case QuestionKind.TRUE_FALSE:
            return {"": [str(content["correct"]).lower()]}
        case QuestionKind.SHORT:
            best = next(a for a in content["accepted"] if a["percent"] == 100)
            return {"": [next(iter(best["text"].values())).replace("*", "x")]}
        case QuestionKind.NUMERICAL:
            return {"": [str(next(n["value"] for n in content["numbers"] if n["percent"] == 100))]}
        case QuestionKind.MATCHING:
            rights = sides(content)
            return {f"-{n}": [str(rights.index(p["right"]))] for n, p in enumerate(content["pairs"])}
        case _ordering:
            return {f"-{n}": [str(n + 1)] for n in range(len(content["items"]))}


def sides(content: Content) -> list[dict[str, str]]:
    """The right sides of a matching question, each once, then those that belong to nothing."""
    found: list[dict[str, str]] = []
    for words in [*(pair["right"] for pair in content["pairs"]), *content.get("others", ())]:
        if words not in found:
            found.append(words)
    return found


def shuffled(count: int, seed: int, number: int, *, shuffles: bool = True) -> list[int]:
    """The order in which the parts of a question are shown: the same for the same sheet."""
    order = list(range(count))
    if shuffles:
        random.Random(f"{seed}:{number}").shuffle(order)
    return order
