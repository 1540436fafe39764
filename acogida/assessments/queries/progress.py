"""How far an assessment has got, and what to answer next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from acogida.assessments.models import (
    Answer,
    Assessment,
    Dimension,
    EvidenceItem,
    Question,
    SubDimension,
    Value,
)
from acogida.assessments.queries import IN_ORDER, WEAK


@dataclass
class SubProgress:
    sub_dimension: SubDimension
    answered: int = 0
    total: int = 0


@dataclass
class DimensionProgress:
    dimension: Dimension
    subs: list[SubProgress] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(sub.answered for sub in self.subs)

    @property
    def total(self) -> int:
        return sum(sub.total for sub in self.subs)


@dataclass
class Progress:
    """`next_question` is the first one open, in the questionnaire's order; None when all are answered."""

    dimensions: list[DimensionProgress]
    answered: int
    total: int
    next_question: Question | None


# What the filter of an assessment's page offers, besides "everything".
FILTERS = ("open", "weak", "stated", "documented", "confirmed", "questioned", "discussed")


def progress_of(assessment: Assessment, sections: Collection[int] = ()) -> Progress:
    """Of the whole, or of the sections with these ids alone; in two queries."""
    questions = (
        Question.objects.filter(sub_dimension__dimension__instrument=assessment.instrument_id)
        .select_related("sub_dimension__dimension")
        .order_by(*IN_ORDER)
    )
    answers = assessment.answers.exclude(value="").order_by("pk")
    if sections:
        questions = questions.filter(sub_dimension__in=sections)
        answers = answers.filter(question__sub_dimension__in=sections)
    done = set(answers.values_list("question_id", flat=True))
    dimensions: dict[int, DimensionProgress] = {}
    subs: dict[int, SubProgress] = {}
    following = None
    total = 0
    for question in questions:
        sub = question.sub_dimension
        dimension = dimensions.setdefault(sub.dimension_id, DimensionProgress(sub.dimension))
        if sub.pk not in subs:
            subs[sub.pk] = SubProgress(sub)
            dimension.subs.append(subs[sub.pk])
        subs[sub.pk].total += 1
        subs[sub.pk].answered += question.pk in done
        total += 1
        if following is None and question.pk not in done:
            following = question
    return Progress(list(dimensions.values()), len(done), total, following)


def answers_of(assessment: Assessment, questions: Iterable[Question]) -> dict[int, Answer]:
    """The answers to these questions by question id, with their evidence, in two queries."""
    return {
        answer.question_id: answer
        for answer in assessment.answers.filter(question__in=list(questions))
        .select_related("updated_by", "updated_link")
        .prefetch_related(Prefetch("evidence", EvidenceItem.objects.select_related("file").order_by("pk")))
        .order_by("pk")
    }


def questions_in(assessment: Assessment, *, dimension: str, sub: str) -> list[Question]:
    """The questions of one page, with their objectives and how many discussions are open on each.

    None where there is no such sub-dimension.
    """
    talk = (
        assessment.discussions.filter(question=OuterRef("pk"), resolved_at=None)
        .order_by()
        .values("question")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return list(
        Question.objects.filter(
            sub_dimension__dimension__instrument=assessment.instrument_id,
            sub_dimension__dimension__key=dimension,
            sub_dimension__key=sub,
        )
        .select_related("sub_dimension__dimension")
        .annotate(talk=Coalesce(Subquery(talk), 0))
        .prefetch_related("objectives")
        .order_by(*IN_ORDER)
    )


def talk_of(question: Question) -> int:
    """How many discussions are open on a question that `questions_in` gave."""
    return int(getattr(question, "talk", 0))


def found(assessment: Assessment, *, state: str, dimension: str, after: str, most: int) -> list[Question]:
    """Questions by the state of their answer (one of FILTERS, or "" for all) and dimension key.

    They come in order from the one after the code `after`, one more than `most` where there are more.
    """
    questions = Question.objects.filter(
        sub_dimension__dimension__instrument=assessment.instrument_id
    ).select_related("sub_dimension__dimension")
    if dimension:
        questions = questions.filter(sub_dimension__dimension__key=dimension)
    answers = assessment.answers.exclude(value="")
    if state == "open":
        questions = questions.exclude(pk__in=answers.values("question"))
    elif state == "weak":
        questions = questions.filter(pk__in=answers.filter(value__in=WEAK).values("question"))
    elif state in {"stated", "documented"}:
        graded = answers.filter(value__in=[Value.YES, Value.PARTLY]).annotate(n=Count("evidence"))
        kept = graded.filter(n__gt=0) if state == "documented" else graded.filter(n=0)
        questions = questions.filter(pk__in=kept.values("question"))
    elif state == "confirmed":
        confirmed = answers.filter(confirmed_revision=F("revision"))
        questions = questions.filter(pk__in=confirmed.values("question"))
    elif state in {"questioned", "discussed"}:
        talked = assessment.discussions.filter(resolved_at=None)
        if state == "questioned":
            talked = talked.filter(is_question=True)
        questions = questions.filter(pk__in=talked.values("question"))
    return list(questions.filter(code__gt=after).order_by("code")[: most + 1])
