"""Saving and clearing answers. Two people never overwrite each other without being told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from acogida.assessments import rules
from acogida.assessments.actions.links import still_open
from acogida.assessments.models import Answer, AnswerVersion, Assessment, PersonalLink, Question, Value
from acogida.assessments.rules import Author
from acogida.assessments.states import State
from acogida.core import audit
from acogida.core.errors import Refused

LONGEST_EXPLANATION = 4000
# What the same person saves within this time is one version.
ONE_VERSION = timedelta(minutes=5)


@dataclass(frozen=True)
class Given:
    """What a person gave to one question; `revision` is the one they saw, 0 where there was no answer."""

    question: Question
    value: str
    explanation: str
    revision: int


@dataclass
class Outcome:
    """What became of several answers: those stored (or already so), and those others had changed."""

    saved: list[Answer] = field(default_factory=list)
    stale: list["StaleAnswer"] = field(default_factory=list)


class StaleAnswer(Refused):
    """Somebody else changed the answer meanwhile. `answer` is what is stored; nothing was overwritten."""

    def __init__(self, answer: Answer, *, reader: Author) -> None:
        self.answer = answer
        super().__init__(
            _(
                "%(who)s changed this answer on %(when)s, after you opened it. Nothing was overwritten: "
                "both versions are shown, choose what stays, field by field."
            )
            % {"who": answer.author, "when": moment(answer.updated_at, reader)}
        )


def moment(at: datetime, reader: Author) -> str:
    """A date and time in the reader's own zone, with the place the zone is named after."""
    local = at.astimezone(ZoneInfo(reader.time_zone))
    place = reader.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return f"{formats.date_format(local, 'SHORT_DATE_FORMAT')} {formats.time_format(local, 'H:i')} ({place})"


@transaction.atomic
def save_answer(
    assessment: Assessment,
    *,
    question: Question,
    value: str,
    explanation: str,
    revision: int,
    by: Author,
    at: datetime,
) -> Answer:
    """Store one answer; the same content again changes nothing. Raises StaleAnswer, or Refused."""
    assessment = open_for_answers(assessment, by=by, at=at)
    return _store(assessment, Given(question, value, explanation, revision), by=by, at=at)


@transaction.atomic
def save_answers(assessment: Assessment, *, given: Iterable[Given], by: Author, at: datetime) -> Outcome:
    """Store a page of answers: each that nobody else changed is stored, the others are told apart."""
    assessment = open_for_answers(assessment, by=by, at=at)
    outcome = Outcome()
    for one in given:
        try:
            outcome.saved.append(_store(assessment, one, by=by, at=at))
        except StaleAnswer as stale:
            outcome.stale.append(stale)
    return outcome


@transaction.atomic
def clear_answer(
    assessment: Assessment, *, question: Question, revision: int, by: Author, at: datetime
) -> Answer:
    """Take an answer back: the question counts as open again, its evidence stays with it."""
    assessment = open_for_answers(assessment, by=by, at=at)
    return _store(assessment, Given(question, "", "", revision), by=by, at=at)


def open_for_answers(assessment: Assessment, *, by: Author, at: datetime) -> Assessment:
    """The assessment, locked: people answering at the same moment take turns."""
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=assessment.pk)
    )
    if isinstance(by, PersonalLink):
        still_open(by, at=at)
    if not rules.may_answer(by, assessment):
        raise Refused(_("Only people who edit for this municipality can answer."))
    if assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is published. Reopen it to prepare its next edition."))
    return assessment


def require_section(assessment: Assessment, question: Question, *, by: Author) -> None:
    if not rules.may_answer_question(by, assessment, question):
        raise Refused(_("Your link is for other sections of this self-assessment."))


def _store(assessment: Assessment, given: Given, *, by: Author, at: datetime) -> Answer:
    question = given.question
    require_section(assessment, question, by=by)
    if question.sub_dimension.dimension.instrument_id != assessment.instrument_id:
        raise Refused(_("This question belongs to another questionnaire."))
    if given.value and given.value not in Value.values:
        raise Refused(_("Choose one of the five answers."))
    explanation = given.explanation.replace("\r\n", "\n").strip()
    if len(explanation) > LONGEST_EXPLANATION:
        raise Refused(
            _("The explanation is longer than %(most)s characters. Put the rest in an evidence item.")
            % {"most": LONGEST_EXPLANATION}
        )
    answer = (
        Answer.objects.select_related("updated_by", "updated_link")
        .filter(assessment=assessment, question=question)
        .first()
    )
    before = (answer.value, answer.explanation) if answer else ("", "")
    if before == (given.value, explanation):
        return answer or Answer(assessment=assessment, question=question, revision=0)
    if given.revision != (answer.revision if answer else 0):
        if answer is None:
            raise Refused(_("This answer is not there any more. Open the page again."))
        raise StaleAnswer(answer, reader=by)
    if answer is None:
        answer = Answer(assessment=assessment, question=question, revision=0)
    answer.value, answer.explanation = given.value, explanation
    answer.revision += 1
    sign(answer, by=by, at=at)
    answer.save()
    _keep_version(answer, by=by, at=at)
    audit.record(
        "assessments.answered" if given.value else "assessments.answer_cleared",
        answer,
        by=by,
        at=at,
        detail={
            "question": question.code,
            "from": before[0],
            "to": given.value,
            "revision": answer.revision,
        },
    )
    return answer


def sign(answer: Answer, *, by: Author, at: datetime) -> None:
    """Put who gave the answer, and when, on it."""
    is_link = isinstance(by, PersonalLink)
    answer.updated_by = None if is_link else by  # type: ignore[assignment] # a colleague where no link
    answer.updated_link = by if is_link else None  # type: ignore[assignment] # a link: asked above
    answer.updated_at = at


def _keep_version(answer: Answer, *, by: Author, at: datetime) -> None:
    """What it says now is kept; the same person's last saving, where it is recent, is replaced."""
    content = {"value": answer.value, "explanation": answer.explanation, "saved_at": at}
    name = str(by)[:150]
    last = answer.versions.order_by("-revision").first()
    same = last and last.by == name and at - last.saved_at < ONE_VERSION
    if last and same and (answer.value or answer.explanation):
        for key, value in content.items():
            setattr(last, key, value)
        last.revision = answer.revision
        last.save()
    else:
        AnswerVersion.objects.create(answer=answer, revision=answer.revision, by=name, **content)
