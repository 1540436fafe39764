"""Personal links: a department or an outsider works on an assessment without an account."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.assessments.models.assessment import Assessment
from acogida.assessments.models.instrument import SubDimension


class LinkPurpose(TextChoices):
    """What one link is for; it serves for nothing else."""

    ANSWER = "answer", _("Answer sections")
    CONSULT = "consult", pgettext_lazy("personal link", "Comment in the consultation")
    VALIDATE = "validate", pgettext_lazy("personal link", "Validate from outside")


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def open(self, at: datetime) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class PersonalLink(models.Model):
    """One person or department, one assessment, one purpose, some sections, until a day.

    Only the hash of the token is kept. `name` is how the holder is shown: a department or an organisation.
    `finished_at` is when the holder said that their part is done.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    sections = models.ManyToManyField(SubDimension, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_personal_link_expires_after_it_is_made",
                condition=Q(expires_at__gt=models.F("made_at")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def time_zone(self) -> str:
        """Moments are shown in the zone of whoever gave the link."""
        return self.made_by.time_zone


class Presence(models.Model):
    """Who was on the page of a section, and when last. Rows older than a minute mean nothing."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+")
    sub_dimension = models.ForeignKey(SubDimension, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    link = models.ForeignKey(PersonalLink, models.CASCADE, null=True, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "sub_dimension", "user"], name="one_presence_of_each_colleague"
            ),
            models.UniqueConstraint(
                fields=["assessment", "sub_dimension", "link"], name="one_presence_of_each_link"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.link)
