"""Answering a sheet of questions: kept as it is typed, sent once, never lost."""

import hashlib
import json
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training.actions.learner import locked, note_done, who
from acogida.training.models import Attempt, Learner, Quiz
from acogida.training.queries.course import Opened, in_order, opened
from acogida.training.questions import marking
from acogida.training.questions.marking import Sent


@transaction.atomic
def save(learner: Learner, *, token: str, answers: Sent, at: datetime) -> Attempt | None:
    """Keep what is typed so far; None where the sheet was sent already, which changes nothing.

    There is no audit line: nothing is done until the answers are sent.
    """
    person, sheet, quiz = _opened(learner, token)
    if Attempt.objects.filter(learner=person, paper=sheet.paper, sent_at__isnull=False).exists():
        return None
    found, _new = Attempt.objects.update_or_create(
        learner=person,
        paper=sheet.paper,
        digest="",
        defaults={"answers": _kept(sheet, answers), "saved_at": at},
        create_defaults={
            "quiz": quiz,
            "seed": int(sheet.paper[:7], 16),
            "asked": sheet.asked,
            "answers": _kept(sheet, answers),
            "saved_at": at,
        },
    )
    return found


@transaction.atomic
def send(learner: Learner, *, token: str, answers: Sent, at: datetime) -> Attempt:
    """Send the answers of a sheet and have them marked. The same ones sent again are the same attempt."""
    person, sheet, quiz = _opened(learner, token)
    kept = _kept(sheet, answers)
    digest = hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()
    sent = Attempt.objects.filter(learner=person, quiz=quiz, sent_at__isnull=False)
    if known := sent.filter(paper=sheet.paper, digest=digest).first():
        return known
    number = sent.count() + 1
    if quiz.max_attempts is not None and number > quiz.max_attempts:
        raise Refused(
            _("You have used all your attempts at these questions: %(n)s.") % {"n": quiz.max_attempts}
        )
    found = Attempt.objects.filter(learner=person, paper=sheet.paper, sent_at__isnull=True).first()
    found = found or Attempt(learner=person, paper=sheet.paper)
    found.quiz, found.seed, found.asked = quiz, int(sheet.paper[:7], 16), sheet.asked
    found.answers, found.digest, found.number = kept, digest, number
    found.marks = _marks(sheet, kept)
    found.percent = _mean(found.marks)
    found.passed = found.percent >= quiz.pass_percent
    found.saved_at = found.sent_at = at
    found.save()
    audit.record(
        "training.quiz_sent", found, by=who(person), at=at, detail={"number": number, "passed": found.passed}
    )
    person.seen_at = at
    person.save(update_fields=["seen_at"])
    if found.passed:
        note_done(person, unit=quiz.unit, at=at)
    return found


def _opened(learner: Learner, token: str) -> tuple[Learner, Opened, Quiz]:
    """The learner, held; the sheet their form was made from; its quiz."""
    sheet = opened(token)
    person = locked(learner)
    quiz = Quiz.objects.select_related("unit").filter(pk=sheet.quiz).first() if sheet else None
    if sheet is None or sheet.learner != person.pk or quiz is None:
        raise Refused(_("These questions are not yours. Open the unit again."))
    return person, sheet, quiz


def _kept(sheet: Opened, answers: Sent) -> dict[str, list[str]]:
    """Only answers to what was asked."""
    asked = set(sheet.asked)
    found = marking.answers_in(answers)
    return {name: values for name, values in found.items() if int(name[1:].split("-")[0]) in asked}


def _marks(sheet: Opened, answers: dict[str, list[str]]) -> dict[str, float]:
    return {
        str(question.pk): round(
            marking.mark(question.kind, question.content, question.pk, answers).percent, 4
        )
        for question in in_order(sheet.asked)
    }


def _mean(marks: dict[str, float]) -> Decimal:
    mean = Decimal(str(sum(marks.values()))) / max(len(marks), 1)
    return mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
