"""The words of a practice, language by language, and its published versions."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.practices.fields import LONGEST_TITLE
from acogida.practices.models.practice import Practice


class TextStatus(TextChoices):
    """How the words in one language came about."""

    ORIGINAL = "original", _("Original")
    HUMAN = "human", _("Translated by a person")
    MACHINE = "machine", _("Translated by machine, not checked by a person")
    OUTDATED = "outdated", _("Outdated: the original has changed since")


class PracticeText(models.Model):
    """A practice told in one language. `of_revision` is the original's revision that it tells.

    `changed_in` is the practice's revision in which the words last changed.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=TextStatus)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    summary = models.TextField(blank=True)
    description = models.TextField(blank=True)
    results = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    innovation = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    changed_in = models.PositiveIntegerField(default=1)
    of_revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["practice", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "language"], name="a_practice_is_told_once_a_language"
            ),
            models.UniqueConstraint(
                fields=["practice"],
                condition=models.Q(status="original"),
                name="a_practice_has_one_original",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PracticeVersion(models.Model):
    """What everybody may read, frozen whole; `sha256` proves it. See `queries.content`."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    published_by = models.CharField(max_length=254)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["practice", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="a_practice_version_has_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} v{self.number}"


class Traits(models.Model):
    """What a published practice is matched by, taken from its current version; see `queries.fitting`."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="traits")
    country = models.CharField(max_length=3, blank=True)
    subregion = models.CharField(max_length=40, blank=True)
    size = models.PositiveSmallIntegerField(null=True)
    is_border = models.BooleanField(default=False)
    for_origin = models.BooleanField(default=False)
    for_transit = models.BooleanField(default=False)
    for_destination = models.BooleanField(default=False)
    for_return = models.BooleanField(default=False)
    origins = models.CharField(max_length=200, blank=True)
    budget = models.CharField(max_length=8, blank=True)
    grade = models.CharField(max_length=24, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["practice"]

    def __str__(self) -> str:
        return str(self.practice_id)


class TraitObjective(models.Model):
    """An objective that the published version serves."""

    traits = models.ForeignKey(Traits, models.CASCADE, related_name="served")
    objective = models.PositiveSmallIntegerField()
    is_primary = models.BooleanField()

    class Meta:
        ordering = ["traits", "objective"]
        indexes = [models.Index(fields=["objective", "traits", "is_primary"], name="trait_objective")]

    def __str__(self) -> str:
        return f"{self.traits_id}: {self.objective}"
