"""What the answering page shows of each question."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from acogida.assessments.actions.answers import StaleAnswer, moment
from acogida.assessments.models import (
    Answer,
    EvidenceItem,
    EvidenceKind,
    Question,
    Value,
)
from acogida.assessments.presenters.desk import Desk
from acogida.assessments.presenters.words import GRADE_TONES
from acogida.assessments.rules import Author
from acogida.core.text import in_language


@dataclass
class DiffRow:
    """One field in two versions, as the `diff` component takes it."""

    label: str
    before: str
    after: str
    name: str = ""
    may_take_both: bool = False


@dataclass(frozen=True)
class KeptEvidence:
    """One evidence item of the draft, as the `evidence` component takes it."""

    pk: int
    title: str
    kind: str
    url: str
    date: str
    note: str
    is_own: bool = True
    remove_url: str = ""


def kept_evidence(item: EvidenceItem, desk: Desk) -> KeptEvidence:
    url, note = item.link, item.detail
    if item.file:
        opens = item.file_is_public or desk.sees_private_files
        url = desk.file_url(item.pk) if opens else ""
        who = (
            _("public once published")
            if item.file_is_public
            else _("only for the municipality and its validators")
        )
        about = f"{item.file.name}, {filesizeformat(item.file.size)}, {who}"
        note = f"{note} ({about})" if note else about
    return KeptEvidence(
        pk=item.pk,
        title=item.title,
        kind="law" if item.kind == EvidenceKind.LEGAL else item.kind,
        url=url,
        date=format_date(item.dated, "DATE_FORMAT") if item.dated else "",
        note=note,
        remove_url=desk.remove_url(item.pk),
        is_own=not desk.is_link or item.added_link_id == desk.author.pk,
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
    desk: Desk
    discussions: int = 0
    conflict: StaleAnswer | None = None
    diff: list[DiffRow] = field(default_factory=list)

    @property
    def keep_name(self) -> str:
        """The name of the button by which a person keeps their own version."""
        return self.form.add_prefix("keep")

    @property
    def autosave_url(self) -> str:
        return self.desk.autosave_url(self.question.code)

    @property
    def page_url(self) -> str:
        return f"{self.desk.section_url(self.question.sub_dimension)}#{self.question.code}"

    @property
    def discussion_url(self) -> str:
        return self.desk.discussion_url(self.question.code)

    @property
    def example(self) -> dict[str, str]:
        return dict(self.question.guidance.get("example", {}))

    @property
    def advice(self) -> dict[str, str]:
        return dict(self.question.guidance.get("look", {}))

    @property
    def objectives(self) -> list[Any]:
        return list(self.question.objectives.all())

    @property
    def evidence(self) -> list["KeptEvidence"]:
        if not (self.answer and self.answer.pk):
            return []
        return [kept_evidence(item, self.desk) for item in self.answer.evidence.all()]

    @property
    def removable(self) -> list["KeptEvidence"]:
        """What this person may take away: a link's holder only what was added with the link."""
        return [item for item in self.evidence if item.is_own]


def saved_state(answer: Answer | None, reader: Author) -> SavedState:
    if answer is None or not answer.pk or not (answer.value or answer.explanation):
        return SavedState(_("Not answered yet"), "neutral")
    text = _("Saved by %(who)s, %(when)s") % {
        "who": answer.author,
        "when": moment(answer.updated_at, reader),
    }
    if not answer.value:
        return SavedState(text, "neutral")
    return SavedState(text, "success", str(answer.grade.label), GRADE_TONES[answer.grade])


def row_of(
    desk: Desk,
    question: Question,
    *,
    answer: Answer | None,
    form: Form,
    conflict: StaleAnswer | None = None,
    discussions: int = 0,
) -> QuestionRow:
    words = desk.assessment.instrument.evidence_words
    return QuestionRow(
        question=question,
        form=form,
        where_to_look=[in_language(words.get(code, {})) or code for code in question.evidence_types],
        answer=answer,
        state=saved_state(answer, desk.author),
        desk=desk,
        discussions=discussions,
        conflict=conflict,
        diff=diff_of(form, conflict.answer) if conflict else [],
    )


def diff_of(form: Form, stored: Answer) -> list[DiffRow]:
    """Theirs beside what was typed here, field by field; only the fields that differ."""
    typed = form.cleaned_data
    rows = [
        DiffRow(
            _("Answer"), _value_word(stored.value), _value_word(typed["value"]), form.add_prefix("take-value")
        ),
        DiffRow(
            _("Explanation"),
            stored.explanation,
            typed["explanation"].replace("\r\n", "\n").strip(),
            form.add_prefix("take-explanation"),
            may_take_both=bool(stored.explanation and typed["explanation"]),
        ),
    ]
    return [row for row in rows if row.before != row.after]


def _value_word(value: str) -> str:
    return str(Value(value).label) if value else _("none")
