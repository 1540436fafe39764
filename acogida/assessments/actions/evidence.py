"""Adding and removing what shows that an answer is true."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.assessments import rules
from acogida.assessments.actions.answers import require_section, sign
from acogida.assessments.actions.links import still_open
from acogida.assessments.models import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    PersonalLink,
    Question,
)
from acogida.assessments.rules import Author
from acogida.assessments.states import State
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents import files


@transaction.atomic
def add_evidence(
    assessment: Assessment,
    *,
    question: Question,
    kind: str,
    title: str,
    detail: str = "",
    link: str = "",
    upload: Any = None,
    file_is_public: bool = False,
    dated: date | None = None,
    by: Author,
    at: datetime,
) -> EvidenceItem:
    """Put a note, a link, a file or a legal citation beside an answer.

    A legal citation needs its date; a file is kept by `documents.files`, which refuses what it cannot
    vouch for. A question not answered yet may already have evidence.
    """
    assessment = _open_for_evidence(assessment, by=by, at=at)
    title, detail, link = title.strip(), detail.strip(), link.strip()
    _check(kind, title=title, link=link, upload=upload, dated=dated)
    if dated and dated > at.date():
        raise Refused(_("The date of the evidence is in the future."))
    if question.sub_dimension.dimension.instrument_id != assessment.instrument_id:
        raise Refused(_("This question belongs to another questionnaire."))
    answer = _answer_to(assessment, question, by=by, at=at)
    item = EvidenceItem.objects.create(
        answer=answer,
        kind=kind,
        title=title,
        detail=detail,
        link=link if kind == EvidenceKind.LINK else "",
        file=files.keep(upload, by=by, at=at) if kind == EvidenceKind.FILE else None,
        file_is_public=file_is_public and kind == EvidenceKind.FILE,
        dated=dated,
        **_signed(by, at=at),
    )
    audit.record(
        "assessments.evidence_added", item, by=by, at=at, detail={"question": question.code, "kind": kind}
    )
    return item


@transaction.atomic
def reuse_evidence(
    assessment: Assessment, *, question: Question, item: EvidenceItem, by: Author, at: datetime
) -> EvidenceItem:
    """Put an item of the municipality's evidence drawer beside one more answer, of this or another year.

    What it says is copied, so that each answer's item can be taken away alone; its file is kept once.
    """
    assessment = _open_for_evidence(assessment, by=by, at=at)
    if isinstance(by, PersonalLink) or item.answer.assessment.organisation_id != assessment.organisation_id:
        raise Refused(_("Only evidence of your own municipality can be used again."))
    if question.sub_dimension.dimension.instrument_id != assessment.instrument_id:
        raise Refused(_("This question belongs to another questionnaire."))
    answer = _answer_to(assessment, question, by=by, at=at)
    if answer.evidence.filter(kind=item.kind, title=item.title, link=item.link, file=item.file).exists():
        raise Refused(_("This answer already has that evidence."))
    again = EvidenceItem.objects.create(
        answer=answer,
        kind=item.kind,
        title=item.title,
        detail=item.detail,
        link=item.link,
        file=item.file,
        file_is_public=item.file_is_public,
        dated=item.dated,
        reused_from=item,
        **_signed(by, at=at),
    )
    audit.record(
        "assessments.evidence_reused", again, by=by, at=at, detail={"question": question.code, "of": item.pk}
    )
    return again


def _answer_to(assessment: Assessment, question: Question, *, by: Author, at: datetime) -> Answer:
    """The answer to a question, made with nothing said where there is none: evidence may come first."""
    require_section(assessment, question, by=by)
    answer = Answer.objects.filter(assessment=assessment, question=question).first()
    if answer is None:
        answer = Answer(assessment=assessment, question=question)
        sign(answer, by=by, at=at)
        answer.save()
    return answer


def _signed(by: Author, *, at: datetime) -> dict[str, Any]:
    return {"added_link" if isinstance(by, PersonalLink) else "added_by": by, "added_at": at}


@transaction.atomic
def remove_evidence(item: EvidenceItem, *, by: Author, at: datetime) -> None:
    """Take an evidence item away from the draft; editions already published keep it."""
    assessment = _open_for_evidence(item.answer.assessment, by=by, at=at)
    if isinstance(by, PersonalLink) and item.added_link_id != by.pk:
        raise Refused(_("You can remove only the evidence that was added with this link."))
    audit.record(
        "assessments.evidence_removed",
        item,
        by=by,
        at=at,
        detail={"question": item.answer.question.code, "kind": item.kind, "assessment": assessment.pk},
    )
    item.delete()


def _open_for_evidence(assessment: Assessment, *, by: Author, at: datetime) -> Assessment:
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=assessment.pk)
    )
    if isinstance(by, PersonalLink):
        still_open(by, at=at)
    if not rules.may_answer(by, assessment):
        raise Refused(_("Only people who edit for this municipality can change its evidence."))
    if assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is published. Reopen it to prepare its next edition."))
    return assessment


def _check(kind: str, *, title: str, link: str, upload: Any, dated: date | None) -> None:
    if kind not in EvidenceKind.values:
        raise Refused(_("Choose what kind of evidence it is."))
    if not title:
        raise Refused(_("Give the evidence a title, so that others know what it is."))
    if kind == EvidenceKind.LINK:
        try:
            URLValidator(schemes=["http", "https"])(link)
        except ValidationError as error:
            raise Refused(_("Write the whole address of the page, beginning with https://.")) from error
    if kind == EvidenceKind.FILE and upload is None:
        raise Refused(_("Choose the file to add."))
    if kind == EvidenceKind.LEGAL and dated is None:
        raise Refused(_("A legal citation needs its date: the day it was issued or published."))
