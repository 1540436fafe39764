"""A form as a Word document: questions in boxes, answers in content controls, to be filled in without a line.

Each question is a table of one column: its label and hint above, its answer below, so that it is still
read back where a program on a phone has thrown the content controls away (`acogida.documents.wordanswers`).
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from acogida.documents.docx import borders, element, set_up
from acogida.documents.fonts import clean
from acogida.documents.paints import lighter, paints
from acogida.documents.report import Report

if TYPE_CHECKING:
    from docx.document import Document

OPEN_BOX, TICKED_BOX = "☐", "☒"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
SHADE = lighter(paints()["accent"], 0.93).removeprefix("#").upper()
GREY = paints()["quiet"].removeprefix("#").upper()


@dataclass(frozen=True)
class Question:
    """One question. With `options` (value, words) it is answered by ticks, else by text.

    `value` is what is answered already: a text, or the values ticked.
    """

    name: str
    label: str
    hint: str = ""
    options: Sequence[tuple[str, str]] = ()
    value: str | Sequence[str] = ""


@dataclass(frozen=True)
class Section:
    title: str
    questions: Sequence[Question]


@dataclass(frozen=True)
class WordForm:
    """A form in one language. `key` marks its content controls; `annex` are lists to look things up in."""

    key: str
    language: str
    title: str
    lead: str
    sections: Sequence[Section]
    annex: Sequence[tuple[str, Sequence[str]]] = ()

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions


def placeholder(language: str) -> str:
    """What stands in an answer that nobody has given yet."""
    with translation.override(language):
        return _("Write here")


def texts_of(form: WordForm) -> set[str]:
    """Every paragraph that the form itself says; whatever else a document holds, a person has written."""
    found = {form.title, *form.lead.splitlines(), placeholder(form.language)}
    for section in form.sections:
        found.add(section.title)
    for question in form.questions():
        found |= {
            question.label,
            question.hint,
            *(f"{OPEN_BOX} {words}" for _value, words in question.options),
        }
    for heading, lines in form.annex:
        found |= {heading, *lines}
    return {clean(text) for text in found}


def to_word_form(form: WordForm) -> bytes:
    """The form as DOCX (A4), with its language and title set."""
    from docx import Document  # noqa: PLC0415 -- a tenth of a second that only documents need

    document = Document()
    set_up(document, Report(title=form.title, language=form.language, sections=[]))
    document.add_paragraph(clean(form.title), style="Title")
    for line in form.lead.splitlines():
        document.add_paragraph(clean(line))
    number = 1000
    for section in form.sections:
        document.add_heading(clean(section.title), level=1)
        for question in section.questions:
            number += 100
            _question(document, form, question, number)
    for heading, lines in form.annex:
        document.add_heading(clean(heading), level=1)
        for line in lines:
            document.add_paragraph(clean(line), style="Table Text")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _question(document: "Document", form: WordForm, question: Question, number: int) -> None:
    table = document.add_table(2, 1)
    borders(table)
    asked, answer = table.rows[0].cells[0], table.rows[1].cells[0]
    asked._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=SHADE))
    asked.paragraphs[0].style = "Table Header"
    asked.paragraphs[0].add_run(clean(question.label))
    asked.paragraphs[0].paragraph_format.keep_with_next = True
    if question.hint:
        hint = asked.add_paragraph(clean(question.hint), style="Table Text")
        hint.paragraph_format.keep_with_next = True
    tag = f"{form.key}.{question.name}"
    if question.options:
        _ticks(answer, tag, question, number)
    else:
        _answer(answer, tag, question, number, placeholder(form.language))
    document.add_paragraph(style="After Table")


def _control(alias: str, tag: str, number: int, *more: Any) -> tuple[Any, Any]:
    """A content control that cannot be deleted by mistake, and where its content goes."""
    control, properties, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    for child in (
        element("w:alias", val=clean(alias)[:60]),
        element("w:tag", val=tag),
        element("w:id", val=str(number)),
        element("w:lock", val="sdtLocked"),
        *more,
    ):
        properties.append(child)
    control.append(properties)
    control.append(content)
    return control, content


def _answer(cell: Any, tag: str, question: Question, number: int, said: str) -> None:
    value = clean(str(question.value))
    more = [] if value else [element("w:showingPlcHdr")]
    control, content = _control(question.label, tag, number, *more)
    for line in (value or said).splitlines():
        paragraph = cell.add_paragraph(style="Table Text")
        run = paragraph.add_run(line)
        if not value:
            run.font.color.rgb = _rgb(GREY)
        content.append(paragraph._p)
    # A cell must end with a paragraph of its own; the first one stays behind the control.
    last = cell.paragraphs[0]
    last.style = "After Table"
    last._p.addprevious(control)


def _ticks(cell: Any, tag: str, question: Question, number: int) -> None:
    chosen = {str(value) for value in question.value}
    for place, (value, words) in enumerate(question.options, start=1):
        paragraph = cell.paragraphs[0] if place == 1 else cell.add_paragraph()
        paragraph.style = "Table Text"
        paragraph._p.append(_box(words, f"{tag}:{value}", number + place, ticked=value in chosen))
        paragraph.add_run(f" {clean(words)}")


def _box(words: str, tag: str, number: int, *, ticked: bool) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 -- as in to_word_form

    box = parse_xml(
        f'<w14:checkbox xmlns:w14="{WORD_2010}"><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    control, content = _control(words, tag, number, box)
    run, text = element("w:r"), element("w:t")
    properties = element("w:rPr")
    properties.append(element("w:rFonts", ascii="MS Gothic", eastAsia="MS Gothic", hAnsi="MS Gothic"))
    text.text = TICKED_BOX if ticked else OPEN_BOX
    run.append(properties)
    run.append(text)
    content.append(run)
    return control


def _rgb(colour: str) -> Any:
    from docx.shared import RGBColor  # noqa: PLC0415 -- as in to_word_form

    return RGBColor.from_string(colour)
