"""Questionnaires and their answers, which no copy of the database can lead back to a person."""

import uuid

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.core.text import in_language
from acogida.training.models.programme import Component


class Wave(TextChoices):
    ENTRY = "entry", _("On entry")
    EXIT = "exit", _("On exit")
    LATER = "later", _("Months later")


class Questionnaire(models.Model):
    """Questions in several languages. `items` are rows of key, kind, waves, label, options and answer.

    Kinds: one (of several), several, number, text. An item with an `answer` measures knowledge; a
    `topic` (expectation, satisfaction, use) says what any other is about; `section` stands above a group.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.JSONField()
    items = models.JSONField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return in_language(self.title)


class Survey(models.Model):
    """A questionnaire asked in one wave of an edition."""

    component = models.OneToOneField(Component, models.CASCADE, related_name="survey")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="surveys")
    wave = models.CharField(max_length=8, choices=Wave)

    class Meta:
        ordering = ["component"]

    def __str__(self) -> str:
        return f"{self.component} ({self.wave})"


class Response(models.Model):
    """One person's answers, sealed. Decision 0008 says why nothing here leads to that person.

    `pair` is a keyed mark, the same in each wave of an edition; `sealed` the encrypted answers. There is
    no moment, and the rows of a survey are put in another order whenever one is added.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    pair = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "pair"], name="everybody_answers_a_survey_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
