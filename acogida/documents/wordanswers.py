"""What people have written into one of our Word forms, wherever in the document they wrote it.

An answer is known by its content control, else by the label of its box in any language of the form.
Whatever fits nowhere is given back as well: nothing that somebody wrote is lost.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.documents import archives
from acogida.documents.fonts import clean
from acogida.documents.wordform import OPEN_BOX, WORD_2010, Question, WordForm, placeholder, texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
CHECKED = f"{{{WORD_2010}}}checked"
MOST_XML = 20 * 1024 * 1024
TICKS = "☒☑✓✔✗✘■xX"
BOXES = OPEN_BOX + TICKS + "[]() "
BESIDE = ("word/comments.xml", "word/footnotes.xml", "word/endnotes.xml")


@dataclass
class Answers:
    """`texts` by question; `ticked` the options of those answered by ticks. `unmatched` is what stood
    elsewhere, `deleted` what tracked changes had struck out, `language` that of the form that was filled in.
    """

    language: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    ticked: dict[str, list[str]] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    has_tracked_changes: bool = False
    pictures: int = 0


def answers_of(data: bytes, forms: Sequence[WordForm]) -> Answers:
    """Read a filled form; `forms` are the same one in every language it is offered in.

    Raises Refused with a sentence where the file is not a sound DOCX, carries programs, or is not this form.
    """
    archives.refuse_old_office(data)
    archive = archives.opened(data) if data.startswith(b"PK") else None
    if archive is None or archives.kind_of(archive) != "docx":
        raise Refused(_("This is not a Word document (DOCX)."))
    reading, document = _Reading(forms), _tree(archive, "word/document.xml")
    reading.walk(document, "")
    if not reading.known:
        raise Refused(
            _(
                "This is not our template: none of its questions was found. "
                "Download the template, copy your text into it and send it again."
            )
        )
    for name in BESIDE:
        if name in archive.namelist():
            reading.walk(_tree(archive, name), "")
    reading.answers.pictures = sum(1 for _found in document.iter(PICTURE))
    return reading.finished()


def _tree(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as part:
        xml = part.read(MOST_XML + 1)
    if len(xml) > MOST_XML:
        raise Refused(_("The file is far larger inside than it looks, so it was not opened."))
    try:
        tree: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    return tree


class _Reading:
    """One walk through a document, in its order; `known` counts questions found by language."""

    def __init__(self, forms: Sequence[WordForm]) -> None:
        self.key, self.first = forms[0].key, forms[0].language
        self.questions = {question.name: question for question in forms[0].questions()}
        self.labels = {
            fold(clean(q.label)): (q.name, form.language) for form in forms for q in form.questions()
        }
        self.options = {
            (q.name, fold(clean(words))): value
            for form in forms
            for q in form.questions()
            for value, words in q.options
        }
        self.own = {_plain(text) for form in forms for text in texts_of(form)}
        self.empty = {_plain(placeholder(form.language)) for form in forms}
        self.known: dict[str, int] = {}
        self.lines: dict[str, list[str]] = {}
        self.answers = Answers()

    def finished(self) -> Answers:
        found = self.answers
        found.language = max(self.known, key=lambda code: (bool(code), self.known[code])) or self.first
        found.texts = {name: "\n".join(lines).strip() for name, lines in self.lines.items()}
        return found

    def walk(self, node: Element, name: str) -> None:
        """Everything below a node; `name` is the question whose answer this is, if any."""
        for child in node:
            if child.tag == FALLBACK:
                continue
            if child.tag == f"{W}p":
                self._paragraph(child, name)
            elif child.tag == f"{W}tbl":
                self._table(child, name)
            elif child.tag == f"{W}sdt":
                self.walk(child, self._marked(child) or name)
            else:
                self.walk(child, name)

    def _marked(self, control: Element) -> str:
        """The question that a content control is the answer to."""
        tag = control.find(f"{W}sdtPr/{W}tag")
        said = "" if tag is None else tag.get(f"{W}val", "")
        name = said.removeprefix(f"{self.key}.").partition(":")[0]
        return name if said.startswith(f"{self.key}.") and name in self.questions else ""

    def _table(self, table: Element, name: str) -> None:
        rows = table.findall(f"{W}tr")
        label = fold(_plain(_first_words(rows[0]))) if rows else ""
        asked, language = self.labels.get(label, ("", ""))
        asked = next((n for c in table.iter(f"{W}sdt") if (n := self._marked(c))), asked)
        if not asked:
            self.walk(table, name)
            return
        self.known[language] = self.known.get(language, 0) + 1
        for number, row in enumerate(rows):
            self.walk(row, asked if number else "")

    def _paragraph(self, paragraph: Element, name: str) -> None:
        text, struck = _words(paragraph), "".join(t.text or "" for t in paragraph.iter(f"{W}delText"))
        if struck.strip():
            self.answers.deleted.append(struck.strip())
        if struck or any(paragraph.find(f".//{W}{tag}") is not None for tag in ("ins", "moveFrom", "moveTo")):
            self.answers.has_tracked_changes = True
        question = self.questions.get(name)
        if question and question.options:
            self._tick(paragraph, question, text)
        elif question:
            if _plain(text) not in self.empty:
                bullet = "- " if paragraph.find(f"{W}pPr/{W}numPr") is not None else ""
                self.lines.setdefault(name, []).append(bullet + clean(text).strip())
        elif text.strip() and _plain(text) not in self.own:
            self.answers.unmatched.append(clean(text).strip())
        # A text box stands inside a paragraph and has paragraphs of its own.
        for box in _boxes(paragraph):
            self.walk(box, name)

    def _tick(self, paragraph: Element, question: Question, text: str) -> None:
        """A line of an option: ticked by its control, or by a mark in place of the box."""
        words = text.strip()
        value = self.options.get((question.name, fold(_plain(words.lstrip(BOXES)))))
        value = value or next(
            (v for v, said in question.options if fold(_plain(said)) == fold(_plain(words[1:]))), None
        )
        if value is None:
            if words and _plain(words) not in self.own and words.strip(BOXES):
                self.answers.unmatched.append(f"{question.label}: {clean(words)}")
            return
        control = paragraph.find(f".//{CHECKED}")
        ticked = control is not None and control.get(f"{{{WORD_2010}}}val", "1") in {"1", "true", "on"}
        if ticked or words[:2].strip("[( ")[:1] in set(TICKS):
            self.answers.ticked.setdefault(question.name, []).append(value)


def _words(paragraph: Element) -> str:
    """A paragraph's text as it would read with every tracked change accepted, its text boxes apart."""
    return "".join(_runs(paragraph))


def _runs(node: Element) -> Iterator[str]:
    for child in node:
        tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if tag == "t":
            yield child.text or ""
        elif tag in {"br", "cr"}:
            yield "\n"
        elif tag == "tab":
            yield " "
        elif tag not in {"del", "moveFrom", "txbxContent", "pPr"} and child.tag != FALLBACK:
            yield from _runs(child)


def _first_words(row: Element) -> str:
    """The first paragraph of a row: the label of a box."""
    return next((text for p in row.iter(f"{W}p") if (text := _words(p).strip())), "")


def _boxes(node: Element) -> Iterator[Element]:
    """The text boxes of a paragraph, each once."""
    for child in node:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != FALLBACK:
            yield from _boxes(child)


def _plain(text: str) -> str:
    return " ".join(text.split())
