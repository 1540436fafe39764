"""Reading Moodle's XML of questions, with the line of whatever cannot be read."""

import html
import io
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

import defusedxml.sax
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from acogida.training.course_text import plain
from acogida.training.models.question import QuestionKind
from acogida.training.questions.gift import number, topic_of
from acogida.training.questions.shape import Content, Draft, Fault, Reading, Wrong, require_sound

FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "html"}
KINDS = {
    "truefalse": QuestionKind.TRUE_FALSE,
    "matching": QuestionKind.MATCHING,
    "shortanswer": QuestionKind.SHORT,
    "numerical": QuestionKind.NUMERICAL,
    "ordering": QuestionKind.ORDERING,
}
DEEPEST = 12


class Node:
    """An element: its name, attributes, words, children and the line where it begins."""

    def __init__(self, tag: str, attrs: dict[str, str], line: int) -> None:
        self.tag, self.attrs, self.line = tag, attrs, line
        self.words: list[str] = []
        self.children: list[Node] = []

    def all(self, tag: str) -> list["Node"]:
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node | None":
        return next(iter(self.all(tag)), None)

    @property
    def text(self) -> str:
        """The words of its <text>, else its own."""
        inner = self.first("text")
        return "".join((inner or self).words).strip()


class Handler(ContentHandler):
    """Builds one question at a time and hands it to `take`."""

    def __init__(self, take: Any) -> None:
        super().__init__()
        self.take, self.stack, self.is_quiz = take, list[Node](), False
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 -- the name SAX calls
        self.locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 -- the name SAX calls
        line = (self.locator.getLineNumber() if self.locator else 0) or 0
        if not self.is_quiz and name != "quiz":
            raise Wrong(_("This is not Moodle's XML of questions: it does not begin with <quiz>."), line)
        self.is_quiz = True
        if len(self.stack) >= DEEPEST:
            raise Wrong(_("Elements stand too deep in one another."), line)
        node = Node(name, dict(attrs.items()), line)
        if self.stack:
            self.stack[-1].children.append(node)
        if self.stack or name == "question":
            self.stack.append(node)

    def characters(self, content: str) -> None:
        if self.stack:
            self.stack[-1].words.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 -- the name SAX calls
        if self.stack:
            node = self.stack.pop()
            if not self.stack:
                self.take(node)


def read(data: bytes, language: str) -> Reading:
    """All questions of the file, in one language. Of a file that breaks off, those before the break."""
    found, topic = Reading(), ""

    def take(node: Node) -> None:
        nonlocal topic
        if node.attrs.get("type") == "category":
            topic = topic_of(said.text if (said := node.first("category")) else "")
            return
        try:
            draft = _question(node, language)
            draft.topic, draft.line = topic, node.line
            require_sound(draft)
        except Wrong as wrong:
            found.faults.append(Fault(wrong.line or node.line, wrong.words))
        else:
            found.drafts.append(draft)

    try:
        defusedxml.sax.parse(io.BytesIO(data), Handler(take), forbid_dtd=True)
    except SAXParseException as error:
        found.faults.append(Fault(error.getLineNumber() or 0, _("From here on the XML is broken.")))
    except Wrong as wrong:
        found.faults.append(Fault(wrong.line, wrong.words))
    except (DefusedXmlException, LookupError, UnicodeError, ValueError):
        found.faults.append(Fault(1, _("The XML declares entities or an encoding that are not read here.")))
    return found


def _question(node: Node, language: str) -> Draft:
    kind = node.attrs.get("type", "")
    asked = node.first("questiontext")
    if asked is None:
        raise Wrong(_("The question has no text."))
    style = FORMATS.get(asked.attrs.get("format", "html"), "html")
    if kind == "multichoice":
        single = node.first("single")
        several = single is not None and single.text.casefold() in {"false", "0"}
        found_kind = QuestionKind.MULTIPLE if several else QuestionKind.SINGLE
    elif kind in KINDS:
        found_kind = KINDS[kind]
    else:
        raise Wrong(_("Questions of the kind “%(kind)s” are not known here.") % {"kind": kind[:40]})
    reader = Texts(style, language)
    content: Content = {
        "format": style,
        "text": reader.of(asked),
        "feedback": reader.maybe(node.first("generalfeedback")),
    }
    content |= _parts(found_kind, node, reader)
    named = node.first("name")
    name = (named.text if named else "") or plain(content["text"][language], style)[:80]
    return Draft(name=name[:160], kind=found_kind, content=content)


