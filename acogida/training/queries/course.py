"""Where a learner stands in a course, and the sheet of questions that comes next."""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db.models import Count, Max

from acogida.training.models import Attempt, Course, Learner, Package, Question, Quiz, Unit
from acogida.training.sealing import mark

SALT = "training.sheet"


@dataclass(frozen=True)
class Step:
    """A unit for one learner. `best` is their best quiz result so far, None without any."""

    unit: Unit
    done: bool
    quiz: Quiz | None = None
    package: Package | None = None
    attempts: int = 0
    best: Decimal | None = None

    @property
    def attempts_left(self) -> int | None:
        limit = self.quiz.max_attempts if self.quiz else None
        return None if limit is None else max(limit - self.attempts, 0)


@dataclass(frozen=True)
class Way:
    """All units of a course for one learner."""

    learner: Learner
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def missing(self) -> list[Step]:
        return [step for step in self.steps if not step.done]

    @property
    def minutes_left(self) -> int:
        return sum(step.unit.minutes for step in self.missing)


def units_of(course: Course) -> list[Unit]:
    """The units in their order, each with its quiz and package if it has one."""
    return list(course.units.select_related("quiz", "package", "picture", "file").order_by("order", "pk"))


def way_of(learner: Learner, units: list[Unit] | None = None) -> Way:
    """Where a learner stands; three queries, and one more where units are not given."""
    units = units_of(learner.course) if units is None else units
    done = set(learner.done.values_list("unit_id", flat=True))
    sent: dict[int, dict[str, Any]] = {
        row["quiz__unit_id"]: dict(row)
        for row in Attempt.objects.filter(learner=learner, sent_at__isnull=False)
        .order_by()
        .values("quiz__unit_id")
        .annotate(best=Max("percent"), n=Max("number"))
    }
    return Way(
        learner,
        [
            Step(
                unit,
                unit.pk in done,
                getattr(unit, "quiz", None),
                getattr(unit, "package", None),
                sent.get(unit.pk, {}).get("n") or 0,
                sent.get(unit.pk, {}).get("best"),
            )
            for unit in units
        ],
    )


def ways_of(nominations: list[int], courses: list[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """By nomination and course: units done and units in all. One query for any number of people."""
    found = (
        Learner.objects.filter(nomination__in=nominations, course__in=courses)
        .order_by()
        .annotate(done_units=Count("done", distinct=True), all_units=Count("course__units", distinct=True))
    )
    return {
        (n, course): (done, total)
        for n, course, done, total in found.values_list(
            "nomination_id", "course_id", "done_units", "all_units"
        )
        if n is not None
    }


@dataclass(frozen=True)
class Sheet:
    """Questions to answer: always the same ones for a learner until they are sent.

    `token` is what the form carries, so that what was shown, perhaps days ago and without a line, is what
    is marked. `answers` are those kept so far.
    """

    quiz: Quiz
    paper: str
    seed: int
    questions: list[Question]
    answers: dict[str, list[str]] = field(default_factory=dict)
    learner: int = 0

    @property
    def token(self) -> str:
        asked = [question.pk for question in self.questions]
        return signing.dumps([self.learner, self.quiz.pk, self.paper, asked], salt=SALT, compress=True)


def sheet_of(learner: Learner, quiz: Quiz) -> Sheet:
    """The next sheet of a learner, with what was kept of it."""
    sent = Attempt.objects.filter(learner=learner, quiz=quiz, sent_at__isnull=False).count()
    paper = mark("paper", f"{learner.key}:{quiz.pk}:{sent}")
    there = Attempt.objects.filter(learner=learner, paper=paper, sent_at__isnull=True).first()
    seed = int(paper[:7], 16)
    if there is not None:
        asked = in_order(there.asked)
        return Sheet(quiz, paper, seed, asked, there.answers, learner.pk)
    return Sheet(quiz, paper, seed, drawn(quiz, seed), {}, learner.pk)


def drawn(quiz: Quiz, seed: int) -> list[Question]:
    """Questions of the quiz's topic: drawn by chance, the same for the same seed."""
    pool = Question.objects.filter(course=quiz.unit.course_id, retired_at__isnull=True)
    if quiz.topic:
        pool = pool.filter(topic=quiz.topic)
    found = list(pool.order_by("pk"))
    chosen = random.Random(seed).sample(found, min(quiz.draws, len(found)))
    return chosen if quiz.shuffles else sorted(chosen, key=lambda question: question.pk)


def in_order(pks: list[int]) -> list[Question]:
    """These questions in this order, retired ones too."""
    found = Question.objects.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


@dataclass(frozen=True)
class Opened:
    """What a sheet's token says."""

    learner: int
    quiz: int
    paper: str
    asked: list[int]


def opened(token: str) -> Opened | None:
    """What a form's token says; None for one we never made."""
    try:
        learner, quiz, paper, asked = signing.loads(token, salt=SALT)
        return Opened(int(learner), int(quiz), str(paper), [int(pk) for pk in asked])
    except (signing.BadSignature, TypeError, ValueError):
        return None
