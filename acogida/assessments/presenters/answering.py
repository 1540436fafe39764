"""What the answering page shows of each question."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments.actions.answers import StaleAnswer, moment
from acogida.assessments.models import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Question,
    Value,
)
from acogida.assessments.presenters.words import GRADE_TONES
from acogida.core.text import in_language


@dataclass
class DiffRow:
    """One field in two versions, as the `diff` component takes it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class KeptEvidence:
    """One evidence item of the draft, as the `evidence` component takes it."""

    pk: int
    title: str
    kind: str
    url: str
    date: str
    note: str


def kept_evidence(item: EvidenceItem, assessment: int) -> KeptEvidence:
    url, note = item.link, item.detail
    if item.file:
        url = reverse("assessments:evidence_file", args=[assessment, item.pk])
        who = _("public once published") if item.file_is_public else _("only for your organisation")
        about = f"{item.file.name}, {filesizeformat(item.file.size)}, {who}"
        note = f"{note} ({about})" if note else about
    return KeptEvidence(
        pk=item.pk,
        title=item.title,
        kind="law" if item.kind == EvidenceKind.LEGAL else item.kind,
        url=url,
        date=format_date(item.dated, "DATE_FORMAT") if item.dated else "",
        note=note,
    )


@dataclass
class SavedState:
    """What the line under a question says: who saved it when, and how well it is founded."""

    text: str
    tone: str
    grade: str = ""
    grade_tone: str = "neutral"


@dataclass
class QuestionRow:
    """One question with its form, its evidence, and the other person's version where there is one."""

    question: Question
    form: Form
    where_to_look: list[str]
    answer: Answer | None
    state: SavedState
    conflict: StaleAnswer | None = None
    diff: list[DiffRow] = field(default_factory=list)

    @property
    def keep_name(self) -> str:
        """The name of the button by which a person keeps their own version."""
        return self.form.add_prefix("keep")

    @property
    def objectives(self) -> list[Any]:
        return list(self.question.objectives.all())

    @property
    def evidence(self) -> list["KeptEvidence"]:
        if not (self.answer and self.answer.pk):
            return []
        return [kept_evidence(item, self.answer.assessment_id) for item in self.answer.evidence.all()]


def saved_state(answer: Answer | None, reader: User) -> SavedState:
    if answer is None or not answer.pk or not (answer.value or answer.explanation):
        return SavedState(_("Not answered yet"), "neutral")
    text = _("Saved by %(who)s, %(when)s") % {
        "who": answer.updated_by,
        "when": moment(answer.updated_at, reader),
    }
    if not answer.value:
        return SavedState(text, "neutral")
    return SavedState(text, "success", str(answer.grade.label), GRADE_TONES[answer.grade])


def row_of(
    assessment: Assessment,
    question: Question,
    *,
    answer: Answer | None,
    form: Form,
    reader: User,
    conflict: StaleAnswer | None = None,
) -> QuestionRow:
    words = assessment.instrument.evidence_words
    return QuestionRow(
        question=question,
        form=form,
        where_to_look=[in_language(words.get(code, {})) or code for code in question.evidence_types],
        answer=answer,
        state=saved_state(answer, reader),
        conflict=conflict,
        diff=diff_of(form, conflict.answer) if conflict else [],
    )


def diff_of(form: Form, stored: Answer) -> list[DiffRow]:
    """Theirs beside what was typed here, field by field; only the fields that differ."""
    typed = form.cleaned_data
    rows = [
        DiffRow(_("Answer"), _value_word(stored.value), _value_word(typed["value"])),
        DiffRow(_("Explanation"), stored.explanation, typed["explanation"]),
    ]
    return [row for row in rows if row.before != row.after]


def _value_word(value: str) -> str:
    return str(Value(value).label) if value else _("none")
