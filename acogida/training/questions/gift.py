"""Reading GIFT, the plain-text way of writing questions that Moodle and others know. Our own parser.

Questions stand apart by an empty line. `::name::`, `[html]`, answers in braces: `=` right, `~` wrong,
`%50%` a part of the mark, `#` what is said to it, `####` what is said to all; `->` matches; `#` at the
beginning of the braces is a number; `>` there is an order. `\\` before `~ = # { } :` takes their meaning.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from acogida.training.course_text import plain
from acogida.training.models.question import QuestionKind
from acogida.training.questions.shape import Draft, Fault, Reading, Wrong, require_sound

SIGNS = "~=#{}:\\"
# Where an escaped sign waits until the others have been read: a private place of Unicode.
HIDDEN = {sign: chr(0xE000 + n) for n, sign in enumerate(SIGNS)}
SHOWN = {hidden: sign for sign, hidden in HIDDEN.items()} | {chr(0xE100): "\n"}
NAME = re.compile(r"\s*::(.*?)::", re.S)
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.I)
PERCENT = re.compile(r"%(-?\d{1,3}(?:[.,]\d{1,9})?)%")
TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(.*))?$", re.I | re.S)
RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)$")
GAP = "_____"


def read(text: str, language: str) -> Reading:
    """All questions of a GIFT text, in one language; what cannot be read is a fault with its line."""
    found, topic = Reading(), ""
    for line, block in _blocks(text):
        if block.lstrip().startswith("$CATEGORY:"):
            topic = topic_of(block.split(":", 1)[1])
            continue
        try:
            draft = _question(block, language)
            draft.topic, draft.line = topic, line
            require_sound(draft)
        except Wrong as wrong:
            found.faults.append(Fault(line, wrong.words))
        else:
            found.drafts.append(draft)
    return found


def topic_of(said: str) -> str:
    """The path of a category without Moodle's own beginnings."""
    parts = [part.strip() for part in said.strip().split("/")]
    return "/".join(p for p in parts if p and p != "top" and not re.fullmatch(r"\$\w+\$", p))[:120]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of a text between empty lines, comments left out, each with the line where it begins.

    A category stands for itself whether an empty line follows or not.
    """
    kept: list[str] = []
    begins = 0
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.lstrip().startswith("//"):
            continue
        if line.lstrip().startswith("$CATEGORY:"):
            yield number, line
            continue
        if line.strip():
            begins = begins or number
            kept.append(line)
        elif kept:
            yield begins, "\n".join(kept)
            kept, begins = [], 0


def _hide(text: str) -> str:
    def hidden(found: re.Match[str]) -> str:
        return chr(0xE100) if found[1] == "n" else HIDDEN[found[1]]

    return re.sub(r"\\([~=#{}:\\n])", hidden, text)


def _show(text: str) -> str:
    return "".join(SHOWN.get(c, c) for c in text).strip()


def _question(block: str, language: str) -> Draft:
    rest, name, kind = _hide(block), "", "moodle"
    if found := NAME.match(rest):
        name, rest = _show(found[1]), rest[found.end() :]
    if found := FORMAT.match(rest):
        kind, rest = found[1].lower(), rest[found.end() :]
    before, inside, after = _braces(rest)
    gap = f"{before.rstrip()} {GAP} {after.lstrip()}" if after.strip() else before
    # Moodle's own format is text with a little HTML in it; for us that is Markdown.
    content: dict[str, Any] = {
        "format": "markdown" if kind == "moodle" else kind,
        "text": {language: _show(gap)},
    }
    inside, _sep, general = inside.partition("####")
    content["feedback"] = {language: _show(general)} if general.strip() else {}
    found_kind, parts = _answers(inside.strip(), language)
    content |= parts
    short = name or plain(content["text"][language], content["format"])[:80]
    return Draft(name=short[:160], kind=found_kind, content=content)


def _braces(text: str) -> tuple[str, str, str]:
    opens, closes = text.count("{"), text.count("}")
    if not opens and not closes:
        raise Wrong(_("It has no answers: they stand in braces, { and }."))
    if opens != 1 or closes != 1 or text.index("}") < text.index("{"):
        raise Wrong(
            _("Braces do not match: one { and one } hold the answers; write \\{ and \\} in the text.")
        )
    before, rest = text.split("{")
    inside, after = rest.split("}")
    return before, inside, after


def _answers(inside: str, language: str) -> tuple[str, dict[str, Any]]:
    if not inside:
        raise Wrong(_("A question answered in free text cannot be marked here."))
    if inside.startswith("#"):
        return QuestionKind.NUMERICAL, {"numbers": _numbers(inside[1:].strip(), language)}
    if inside.startswith(">"):
        return QuestionKind.ORDERING, {"items": _ordered(inside[1:], language)}
    if found := TRUTH.match(inside):
        return QuestionKind.TRUE_FALSE, _truth(found[1], found[2] or "", language)
    if inside[0] not in "=~":
        raise Wrong(_("The first answer begins with neither = nor ~."))
    pieces = re.findall(r"[=~][^=~]*", inside)
    if "~" not in inside and all("->" in piece for piece in pieces):
        return QuestionKind.MATCHING, _pairs(pieces, language)
    if "~" not in inside:
        return QuestionKind.SHORT, {"accepted": [_answer(piece, language) for piece in pieces]}
    choices = [_answer(piece, language) for piece in pieces]
    several = "=" not in inside
    return (QuestionKind.MULTIPLE if several else QuestionKind.SINGLE), {"choices": choices}


def _answer(piece: str, language: str, make: Callable[[str], Any] | None = None) -> dict[str, Any]:
    """One answer after its sign: its part of the mark, its text, what is said to it."""
    percent, rest = (100.0 if piece[0] == "=" else 0.0), piece[1:].strip()
    if found := PERCENT.match(rest):
        percent, rest = float(found[1].replace(",", ".")), rest[found.end() :]
        if not -100 <= percent <= 100:
            raise Wrong(_("A part of the mark lies between -100 and 100 %."))
    rest = FORMAT.sub("", rest, count=1) if FORMAT.match(rest) else rest
    words, _sep, said = rest.partition("#")
    if not words.strip():
        raise Wrong(_("An answer is empty."))
    made = {"percent": percent, "feedback": {language: _show(said)} if said.strip() else {}}
    return {"text": {language: _show(words)}, **made} if make is None else {**make(_show(words)), **made}


def _truth(word: str, said: str, language: str) -> dict[str, Any]:
    """Moodle writes first what is said to the wrong answer, then what is said to the right one."""
    correct = word.upper().startswith("T")
    wrong, _sep, right = said.partition("#")
    when = {str(not correct).lower(): wrong, str(correct).lower(): right}
    return {
        "correct": correct,
        "when": {key: {language: _show(words)} for key, words in sorted(when.items()) if words.strip()},
    }


def _pairs(pieces: list[str], language: str) -> dict[str, Any]:
    pairs, others = [], []
    for piece in pieces:
        left, right = (_show(side) for side in piece[1:].split("->", 1))
        if not right:
            raise Wrong(_("A pair has no right side."))
        if left:
            pairs.append({"left": {language: left}, "right": {language: right}})
        else:
            others.append({language: right})
    return {"pairs": pairs, "others": others}


def _ordered(inside: str, language: str) -> list[dict[str, str]]:
    lines = [line.strip() for line in inside.split("\n")]
    if re.fullmatch(r"[A-Z0-9_ .%-]*", lines[0]):
        lines = lines[1:]
    return [{language: _show(line)} for line in lines if line]


def _numbers(inside: str, language: str) -> list[dict[str, Any]]:
    if "=" not in inside and "~" not in inside:
        words, _sep, said = inside.partition("#")
        feedback = {language: _show(said)} if said.strip() else {}
        return [{**_number(_show(words)), "percent": 100.0, "feedback": feedback}]
    if not inside.startswith("=") or "~" in inside:
        raise Wrong(_("After # each number begins with =."))
    return [_answer(piece, language, _number) for piece in re.findall(r"=[^=]*", inside)]


def _number(words: str) -> dict[str, float]:
    """`3`, `3:0.5` (with tolerance) or `2.5..3.5`."""
    if found := RANGE.match(words):
        low, high = float(found[1]), float(found[2])
        if low > high:
            raise Wrong(_("“%(words)s” is not a number.") % {"words": words})
        return {"value": (low + high) / 2, "tolerance": (high - low) / 2}
    value, _sep, tolerance = words.partition(":")
    return {"value": number(value), "tolerance": number(tolerance or "0")}


def number(words: str) -> float:
    """A plain number; raises Wrong for anything else, also for what no computer can count with."""
    if not re.fullmatch(r"\s*[-+]?\d{1,15}(\.\d{1,12})?([eE][-+]?\d{1,2})?\s*", words):
        raise Wrong(_("“%(words)s” is not a number.") % {"words": words.strip()[:40]})
    return float(words)
