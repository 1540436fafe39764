"""Who was there: what meeting reports say, who they are taken to be, and what was seen in the room."""

from typing import Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.training.models.nomination import Nomination
from acogida.training.models.session import Session


class AttendanceReport(models.Model):
    """A report of a meeting as its host downloaded it. Withdrawn, it no longer counts."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["session", "imported_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_report_counts_once_a_session",
            )
        ]

    def __str__(self) -> str:
        return self.name


class GuestQuerySet(models.QuerySet["Guest"]):
    def counting(self) -> Self:
        return self.filter(report__withdrawn_at__isnull=True)


class Guest(models.Model):
    """A name in a report with all its times (pairs of ISO moments in UTC).

    `proposed` are pks of nominations with `why`; only `people` count, and only a person puts them there.
    """

    class Verdict(TextChoices):
        OPEN = "open", pgettext_lazy("guest", "To decide")
        MATCHED = "matched", pgettext_lazy("guest", "Decided")
        NOBODY = "nobody", _("None of the participants")

    report = models.ForeignKey(AttendanceReport, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    spans = models.JSONField()
    proposed = models.JSONField(default=list)
    why = models.CharField(max_length=12, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN)
    people = models.ManyToManyField(Nomination, related_name="guests")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["report", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="who_a_guest_is_was_decided_by_somebody",
                condition=Q(verdict="open", decided_by__isnull=True)
                | (~Q(verdict="open") & Q(decided_by__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """That somebody came: by their joining link, checked in at the door, or on the signed sheet.

    The link says only that they went to the meeting, and in which `language` they listen; the door counts
    from then on, the sheet the whole.
    """

    class Kind(TextChoices):
        LINK = "link", _("Joined by the personal link")
        DOOR = "door", _("Checked in at the door")
        SHEET = "sheet", _("Signed the sheet")

    session = models.ForeignKey(Session, models.CASCADE, related_name="presences")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="presences")
    kind = models.CharField(max_length=6, choices=Kind)
    language = models.CharField(max_length=2, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["session", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "nomination", "kind"], name="a_presence_is_noted_once_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomination} · {self.session}"


class Ruling(models.Model):
    """What a person decided about somebody's attendance against what was counted, and why."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="rulings")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="rulings")
    attended = models.BooleanField()
    reason = models.CharField(max_length=300)
    ruled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "nomination"], name="one_ruling_a_person_a_session"),
            models.CheckConstraint(name="a_ruling_has_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.attended}"
