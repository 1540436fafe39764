"""The assessments of one's own organisations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from acogida.assessments.models import (
    Assessment,
    Dimension,
    EvidenceItem,
    EvidenceKind,
    Question,
    SectionConsent,
)

MOST = 100


def work_list(user: Any) -> QuerySet[Any]:
    """Newest first, each with how many questions it answers (`answered`)."""
    return (
        Assessment.objects.of_colleagues(user)
        .select_related("organisation", "territory", "instrument")
        .defer("instrument__evidence_words")
        .annotate(answered=Count("answers", filter=~Q(answers__value="")))
        .order_by("-year", "-pk")[:MOST]
    )


@dataclass(frozen=True)
class BeforePublishing:
    """What an approver reads before publishing, counted over the draft."""

    answered: int
    total: int
    stated: int
    documented: int
    evidence: int
    public_files: int
    private_files: int

    @property
    def open(self) -> int:
        return self.total - self.answered


def before_publishing(assessment: Assessment) -> BeforePublishing:
    """In three queries."""
    answers = assessment.answers.exclude(value="").annotate(items=Count("evidence"))
    answered, documented = answers.count(), answers.filter(items__gt=0).count()
    evidence = EvidenceItem.objects.filter(answer__assessment=assessment).aggregate(
        items=Count("pk"),
        public=Count("pk", filter=Q(kind=EvidenceKind.FILE, file_is_public=True)),
        private=Count("pk", filter=Q(kind=EvidenceKind.FILE, file_is_public=False)),
    )
    total = Question.objects.filter(sub_dimension__dimension__instrument=assessment.instrument_id).count()
    return BeforePublishing(
        answered=answered,
        total=total,
        stated=answered - documented,
        documented=documented,
        evidence=evidence["items"],
        public_files=evidence["public"],
        private_files=evidence["private"],
    )


@dataclass(frozen=True)
class Consent:
    """One section: whether the municipality last agreed to publish it, and who said so when."""

    dimension: Dimension
    answered: int
    last: SectionConsent | None

    @property
    def is_given(self) -> bool:
        return self.last is None or self.last.is_given


def consents_of(assessment: Assessment) -> list[Consent]:
    """The sections in their order, in two queries; a section never spoken of counts as agreed to."""
    last = {line.dimension_id: line for line in assessment.consents.select_related("given_by").order_by("pk")}
    answered = Count(
        "sub_dimensions__questions__answers",
        filter=Q(sub_dimensions__questions__answers__assessment=assessment)
        & ~Q(sub_dimensions__questions__answers__value=""),
    )
    dimensions = (
        Dimension.objects.filter(instrument=assessment.instrument_id)
        .annotate(answered=answered)
        .order_by("number")
    )
    return [Consent(one, one.answered, last.get(one.pk)) for one in dimensions]


def open_questions(assessment: Assessment) -> int:
    """How many questions of validators nobody has settled."""
    return assessment.discussions.filter(is_question=True, resolved_at=None).count()
