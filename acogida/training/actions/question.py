"""The question bank of a course: bringing questions in, changing and retiring them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import rules
from acogida.training.models import Course, Question
from acogida.training.questions.shape import Draft, Fault, Reading, Wrong, with_words_of

MOST = 2000


@dataclass
class Brought:
    """What became of a file: questions made, those that got words in another language, faults."""

    made: int = 0
    translated: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


@transaction.atomic
def bring_questions(
    course: Course, *, reading: Reading, keep_good: bool, is_trial: bool = False, by: User, at: datetime
) -> Brought:
    """Bring the questions of a file into the bank: all of them, or the good ones where the person says so.

    One whose name its topic has already gets the words of this language, if its answers are the same.
    `is_trial` only says what would happen.
    """
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes courses."))
    Course.objects.select_for_update().get(pk=course.pk)
    if len(reading.drafts) > MOST:
        raise Refused(_("A file holds at most %(n)s questions.") % {"n": MOST})
    done = Brought(faults=list(reading.faults))
    with transaction.atomic():
        there = {(q.topic, q.name): q for q in _current(course)}
        seen: set[tuple[str, str]] = set()
        for draft in reading.drafts:
            key = (draft.topic, draft.name)
            if key in seen:
                done.faults.append(
                    Fault(
                        draft.line,
                        _("Another question of this file has the same name: “%(name)s”.")
                        % {"name": draft.name},
                    )
                )
                continue
            seen.add(key)
            _bring(course, draft, there.get(key), done, at=at)
        done.faults.sort(key=lambda fault: fault.line)
        stands = not is_trial and (keep_good or not done.faults)
        transaction.set_rollback(not stands)
    if stands:
        detail = {"made": done.made, "translated": done.translated, "faults": len(done.faults)}
        audit.record("training.questions_brought", course, by=by, at=at, detail=detail)
    return done


def _current(course: Course) -> list[Question]:
    return list(course.questions.filter(retired_at__isnull=True))


def _bring(course: Course, draft: Draft, there: Question | None, done: Brought, *, at: datetime) -> None:
    if there is None:
        _make(course, draft, at=at)
        done.made += 1
        return
    try:
        content = with_words_of(there.content, there.kind, draft)
    except Wrong as wrong:
        done.faults.append(Fault(draft.line, wrong.words))
        return
    if content == there.content:
        done.unchanged += 1
        return
    _replace(there, Draft(draft.name, there.kind, content, there.topic), at=at)
    done.translated += 1


def _make(course: Course, draft: Draft, *, at: datetime, replaces: Question | None = None) -> Question:
    return Question.objects.create(
        course=course,
        topic=draft.topic,
        name=draft.name,
        kind=draft.kind,
        content=draft.content,
        created_at=at,
        replaces=replaces,
    )


def _replace(old: Question, draft: Draft, *, at: datetime) -> Question:
    """The old one stays, for what was sent of it; the new one is drawn from now on."""
    old.retired_at = at
    old.save(update_fields=["retired_at"])
    return _make(old.course, draft, at=at, replaces=old)


def in_one(drafts: Mapping[str, Draft], *, topic: str) -> Draft:
    """A question written once in each language as one; raises Refused where the answers are not the same."""
    if not drafts:
        raise Refused(_("Write the question in one language at least."))
    first, *others = drafts
    draft = drafts[first]
    content = draft.content
    for language in others:
        try:
            content = with_words_of(content, draft.kind, drafts[language])
        except Wrong as wrong:
            raise Refused(
                _("In the language “%(code)s” the answers are not the same ones, or not in the same order.")
                % {"code": language}
            ) from wrong
    return Draft(draft.name, draft.kind, content, topic.strip()[:120])


@transaction.atomic
def keep_question(
    course: Course, *, draft: Draft, old: Question | None = None, by: User, at: datetime
) -> Question:
    """Keep a question in all its languages, new or in the place of `old`."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes courses."))
    Course.objects.select_for_update().get(pk=course.pk)
    same = _named(course, draft)
    if (same.exclude(pk=old.pk) if old else same).exists():
        raise Refused(_("There is a question with this name in this topic already."))
    found = _replace(old, draft, at=at) if old is not None else _make(course, draft, at=at)
    audit.record("training.question_kept", found, by=by, at=at)
    return found


def _named(course: Course, draft: Draft) -> QuerySet[Question]:
    return course.questions.filter(retired_at__isnull=True, topic=draft.topic, name=draft.name)


@transaction.atomic
def retire_question(question: Question, *, by: User, at: datetime) -> Question:
    """Draw a question no more. What was answered to it stays."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes courses."))
    found = Question.objects.select_for_update().get(pk=question.pk)
    if found.retired_at is None:
        found.retired_at = at
        found.save(update_fields=["retired_at"])
        audit.record("training.question_retired", found, by=by, at=at)
    return found
