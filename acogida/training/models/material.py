"""What an edition hands out: recordings, resources, announcements."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.core.text import in_language
from acogida.documents.models import StoredFile
from acogida.training.models.programme import Edition
from acogida.training.models.session import Session


class MaterialQuerySet(models.QuerySet["Material"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def for_participants(self, at: datetime) -> Self:
        return self.standing().filter(participants_from__lte=at)

    def public(self, at: datetime) -> Self:
        return self.standing().filter(public_from__lte=at)


class Material(models.Model):
    """A recording or a resource: a file here, or an address elsewhere.

    Participants have it from `participants_from` on; everybody from `public_from` on, if ever. A recording
    that becomes public says in `consent` how those seen and heard in it agreed.
    """

    class Kind(TextChoices):
        RECORDING = "recording", _("Recording")
        RESOURCE = "resource", pgettext_lazy("training", "Resource")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="materials")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="materials")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="es")
    url = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    participants_from = models.DateTimeField()
    public_from = models.DateTimeField(null=True)
    consent = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_material_is_a_file_or_an_address",
                condition=Q(url="", file__isnull=False) | (~Q(url="") & Q(file__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_public_recording_says_how_people_agreed",
                condition=Q(public_from__isnull=True) | ~Q(kind="recording") | ~Q(consent=""),
            ),
            models.CheckConstraint(
                name="participants_have_it_before_everybody",
                condition=Q(public_from__isnull=True) | Q(public_from__gte=models.F("participants_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> Any:
        return self.Kind(self.kind).label


class Announcement(models.Model):
    """What the secretariat told everybody who takes part; `title` and `body` map languages to text.

    It is mailed in the background, from `mailed_from` to `finished_at`: `sent` of `total` so far, up to the
    nomination `reached`; `missed` are the nominations whose mail was not taken.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="announcements")
    title = models.JSONField()
    body = models.JSONField()
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    reached = models.PositiveBigIntegerField(default=0)
    missed = models.JSONField(default=list)
    mailed_from = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return in_language(self.title)
