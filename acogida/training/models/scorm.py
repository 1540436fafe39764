"""Packages made elsewhere (SCORM 1.2 and 2004): what is in them and how far each learner is."""

from django.db import models
from django.db.models import TextChoices

from acogida.training.models.course import Learner, Unit


class Package(models.Model):
    """A SCORM package of a unit, unpacked in the data folder under `folder`.

    `items` are its parts that can be started: identifier, title, href, launch data, mastery score.
    `is_sequenced`: it has rules between its parts, which are not followed. `has_frames`: a page of it holds
    frames, which cannot call each other.
    """

    class Version(TextChoices):
        V12 = "1.2", "SCORM 1.2"
        V2004 = "2004", "SCORM 2004"

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="package")
    version = models.CharField(max_length=4, choices=Version)
    title = models.CharField(max_length=200)
    folder = models.CharField(max_length=32, unique=True)
    items = models.JSONField()
    is_sequenced = models.BooleanField(default=False)
    has_frames = models.BooleanField(default=False)
    files = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["unit"]

    def __str__(self) -> str:
        return self.title


class PackageState(models.Model):
    """What a part of a package told us of a learner: its data model as it sent it, and what we read in it.

    `item` is the identifier of the part. Who has completed it stays so, whatever is sent later.
    """

    package = models.ForeignKey(Package, models.CASCADE, related_name="states")
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="packages")
    item = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    completed = models.BooleanField(default=False)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["package", "learner", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "learner", "item"], name="one_state_a_learner_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.package}: {self.item}"
