"""An instrument with its questions, and a municipality's answers with their evidence."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.assessments.states import Grade, State
from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.documents.models import StoredFile
from acogida.territories.models import Territory


class Instrument(models.Model):
    """A versioned questionnaire. `warning` is shown wherever its results are.

    `evidence_words` names in four languages the codes of `Question.evidence_types`. `fingerprint` is the
    hash of the files it was loaded from, so that loading them again costs one query.
    """

    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.JSONField()
    warning = models.JSONField(default=dict)
    evidence_words = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_instrument_of_each_version")
        ]

    def __str__(self) -> str:
        return in_language(self.title)


class Dimension(models.Model):
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="dimensions")
    key = models.SlugField()
    number = models.PositiveSmallIntegerField()
    name = models.JSONField()
    long_name = models.JSONField(default=dict)
    focus = models.JSONField(default=dict)

    class Meta:
        ordering = ["instrument", "number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "key"], name="one_dimension_of_each_key")
        ]

    def __str__(self) -> str:
        return in_language(self.name)


class SubDimension(models.Model):
    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="sub_dimensions")
    key = models.SlugField()
    number = models.PositiveSmallIntegerField()
    name = models.JSONField()

    class Meta:
        ordering = ["dimension", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "key"], name="one_sub_dimension_of_each_key")
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    @property
    def address(self) -> str:
        """Its two keys, as the button that leads to it sends them."""
        return f"{self.dimension.key}/{self.key}"


class Question(models.Model):
    """`topic` is lasting: it names the same practice in another version of the questionnaire.
    `source` says how the topic was obtained: found, recalled or reconstructed.
    """

    sub_dimension = models.ForeignKey(SubDimension, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    topic = models.SlugField(blank=True)
    text = models.JSONField()
    evidence_types = models.JSONField(default=list)
    objectives = models.ManyToManyField(Objective, related_name="questions")
    source = models.CharField(max_length=40)
    source_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["sub_dimension__dimension__instrument", "code"]
        constraints = [
            models.UniqueConstraint(fields=["sub_dimension", "code"], name="one_question_of_each_code")
        ]

    def __str__(self) -> str:
        return in_language(self.text)


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

    `ready_at` is when an editor told the approvers that it can be published.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="assessments")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
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
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "question__code"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_to_each_question")
        ]

    def __str__(self) -> str:
        return f"{self.question.code}: {self.get_value_display()}"

    @property
    def grade(self) -> Grade:
        """How well it is founded: stated with no evidence, documented with some.

        *Confirmed* is for an outside validation to give; nothing here does. Prefetch `evidence`.
        """
        return Grade.DOCUMENTED if len(self.evidence.all()) else Grade.STATED


class EvidenceKind(TextChoices):
    TEXT = "text", _("Note")
    LINK = "link", _("Link")
    FILE = "file", _("File")
    LEGAL = "legal", _("Legal citation")


class EvidenceItem(models.Model):
    """What shows that an answer is true. An answer without one is only "stated"."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_is_public = models.BooleanField(default=False)
    dated = models.DateField(null=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_of_a_kind_carries_what_the_kind_needs",
                condition=(Q(kind="link") & ~Q(link=""))
                | (Q(kind="file") & Q(file__isnull=False))
                | Q(kind__in=["text", "legal"]),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Publication(models.Model):
    """An assessment as it was published: frozen, numbered, with the hash of its content.

    `summary` holds what lists and counts need, so that they need not read the whole content:
    `{"answered": 12, "documented": 4, "total": 95, "objectives": {"15": 3}, "dimensions": {"rights":
    {"yes": 2, …}}, "files": [4]}`, where `objectives` counts the answered questions of each objective,
    `dimensions` the answers by value, and `files` are the ids of the files that are public.
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
