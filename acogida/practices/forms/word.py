"""The Word template of a practice, made of the same forms as its pages, and what comes back in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.core.text import LANGUAGES
from acogida.documents.wordanswers import Answers, answers_of
from acogida.documents.wordform import Question, Section, WordForm
from acogida.practices.fields import NAMES
from acogida.practices.forms.writing import STEPS, FactsForm, TextsForm, form_of
from acogida.practices.models import Practice
from acogida.practices.queries.tongue import guessed, language_name

KEY = "practice"
# Answered by numbers, which are easier to write without a line than to tick in lists of 23.
NUMBERED = {"primary": 23, "secondary": 23, "sdgs": 17}
YEARS = ("year_start", "year_end")


def word_form(language: str, practice: Practice | None = None) -> WordForm:
    """The template in one language, empty or with what a practice says."""
    with translation.override(language):
        sections = [Section(str(title), list(_questions(step, practice))) for step, title in STEPS.items()]
        lead = _(
            "Fill in what you know, leave the rest empty and save. Then upload the file under "
            "“My practices”: you check everything before it is kept.\n"
            "It becomes public if it is accepted: write no personal data of anybody."
        )
        objectives = [f"{o.number}. {o.short}" for o in Objective.objects.order_by("number")]
        annex = [(_("The 23 objectives of the Compact"), objectives)] if objectives else []
        return WordForm(KEY, language, _("Tell a practice"), lead, sections, annex)


def _questions(step: str, practice: Practice | None) -> Iterator[Question]:
    empty = FactsForm() if step == "facts" else TextsForm(step)
    form = form_of(practice, step) if practice else empty
    for bound in form.visible_fields():
        value = (form.initial.get(bound.name) if practice else None) or ""
        yield _question(bound.name, bound.field, value)


def _question(name: str, asked: Any, value: Any) -> Question:
    label, hint = str(asked.label), str(asked.help_text)
    if name in NUMBERED:
        hint = " ".join(part for part in (hint, _("Write the numbers, for example: 3, 15.")) if part)
        return Question(name, label, hint, value=", ".join(str(number) for number in value))
    if isinstance(asked, forms.BooleanField):
        return Question(name, label, hint, [("1", _("Yes"))], ["1"] if value else [])
    if hasattr(asked, "choices"):
        options = [(str(key), str(words)) for key, words in asked.choices if str(key)]
        chosen = [value] if isinstance(value, str) else value
        return Question(name, label, hint, options, [str(one) for one in chosen])
    return Question(name, label, hint, value=str(value))


@dataclass
class Brought:
    """What a file brings: `values` as the form's fields want them, `leftover` what fitted nowhere,
    `remarks` what whoever brings it should know. `language` is proposed.
    """

    language: str
    values: dict[str, Any] = field(default_factory=dict)
    leftover: str = ""
    remarks: list[str] = field(default_factory=list)


def brought(data: bytes, *, told_in: str = "") -> Brought:
    """Read a filled template, in whichever language it was; `told_in` is the language of the practice it is
    for, if there is one. Raises Refused where the file is not our template or not sound.
    """
    templates = [word_form(code) for code in LANGUAGES]
    found = answers_of(data, templates)
    made = Brought(found.language)
    lost = [*found.unmatched, *found.deleted]
    for question in word_form(found.language).questions():
        if question.options:
            _take_ticks(made, question, found.ticked.get(question.name, []))
        else:
            _take_text(made, question, found.texts.get(question.name, ""), lost)
    made.leftover = "\n".join(lost)
    _remark(made, found, told_in)
    return made


def _take_ticks(made: Brought, question: Question, ticked: Sequence[str]) -> None:
    several = question.name in ("principles", "contexts")
    if several:
        made.values[question.name] = list(ticked)
    elif len(ticked) > 1:
        made.remarks.append(_("“%(question)s” has several marks: choose one.") % {"question": question.label})
    elif ticked:
        made.values[question.name] = ticked[0]


def _take_text(made: Brought, question: Question, text: str, lost: list[str]) -> None:
    name = question.name
    if name in NUMBERED:
        numbers = [int(n) for n in re.findall(r"\d{1,6}", text)]
        known = [n for n in dict.fromkeys(numbers) if 1 <= n <= NUMBERED[name]]
        made.values[name] = known
        unknown = [n for n in numbers if n not in known]
        if unknown and name != "sdgs":
            made.remarks.append(
                _("The Compact has no objective %(number)s. Choose among 1 to 23.") % {"number": unknown[0]}
            )
        if unknown or (text and not numbers):
            lost.append(f"{question.label}: {text}")
    elif name in YEARS:
        year = re.search(r"\b(?:19|20)\d\d\b", text)
        made.values[name] = year[0] if year else ""
        if text and (year is None or text.strip() != year[0]):
            lost.append(f"{question.label}: {text}")
    else:
        made.values[name] = " ".join(text.split()) if name == "title" else text


def _remark(made: Brought, found: Answers, told_in: str) -> None:
    written = guessed("\n".join(str(made.values.get(name, "")) for name in NAMES))
    if written and written != found.language:
        made.remarks.append(
            _("The questions are in %(form)s, but the answers seem to be in %(text)s: check the language.")
            % {"form": language_name(found.language), "text": language_name(written)}
        )
    made.language = written or found.language
    if told_in and made.language != told_in:
        made.remarks.append(
            _(
                "This practice is told in %(told)s, and the file seems to be in %(text)s. "
                "If it is a translation, do not save it here: open “Translations”."
            )
            % {"told": language_name(told_in), "text": language_name(made.language)}
        )
    if found.has_tracked_changes:
        made.remarks.append(
            _(
                "The file holds tracked changes. It was read as if all were accepted; "
                "what was struck out is below."
            )
        )
    if found.pictures:
        made.remarks.append(
            _("The file holds pictures (%(number)s). They are not taken over: add them under “Files”.")
            % {"number": found.pictures}
        )
    if made.leftover:
        made.remarks.append(
            _("Some text stood outside the questions. It is below, and nothing of it is lost.")
        )