class Texts:
    """Texts of one question: all written as its own text is, whatever each says it is written as."""

    def __init__(self, style: str, language: str) -> None:
        self.style, self.language = style, language

    def of(self, node: Node) -> dict[str, str]:
        if node.first("file") or "@@PLUGINFILE@@" in node.text:
            raise Wrong(_("It carries a picture or a file: put that in the unit instead."), node.line)
        written = FORMATS.get(node.attrs.get("format", ""), self.style)
        words = node.text
        if written != self.style:
            words = html.escape(words) if written == "plain" else plain(words, written)
        return {self.language: words}

    def maybe(self, node: Node | None) -> dict[str, str]:
        return self.of(node) if node is not None and node.text else {}


def _parts(kind: str, node: Node, reader: Texts) -> dict[str, Any]:
    answers = node.all("answer")
    match kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return {"choices": [{"text": reader.of(a), **_worth(a, reader)} for a in answers]}
        case QuestionKind.TRUE_FALSE:
            return _truth(answers, reader)
        case QuestionKind.SHORT:
            return {"accepted": [{"text": {reader.language: a.text}, **_worth(a, reader)} for a in answers]}
        case QuestionKind.NUMERICAL:
            return {"numbers": [_number(a, reader) for a in answers]}
        case QuestionKind.ORDERING:
            ranked = sorted(answers, key=lambda a: _fraction(a))
            return {"items": [reader.of(a) for a in ranked]}
        case _matching:
            return _pairs(node.all("subquestion"), reader)


def _fraction(answer: Node) -> float:
    try:
        return float(answer.attrs.get("fraction", "0") or "0")
    except ValueError as error:
        raise Wrong(_("A part of the mark lies between -100 and 100 %."), answer.line) from error


def _worth(answer: Node, reader: Texts) -> dict[str, Any]:
    percent = _fraction(answer)
    if not -100 <= percent <= 100:
        raise Wrong(_("A part of the mark lies between -100 and 100 %."), answer.line)
    if not answer.text:
        raise Wrong(_("An answer is empty."), answer.line)
    return {"percent": percent, "feedback": reader.maybe(answer.first("feedback"))}


def _number(answer: Node, reader: Texts) -> dict[str, Any]:
    tolerance = answer.first("tolerance")
    try:
        value, within = number(answer.text), number(tolerance.text if tolerance else "0")
    except Wrong as wrong:
        raise Wrong(wrong.words, answer.line) from wrong
    return {"value": value, "tolerance": within, **_worth(answer, reader)}


def _truth(answers: list[Node], reader: Texts) -> dict[str, Any]:
    right = [answer.text.casefold() for answer in answers if _fraction(answer) == 100]
    if len(right) != 1 or right[0] not in {"true", "false"}:
        raise Wrong(_("It does not say whether it is true or false."))
    said = {a.text.casefold(): reader.maybe(a.first("feedback")) for a in answers}
    when = {key: said[key] for key in ("false", "true") if said.get(key)}
    return {"correct": right[0] == "true", "when": when}


def _pairs(rows: list[Node], reader: Texts) -> dict[str, Any]:
    pairs, others = [], []
    for row in rows:
        answer = row.first("answer")
        if answer is None or not answer.text:
            raise Wrong(_("A pair has no right side."), row.line)
        right = {reader.language: answer.text}
        if row.text:
            pairs.append({"left": reader.of(row), "right": right})
        else:
            others.append(right)
    return {"pairs": pairs, "others": others}
