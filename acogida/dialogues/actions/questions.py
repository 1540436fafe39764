"""Asking by text, voting, and moderating so that everybody can see in totals what became of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.limits import allowed
from acogida.dialogues import rules
from acogida.dialogues.actions.news import announce
from acogida.dialogues.models import Attendance, Guest, Question, QuestionState, QuestionVote, Theme
from acogida.dialogues.states import EventState

A_MINUTE = 6
FINAL = {QuestionState.MERGED, QuestionState.LIVE, QuestionState.WRITTEN, QuestionState.REFUSED}


@transaction.atomic
def ask(theme: Theme, *, text: str, guest: Guest, at: datetime) -> Question:
    """Somebody inside asks; the same words twice within the theme are one question."""
    _inside(theme, guest)
    text = text.strip()
    if not text:
        raise Refused(_("Write your question."))
    Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)  # the same words at once are one question
    if found := Question.objects.filter(theme=theme, text=text[:500]).first():
        found = found.into or found
        _vote, new = QuestionVote.objects.get_or_create(question=found, guest=guest)
        if new:
            announce(theme, questions=[found.pk])
        return found
    if not allowed("question", str(guest.pk), times=A_MINUTE, seconds=60, at=at):
        raise Refused(_("That is many at once: wait a minute. What you sent before is kept."))
    made = Question.objects.create(theme=theme, text=text[:500], asked_at=at)
    QuestionVote.objects.create(question=made, guest=guest)
    audit.record("dialogues.question_asked", theme, by="guest", at=at)
    announce(theme, questions=[made.pk])
    return made


@transaction.atomic
def vote(question: Question, *, guest: Guest, at: datetime) -> Question:
    """Want a shown question answered. Twice is once."""
    _inside(question.theme, guest)
    if question.state != QuestionState.SHOWN:
        raise Refused(_("Only questions that are shown take votes."))
    _vote, new = QuestionVote.objects.get_or_create(question=question, guest=guest)
    if new:
        audit.record("dialogues.question_voted", question, by="guest", at=at)
        announce(question.theme, questions=[question.pk])
    return question


@transaction.atomic
def moderate(
    question: Question,
    *,
    state: str,
    label: str = "",
    into: Question | None = None,
    words: str = "",
    by: User,
    at: datetime,
) -> Question:
    """Show, merge, answer or refuse a question. What is settled stays settled, but for an answer in writing
    that comes later to what was shown or answered live.
    """
    if not rules.is_facilitator(by):
        raise Refused(_("Only facilitators and the secretariat moderate."))
    Theme.objects.select_for_update(of=("self",)).get(pk=question.theme_id)
    question = Question.objects.select_related("theme").get(pk=question.pk)
    into = Question.objects.get(pk=into.pk) if into else None  # as it is now, not as a page showed it
    later = question.state == QuestionState.LIVE and state == QuestionState.WRITTEN
    if question.state in FINAL and not later:
        raise Refused(
            _("This question has already been settled: %(state)s.") % {"state": question.state_label}
        )
    if state == QuestionState.MERGED:
        _merge(question, into)
    elif state in {QuestionState.REFUSED, QuestionState.WRITTEN} and not words.strip():
        raise Refused(_("Write the answer, or why it is refused: participants read it."))
    question.state, question.label, question.words = state, label.strip()[:60], words.strip()
    question.save(update_fields=["state", "label", "words", "into"])
    audit.record("dialogues.question_moderated", question, by=by, at=at, detail={"state": state})
    announce(question.theme, questions=[question.pk, *([into.pk] if into and question.into_id else [])])
    return question


def _merge(question: Question, into: Question | None) -> None:
    """Give the voices to the question that stands for both; each person counts once."""
    if into is None or into.pk == question.pk or into.theme_id != question.theme_id:
        raise Refused(_("Choose the question that stands for both."))
    if into.state == QuestionState.MERGED:
        raise Refused(_("That one is merged itself; choose the one it went into."))
    question.into = into
    have = into.votes.values("guest")
    for guest in question.votes.exclude(guest__in=have).values_list("guest", flat=True):
        QuestionVote.objects.create(question=into, guest_id=guest)
    Question.objects.filter(into=question).update(into=into)


def _inside(theme: Theme, guest: Guest) -> None:
    if theme.event.state != EventState.UNDER_WAY:
        raise Refused(_("Questions are taken while the event is under way."))
    if not Attendance.objects.filter(theme=theme, guest=guest).exists():
        raise Refused(_("Enter the theme first."))
