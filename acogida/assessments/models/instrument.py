"""A versioned questionnaire: its dimensions, its questions, and what helps to answer them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.accounts.rules import may_oversee
from acogida.assessments.states import InstrumentState
from acogida.compact.models import Objective
from acogida.core.text import in_language


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def visible_to(self, user: Any) -> Self:
        """Published versions are for everybody; drafts for those who write questionnaires."""
        return self if may_oversee(user) else self.published()

    def published(self) -> Self:
        return self.filter(state=InstrumentState.PUBLISHED)


class Instrument(models.Model):
    """A versioned questionnaire. `warning` is shown wherever its results are.

    A published version never changes; its questions are tied to those of `based_on` by `QuestionLink`.
    The one that is shipped has nobody in `created_by`.

    `evidence_words` names in four languages the codes of `Question.evidence_types`. `fingerprint` is the
    hash of the files it was loaded from, so that loading them again costs one query.
    """

    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.JSONField()
    warning = models.JSONField(default=dict)
    evidence_words = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=InstrumentState, default=InstrumentState.PUBLISHED)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="later_versions")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_instrument_of_each_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="draft"), name="one_draft_of_each_questionnaire"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title)

    def get_absolute_url(self) -> str:
        return reverse("assessments:instrument", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == InstrumentState.DRAFT


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
    `guidance` helps to answer: `{"example": {"es": …}, "look": {"es": …}}`. `sdg` are targets ("3.8") and
    `seal` the dimensions of MigraCidades (1–10) that it touches, by our own mapping.
    """

    sub_dimension = models.ForeignKey(SubDimension, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    topic = models.SlugField(blank=True)
    text = models.JSONField()
    evidence_types = models.JSONField(default=list)
    objectives = models.ManyToManyField(Objective, related_name="questions")
    guidance = models.JSONField(default=dict)
    sdg = models.JSONField(default=list)
    seal = models.JSONField(default=list)
    source = models.CharField(max_length=40)
    source_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["sub_dimension__dimension__instrument", "code"]
        constraints = [
            models.UniqueConstraint(fields=["sub_dimension", "code"], name="one_question_of_each_code")
        ]

    def __str__(self) -> str:
        return in_language(self.text)


class LinkKind(TextChoices):
    """How a question stands to one of the version before. From the closest to the farthest."""

    SAME = "same", _("The same")
    REWORDED = "reworded", _("Reworded, same meaning")
    SPLIT = "split", _("Split or joined")
    NOT_COMPARABLE = "not_comparable", _("Not comparable")


class QuestionLink(models.Model):
    """What a question was in the version that its questionnaire is based on. A new one has no link."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="links")
    earlier = models.ForeignKey(Question, models.PROTECT, related_name="later")
    kind = models.CharField(max_length=16, choices=LinkKind)

    class Meta:
        ordering = ["question", "earlier"]
        constraints = [
            models.UniqueConstraint(fields=["question", "earlier"], name="one_link_between_two_questions")
        ]

    def __str__(self) -> str:
        return f"{self.question.code} ← {self.earlier.code}: {self.get_kind_display()}"
