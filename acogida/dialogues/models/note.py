"""What was said, never by whom: notes, corrections to them, and the outcome report.

No column here leads to a speaker, nor to whoever proposed a correction or took an idea home.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.dialogues.models.event import Event, Theme


class Section(TextChoices):
    """The five sections of a rapporteur's sheet."""

    IDEA = "idea", _("Main ideas")
    MESSAGE = "message", _("Key messages")
    PROPOSAL = "proposal", _("Proposals")
    SYNERGY = "synergy", _("Synergies")
    ROAD_MAP = "road_map", _("Road map")


class Chapter(TextChoices):
    """The part of a theme's chapter in the report that a note goes to."""

    PROGRESS = "progress", _("Progress")
    CHALLENGES = "challenges", _("Challenges and lessons learned")
    RECOMMENDATIONS = "recommendations", _("Recommendations")


class NoteQuerySet(models.QuerySet["Note"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Note(models.Model):
    """One thing that was said. `revision` grows with each change, so that two hands never lose a word."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="notes")
    section = models.CharField(max_length=10, choices=Section)
    chapter = models.CharField(max_length=16, choices=Chapter)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "chapter", "pk"]
        constraints = [models.CheckConstraint(name="a_note_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]


class Justification(models.Model):
    """Why words that look like a name may stay in a note. It holds for these words in this note only."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="justifications")
    words = models.CharField(max_length=200)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["note", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["note", "words"], name="words_are_justified_once_a_note")
        ]

    def __str__(self) -> str:
        return self.words


class Verdict(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("a correction", "Proposed")
    ACCEPTED = "accepted", pgettext_lazy("a correction", "Accepted")
    DECLINED = "declined", pgettext_lazy("a correction", "Declined")


class Correction(models.Model):
    """What a participant would have a note say, and what the rapporteurs answered. Nobody's name is kept."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="corrections")
    before = models.TextField()
    text = models.TextField()
    reason = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.PROPOSED)
    answer = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_declined_correction_says_why", condition=~Q(verdict="declined") | ~Q(answer="")
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def verdict_label(self) -> Any:
        return Verdict(self.verdict).label


class TakenHome(models.Model):
    """A replicable idea that somebody takes home; not who."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="taken_home")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["event", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class OutcomeReport(models.Model):
    """The report of an event as published: frozen whole, with its hash."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="report")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.event_id} · {self.sha256[:8]}"
