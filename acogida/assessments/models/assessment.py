"""A municipality's assessment of a year, its answers, and its frozen editions."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.assessments.models.instrument import Dimension, Instrument, Question
from acogida.assessments.states import Grade, State
from acogida.territories.models import Territory


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> Self:
        """Published ones, and those of one's own organisations."""
        return self.filter(Q(first_published_at__isnull=False) | Q(organisation__in=organisations_of(user)))

    def of_colleagues(self, user: Any) -> Self:
        return self.filter(organisation__in=organisations_of(user))

    def published(self) -> Self:
        """Those with an edition for the public, with what a list of them shows."""
        return (
            self.filter(current_publication__isnull=False)
            .select_related("organisation", "territory__country", "instrument", "current_publication")
            .defer("current_publication__content", "instrument__evidence_words")
        )


class Assessment(models.Model):
    """One municipality, one year, one instrument. What the public sees is `current_publication`.

    `ready_at` is when an editor told the approvers that it can be published. `is_announced` lets the public
    see that it is in process, and nothing of what it says. `shares_band` lets its shares count, without a
    name, in the band that similar municipalities see.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="assessments")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    is_announced = models.BooleanField(default=False)
    shares_band = models.BooleanField(default=False)
    first_published_at = models.DateTimeField(null=True)
    current_publication = models.ForeignKey("Publication", models.PROTECT, null=True, related_name="+")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument", "year"],
                name="one_assessment_a_year_with_each_instrument",
            ),
            models.CheckConstraint(
                name="a_published_assessment_knows_since_when",
                condition=~Q(state="published") | Q(first_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="what_was_published_has_an_edition",
                condition=Q(first_published_at__isnull=True) | Q(current_publication__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory} · {self.year}"

    def get_absolute_url(self) -> str:
        """The lasting public address; there is a page once an edition is published."""
        return reverse("assessments:detail", args=[self.pk])


class Value(TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    UNKNOWN = "unknown", _("We do not know")


class Answer(models.Model):
    """One answer. `revision` grows with each save, so that a stale form is noticed, never obeyed."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.CharField(max_length=16, choices=Value, blank=True)
    explanation = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    updated_link = models.ForeignKey("PersonalLink", models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()
    confirmed_revision = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["assessment", "question__code"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_to_each_question"),
            models.CheckConstraint(
                name="an_answer_is_given_by_a_colleague_or_a_link",
                condition=Q(updated_by__isnull=False, updated_link__isnull=True)
                | Q(updated_by__isnull=True, updated_link__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.code}: {self.get_value_display()}"

    @property
    def author(self) -> Any:
        """Who gave it: a colleague, or the holder of a personal link."""
        return self.updated_by or self.updated_link

    @property
    def grade(self) -> Grade:
        """How well it is founded. Prefetch `evidence`.

        Stated with no evidence, documented with some; confirmed where a validator from outside agreed with
        it as it stands, nobody questions it, and what is said to be in place has evidence.
        """
        has_evidence = bool(len(self.evidence.all()))
        if self.confirmed_revision == self.revision and (has_evidence or self.value not in IN_PLACE):
            return Grade.CONFIRMED
        return Grade.DOCUMENTED if has_evidence else Grade.STATED


IN_PLACE = (Value.YES, Value.PARTLY)


class AnswerVersion(models.Model):
    """What an answer said, so that nothing anybody wrote is lost. `by` is the name shown at the time.

    Savings of the same person within a few minutes are one version.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    value = models.CharField(max_length=16, choices=Value, blank=True)
    explanation = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "revision"], name="one_version_of_each_revision")
        ]

    def __str__(self) -> str:
        return f"{self.answer} · {self.revision}"


class Publication(models.Model):
    """An assessment as it was published: frozen, numbered, with the hash of its content.

    `summary` holds what lists and counts need, so that they need not read the whole content:
    `{"answered": 12, "documented": 4, "confirmed": 1, "total": 95, "objectives": {"15": 3}, "weak": {"15":
    1}, "dimensions": {"rights": {"yes": 2, …}}, "files": [4]}`, where `objectives` counts the answered
    questions of each objective, `weak` those answered with no, partly or not known, `dimensions` the
    answers by value, and `files` are the ids of the files that are public. `documented` counts the
    confirmed ones too.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    summary = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="publications_are_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.assessment} · {self.number}"


class SectionConsent(models.Model):
    """Somebody agreed that a section becomes public, or took that back. Lines are only ever added."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="consents")
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="+")
    is_given = models.BooleanField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "pk"]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.is_given}"
