"""Whether a questionnaire of a file can be a version: every fault with the place where it stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from acogida.assessments.models import LinkKind
from acogida.assessments.queries.instruments.tree import Tree, questions_in_tree
from acogida.core.text import LANGUAGES

KEY = re.compile(r"[a-z][a-z0-9_-]{0,49}")
CODE = re.compile(r"[A-Z][A-Z0-9-]{0,11}")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
TARGET = re.compile(r"\d{1,2}\.[0-9a-z]{1,2}")
OBJECTIVES, SEAL = 23, 10
MOST_QUESTIONS = 400
LONGEST = {"text": 1000, "example": 2000, "look": 2000, "name": 300, "focus": 1000, "warning": 2000}

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: "line 12", or "Questions, row 5"; "" where it is the whole file."""

    where: str
    sentence: str


@dataclass
class Read:
    """A file as read: its tree of texts, where each thing stands, and what was wrong already."""

    tree: Tree
    where: Callable[[Path], str]
    faults: list[Fault] = field(default_factory=list)


def checked(read: Read, before: Tree | None) -> list[Fault]:
    """Make the tree of `read` clean in place; its faults, in the order of the file.

    `before` is the version it is based on. Where a question does not say what it was, it is taken for
    the one with its code: the same, or reworded where its wording differs.
    """
    check = _Check(read, before)
    check.whole()
    return [*read.faults, *check.faults]


class _Check:
    def __init__(self, read: Read, before: Tree | None) -> None:
        self.tree, self.where = read.tree, read.where
        self.before = {question["code"]: question for question in questions_in_tree(before or EMPTY)}
        self.faults: list[Fault] = []
        self.seen: set[str] = set()

    def say(self, path: Path, sentence: str, **words: object) -> None:
        self.faults.append(Fault(self.where(path), sentence % words))

    def whole(self) -> None:
        tree = self.tree
        if not KEY.fullmatch(tree["code"]):
            self.say(("code",), _("The questionnaire needs a code of small letters, numbers and hyphens."))
        if not VERSION.fullmatch(tree["version"]):
            self.say(("version",), _("The version needs a number, such as 1.1."))
        self.texts(tree, "title", (), longest="name")
        self.texts(tree, "warning", (), needed=False)
        for code, words in tree["evidence_words"].items():
            self.texts({code: words}, code, ("evidence_words",), longest="name")
        for path, dimension in self.each(tree, "dimensions", ()):
            self.heading(dimension, path)
            self.texts(dimension, "long_name", path, needed=False, longest="name")
            self.texts(dimension, "focus", path, needed=False)
            for inner, section in self.each(dimension, "sections", path):
                self.heading(section, inner)
                for place, question in self.each(section, "questions", inner):
                    self.question(question, place)
        number = len(questions_in_tree(tree))
        if not number:
            self.say((), _("The file holds no question."))
        if number > MOST_QUESTIONS:
            self.say((), _("A questionnaire has at most %(most)s questions."), most=MOST_QUESTIONS)

    def each(self, holder: Tree, name: str, path: Path) -> Iterator[tuple[Path, Tree]]:
        """The parts of something, each with its path; a key that stands twice is told."""
        keys = set()
        for number, part in enumerate(holder[name]):
            place = (*path, name, number)
            if name != "questions":
                if part["key"] in keys:
                    self.say(place, _("“%(key)s” stands twice."), key=part["key"])
                keys.add(part["key"])
            yield place, part

    def heading(self, part: Tree, path: Path) -> None:
        if not KEY.fullmatch(part["key"]):
            self.say(path, _("It needs a key of small letters, numbers and hyphens."))
        self.texts(part, "name", path)

    def texts(self, holder: Tree, name: str, path: Path, *, needed: bool = True, longest: str = "") -> None:
        """Texts by language: known languages, none too long, Spanish where they are needed."""
        texts: dict[str, str] = {key: text for key, text in holder[name].items() if text}
        holder[name] = texts
        most, place = LONGEST[longest or name], (*path, name)
        if strange := sorted(set(texts) - set(LANGUAGES)):
            self.say(place, _("“%(code)s” is none of the four languages."), code=strange[0])
        if needed and not texts.get("es"):
            self.say(place, _("The Spanish text is missing."))
        if any(len(text) > most for text in texts.values()):
            self.say(place, _("The text is longer than %(most)s characters."), most=most)

    def question(self, question: Tree, path: Path) -> None:
        code = question["code"] = question["code"].upper()
        if not CODE.fullmatch(code):
            self.say(path, _("The question needs a code such as D1-01: a letter, then letters or numbers."))
        if code in self.seen:
            self.say(path, _("The question %(code)s stands twice."), code=code)
        self.seen.add(code)
        if question["topic"] and not KEY.fullmatch(question["topic"]):
            self.say(path, _("The topic is a word of small letters, numbers and hyphens."))
        self.texts(question, "text", path)
        self.texts(question, "example", path, needed=False)
        self.texts(question, "look", path, needed=False)
        question["source"] = question["source"][:40] or "own"
        question["objectives"] = sorted(
            self.numbers(question["objectives"], OBJECTIVES, path, _("objective"))
        )
        question["seal"] = self.numbers(question["seal"], SEAL, path, _("dimension of the seal"))
        if not question["objectives"]:
            self.say(path, _("The question names no objective of the Compact."))
        for target in question["sdg"]:
            if not TARGET.fullmatch(target):
                self.say(path, _("“%(word)s” is no target of the 2030 Agenda, such as 3.8."), word=target)
        for word in question["evidence"]:
            if word not in self.tree["evidence_words"]:
                self.say(path, _("The kind of evidence “%(word)s” has no words."), word=word)
        self.earlier(question, path)

    def numbers(self, given: list[Any], most: int, path: Path, name: str) -> list[int]:
        kept: dict[int, None] = {}
        for word in given:
            if str(word).isdigit() and 1 <= int(word) <= most:
                kept[int(word)] = None
            else:
                words = {"word": word, "name": name, "most": most}
                self.say(path, _("“%(word)s” is no %(name)s: from 1 to %(most)s."), **words)
        return list(kept)

    def earlier(self, question: Tree, path: Path) -> None:
        """What it was in the version before, as the file says, or by its code where it says nothing."""
        if question["earlier"] is None:
            question["earlier"] = self.by_code(question)
        seen = set()
        for link in question["earlier"]:
            link["code"] = link["code"].upper()
            if link["code"] not in self.before:
                self.say(path, _("The version before has no question %(code)s."), code=link["code"])
            if link["code"] in seen:
                self.say(path, _("The question %(code)s stands twice."), code=link["code"])
            seen.add(link["code"])
            if link["kind"] not in LinkKind.values:
                sentence = _("“%(word)s” does not say how it stands to the question before: %(kinds)s.")
                self.say(path, sentence, word=link["kind"], kinds=", ".join(LinkKind.values))

    def by_code(self, question: Tree) -> list[Tree]:
        before = self.before.get(question["code"])
        if before is None:
            return []
        kind = LinkKind.SAME if before["text"] == question["text"] else LinkKind.REWORDED
        return [{"code": question["code"], "kind": kind.value}]


EMPTY: Tree = {"dimensions": []}
