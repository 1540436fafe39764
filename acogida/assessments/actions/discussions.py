"""Comments on an answer, with a state; and what validators hold of it: agree, or question."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.assessments import rules
from acogida.assessments.actions.links import still_open
from acogida.assessments.actions.tell import tell_editors
from acogida.assessments.models import (
    Answer,
    Assessment,
    Check,
    Comment,
    Discussion,
    PersonalLink,
    Question,
    Stance,
)
from acogida.assessments.rules import Author
from acogida.assessments.states import State
from acogida.core import audit
from acogida.core.errors import Refused

LONGEST_COMMENT = 2000


@transaction.atomic
def discuss(assessment: Assessment, *, question: Question, text: str, by: Author, at: datetime) -> Discussion:
    """Open a discussion on one question."""
    assessment = _open(assessment, question, by=by, at=at)
    return _begin(assessment, question, _said(text), is_question=False, by=by, at=at)


@transaction.atomic
def reply(discussion: Discussion, *, text: str, by: Author, at: datetime) -> Comment:
    """Say something more in a discussion. A resolved one opens again."""
    discussion = _locked(discussion)
    _open(discussion.assessment, discussion.question, by=by, at=at)
    text = _said(text)
    if discussion.resolved_at:
        discussion.resolved_at, discussion.resolved_by = None, ""
        discussion.save(update_fields=["resolved_at", "resolved_by"])
    comment = Comment.objects.create(discussion=discussion, text=text, said_at=at, **_signed(by))
    audit.record("assessments.replied", discussion, by=by, at=at)
    if isinstance(by, PersonalLink):
        _tell(discussion.assessment, discussion.question, by=by, at=at)
    return comment


@transaction.atomic
def resolve(discussion: Discussion, *, by: Author, at: datetime) -> Discussion:
    """Close a discussion. What a validator questioned is closed by that validator alone."""
    discussion = _locked(discussion)
    _open(discussion.assessment, discussion.question, by=by, at=at)
    if discussion.is_question and discussion.link != by:
        raise Refused(_("Only the validator who questioned the answer can close the question."))
    if discussion.resolved_at:
        raise Refused(_("It is already resolved."))
    _close(discussion, by=by, at=at)
    return discussion


@transaction.atomic
def check_answer(
    assessment: Assessment,
    *,
    question: Question,
    stance: str,
    revision: int,
    text: str = "",
    by: PersonalLink,
    at: datetime,
) -> Check:
    """A validator agrees with an answer, or questions it and says why.

    `revision` is the one they read: an answer changed meanwhile is to be read again. Agreeing closes what
    they had questioned; an answer is confirmed once a validator agrees and no question on it is open.
    """
    assessment = _open(assessment, question, by=by, at=at)
    if not rules.may_validate(by, assessment, question):
        raise Refused(_("Only validators from outside say whether they agree."))
    if stance not in Stance.values:
        raise Refused(_("Say whether you agree or question the answer."))
    answer = Answer.objects.filter(assessment=assessment, question=question).exclude(value="").first()
    if answer is None:
        raise Refused(_("This question is not answered: there is nothing to validate yet."))
    if answer.revision != revision:
        raise Refused(_("The answer was changed after you opened the page. Read it again first."))
    own = Discussion.objects.filter(
        assessment=assessment, question=question, link=by, is_question=True, resolved_at=None
    )
    if stance == Stance.QUESTION:
        said = _said(text)
        if open_one := own.first():
            Comment.objects.create(discussion=open_one, text=said, said_at=at, **_signed(by))
        else:
            _begin(assessment, question, said, is_question=True, by=by, at=at)
    else:
        for discussion in own:
            _close(discussion, by=by, at=at)
    check, _made = Check.objects.update_or_create(
        link=by,
        question=question,
        defaults={"assessment": assessment, "revision": revision, "stance": stance, "checked_at": at},
    )
    _confirm(answer)
    audit.record(
        "assessments.checked",
        check,
        by=by,
        at=at,
        detail={"question": question.code, "stance": stance, "revision": revision},
    )
    return check


def _confirm(answer: Answer) -> None:
    """Write down whether the answer, as it stands, is confirmed from outside."""
    about = {"assessment": answer.assessment_id, "question": answer.question_id}
    agreed = Check.objects.filter(**about, stance=Stance.AGREE, revision=answer.revision).exists()
    questioned = Check.objects.filter(**about, stance=Stance.QUESTION).exists()
    answer.confirmed_revision = answer.revision if agreed and not questioned else None
    answer.save(update_fields=["confirmed_revision"])


def _begin(
    assessment: Assessment, question: Question, text: str, *, is_question: bool, by: Author, at: datetime
) -> Discussion:
    discussion = Discussion.objects.create(
        assessment=assessment, question=question, is_question=is_question, opened_at=at, **_signed(by)
    )
    Comment.objects.create(discussion=discussion, text=text, said_at=at, **_signed(by))
    audit.record(
        "assessments.questioned" if is_question else "assessments.commented",
        discussion,
        by=by,
        at=at,
        detail={"question": question.code},
    )
    if isinstance(by, PersonalLink):
        _tell(assessment, question, by=by, at=at)
    return discussion


def _close(discussion: Discussion, *, by: Author, at: datetime) -> None:
    discussion.resolved_at, discussion.resolved_by = at, str(by)[:150]
    discussion.save(update_fields=["resolved_at", "resolved_by"])
    audit.record("assessments.resolved", discussion, by=by, at=at)


def _tell(assessment: Assessment, question: Question, *, by: PersonalLink, at: datetime) -> None:
    tell_editors(
        assessment,
        format_lazy(
            gettext_lazy("{who} wrote about question {code} of the self-assessment of {place}, {year}."),
            who=by.name,
            code=question.code,
            place=assessment.territory.name,
            year=assessment.year,
        ),
        url=reverse("assessments:discussion", args=[assessment.pk, question.code]),
        at=at,
    )


def _signed(by: Author) -> dict[str, Any]:
    return {"link" if isinstance(by, PersonalLink) else "user": by}


def _said(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("Write what you want to say."))
    if len(text) > LONGEST_COMMENT:
        raise Refused(_("A comment has at most %(most)s characters.") % {"most": LONGEST_COMMENT})
    return text


def _open(assessment: Assessment, question: Question, *, by: Author, at: datetime) -> Assessment:
    """The assessment, locked, where this author may speak on the question now."""
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("organisation", "territory")
        .get(pk=assessment.pk)
    )
    if isinstance(by, PersonalLink):
        still_open(by, at=at)
    if question.sub_dimension.dimension.instrument_id != assessment.instrument_id:
        raise Refused(_("This question belongs to another questionnaire."))
    if not rules.may_comment(by, assessment, question):
        raise Refused(_("You cannot comment on this question."))
    if assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is published. Reopen it to prepare its next edition."))
    return assessment


def _locked(discussion: Discussion) -> Discussion:
    return (
        Discussion.objects.select_for_update(of=("self",))
        .select_related("assessment", "question__sub_dimension__dimension", "link")
        .get(pk=discussion.pk)
    )
