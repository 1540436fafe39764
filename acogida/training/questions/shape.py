"""A question as read from somewhere, before it is kept; what is wrong with it; words added in a language."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.training.models.question import QuestionKind

Content = dict[str, Any]
MOST_PARTS = 40
LONGEST = 4000


@dataclass
class Draft:
    """A question read, in one language, from the line where it begins."""

    name: str
    kind: str
    content: Content
    topic: str = ""
    line: int = 0


@dataclass(frozen=True)
class Fault:
    """What keeps a question from being read, for the person who wrote it, with its line."""

    line: int
    words: str


@dataclass
class Reading:
    """All that was read: the good questions and the faults. Both may be empty."""

    drafts: list[Draft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Wrong(Exception):  # noqa: N818 -- a sentence about somebody's file, caught where lines are known
    """Something in a question cannot be read; the message says what."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.words, self.line = words, line


def parts_of(content: Content) -> Iterable[dict[str, Any]]:
    for name in ("choices", "accepted", "numbers", "pairs"):
        yield from content.get(name, ())


def require_sound(draft: Draft) -> None:
    """Raise Wrong where the question cannot be answered rightly, or is too large to be asked."""
    content = draft.content
    if not any(words.strip() for words in content["text"].values()):
        raise Wrong(_("The question has no text."))
    if any(len(words) > LONGEST for words in content["text"].values()):
        raise Wrong(_("The text of the question is longer than %(n)s characters.") % {"n": LONGEST})
    sizes = [len(content.get(name, ())) for name in ("choices", "accepted", "numbers", "pairs", "items")]
    if max(sizes) > MOST_PARTS:
        raise Wrong(_("A question has at most %(n)s answers.") % {"n": MOST_PARTS})
    _require_answer(draft.kind, content)


def _require_answer(kind: str, content: Content) -> None:
    match kind:
        case QuestionKind.SINGLE:
            if len(content["choices"]) < 2:
                raise Wrong(_("It needs at least two answers to choose from."))
            if max(choice["percent"] for choice in content["choices"]) < 100:
                raise Wrong(_("No answer is marked as right."))
        case QuestionKind.MULTIPLE:
            if len(content["choices"]) < 2:
                raise Wrong(_("It needs at least two answers to choose from."))
            total = sum(choice["percent"] for choice in content["choices"] if choice["percent"] > 0)
            if not 99 <= total <= 101:
                raise Wrong(_("The right answers together give %(n)s %%, not 100 %%.") % {"n": round(total)})
        case QuestionKind.MATCHING:
            if len(content["pairs"]) < 2:
                raise Wrong(_("Matching needs at least two pairs."))
        case QuestionKind.SHORT:
            _require_full(content["accepted"])
        case QuestionKind.NUMERICAL:
            _require_full(content["numbers"])
        case QuestionKind.ORDERING:
            if len(content["items"]) < 2:
                raise Wrong(_("Putting in order needs at least two things."))
        case _other:
            if not isinstance(content.get("correct"), bool):
                raise Wrong(_("It does not say whether it is true or false."))


def _require_full(answers: list[dict[str, Any]]) -> None:
    if not answers or max(answer["percent"] for answer in answers) < 100:
        raise Wrong(_("No answer is marked as right."))


def with_words_of(old: Content, kind: str, fresh: Draft) -> Content:
    """The same question with the words of another language added; raises Wrong where it is another one."""
    if kind != fresh.kind or _frame(old) != _frame(fresh.content):
        raise Wrong(_("There is another question with this name: its answers are not the same ones."))
    merged = deepcopy(old)
    _add(merged, fresh.content)
    return merged


def _frame(content: Content) -> Any:
    """A question without its words: what must be the same in every language."""
    return (
        content.get("correct"),
        [choice["percent"] for choice in content.get("choices", ())],
        [(n["value"], n["tolerance"], n["percent"]) for n in content.get("numbers", ())],
        [len(content.get(name, ())) for name in ("pairs", "others", "items", "accepted")],
    )


def _add(there: Any, fresh: Any) -> None:
    """Put the leaves of one tree of texts into another of the same shape."""
    if isinstance(there, list):
        for one, other in zip(there, fresh, strict=False):
            _add(one, other)
    elif isinstance(there, dict):
        for key, value in fresh.items():
            if isinstance(value, dict | list) and key in there:
                _add(there[key], value)
            elif key not in there or len(str(key)) == 2:
                there[key] = value


def only(content: Content, language: str) -> Content:
    """The question in one language (or the nearest there is), for writing it out."""

    def cut(tree: Any) -> Any:
        if isinstance(tree, list):
            return [cut(one) for one in tree]
        if not isinstance(tree, dict):
            return tree
        if tree and all(len(k) == 2 and isinstance(v, str) for k, v in tree.items()):
            return {language: in_language(tree, language)}
        return {k: cut(v) for k, v in tree.items()}

    found: Content = cut(content)
    return found
