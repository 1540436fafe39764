"""Reading that more than one page needs, and what upper modules ask of assessments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import APPROVING, EDITING, Organisation
from acogida.accounts.rules import roles_on, today
from acogida.assessments.models import Answer, Assessment, AssessmentQuerySet, Instrument, Question, Value
from acogida.assessments.states import State
from acogida.compact.models import Objective

# The order in which a questionnaire asks.
IN_ORDER = ("sub_dimension__dimension__number", "sub_dimension__number", "number", "code")
WEAK = (Value.NO, Value.PARTLY, Value.UNKNOWN)


@dataclass(frozen=True)
class WeakAnswer:
    """A practice not, or not wholly, in place, or that nobody knows about: where a challenge starts."""

    answer: Answer
    question: Question
    objectives: tuple[Objective, ...]
    value: str
    explanation: str


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def current_instruments() -> list[Instrument]:
    """The newest published version of each questionnaire; that which all are based on first."""
    newest: dict[str, Instrument] = {}
    for instrument in Instrument.objects.published().order_by("pk"):
        newest[instrument.code] = instrument
    return list(newest.values())


def current_instrument() -> Instrument | None:
    """The newest published version of the first questionnaire, which is the one that is shipped."""
    return next(iter(current_instruments()), None)


def latest_of(organisation: Organisation) -> Assessment | None:
    """An organisation's newest assessment, draft or published."""
    return (
        Assessment.objects.filter(organisation=organisation)
        .select_related("organisation", "territory", "instrument")
        .order_by("-year", "-pk")
        .first()
    )


def weak_answers(organisation: Organisation) -> list[WeakAnswer]:
    """What the latest assessment answers with no, partly or "we do not know": no first, then by question.

    Two queries, however many there are.
    """
    latest = Assessment.objects.filter(organisation=organisation).order_by("-year", "-pk")
    answers = (
        Answer.objects.filter(assessment=latest.values("pk")[:1], value__in=WEAK)
        .select_related("assessment", "question__sub_dimension__dimension")
        .prefetch_related(Prefetch("question__objectives", Objective.objects.defer("summary", "named_local")))
    )
    found = [
        WeakAnswer(a, a.question, tuple(a.question.objectives.all()), a.value, a.explanation) for a in answers
    ]
    return sorted(found, key=lambda w: (WEAK.index(Value(w.value)), w.question.code))


def published() -> AssessmentQuerySet:
    """Every assessment with an edition for the public, by name of the place, then newest first.

    `current_publication` comes with each, without its content: ask for that one by one.
    """
    return Assessment.objects.all().published().order_by("territory__name", "-year", "-pk")


def answered(answers: Iterable[Answer]) -> int:
    """How many questions have one of the five values."""
    return sum(1 for answer in answers if answer.value)


def held_by(organisations: Iterable[int]) -> list[Assessment]:
    """The assessments of organisations, oldest first, each with how many of its questions are `answered` and
    how many there are (`total`); one query.
    """
    questions = (
        Question.objects.filter(sub_dimension__dimension__instrument=OuterRef("instrument"))
        .order_by()
        .values("sub_dimension__dimension__instrument")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return list(
        Assessment.objects.filter(organisation__in=list(organisations))
        .select_related("territory")
        .annotate(
            answered=Count("answers", filter=~Q(answers__value="")), total=Coalesce(Subquery(questions), 0)
        )
        .order_by("year", "pk")
    )


def due_for(user: Any, on: date | None = None, *, held: list[Assessment] | None = None) -> list[Due]:
    """What waits for this person: drafts to go on with, and drafts that an approver can publish.

    `on` is the day of the roles, today where it is not given; `held` are their assessments (`held_by`),
    where they are known.
    """
    if not (user and user.is_authenticated):
        return []
    roles = {pk: r for pk, r in roles_on(user, on or today()).items() if r in EDITING}
    known = held_by(roles) if held is None else held
    drafts = [a for a in reversed(known) if a.organisation_id in roles and a.state != State.PUBLISHED]
    return [due for draft in drafts[:20] if (due := _due(draft, role=roles[draft.organisation_id]))]


def _due(draft: Any, *, role: str) -> Due | None:
    total: int = draft.total
    words = {"place": draft.territory, "year": draft.year, "answered": draft.answered, "total": total}
    if draft.ready_at and role in APPROVING:
        return Due(
            _("The self-assessment of %(place)s, %(year)s, waits for you to publish it.") % words,
            reverse("assessments:publish", args=[draft.pk]),
        )
    if draft.answered < total:
        return Due(
            _("Self-assessment of %(place)s, %(year)s: %(answered)s of %(total)s questions answered.")
            % words,
            reverse("assessments:work", args=[draft.pk]),
        )
    if not draft.ready_at:
        return Due(
            _("Self-assessment of %(place)s, %(year)s: every question is answered. Tell the approvers.")
            % words,
            reverse("assessments:work", args=[draft.pk]),
        )
    return None


def questions_of(instrument: Instrument) -> list[Question]:
    """All questions in their order, with what pages show of them, in two queries."""
    return list(
        Question.objects.filter(sub_dimension__dimension__instrument=instrument)
        .select_related("sub_dimension__dimension")
        .prefetch_related(Prefetch("objectives", Objective.objects.defer("summary", "named_local")))
        .order_by(*IN_ORDER)
    )
