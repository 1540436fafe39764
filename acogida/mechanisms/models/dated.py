"""What holds from one day to another: who takes part, who presides, when it meets."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.core.text import in_language
from acogida.mechanisms.models.mechanism import Confidence, Mechanism
from acogida.territories.models import Territory


class Part(TextChoices):
    """In what quality a country takes part, from the closest to the loosest."""

    MEMBER = "member", pgettext_lazy("in a mechanism", "Member")
    ASSOCIATE = "associate", pgettext_lazy("in a mechanism", "Associate")
    SUPPORT = "support", pgettext_lazy("in a mechanism", "Support platform")
    OBSERVER = "observer", pgettext_lazy("in a mechanism", "Observer")


class Precision(TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


def standing(known: datetime | None) -> Q:
    """What stood in the registry at a moment: recorded by then, and not corrected yet. None is now."""
    if known is None:
        return Q(ended_at__isnull=True)
    return Q(recorded_at__lte=known) & (Q(ended_at__isnull=True) | Q(ended_at__gt=known))


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def on(self, day: date, *, known: datetime | None = None) -> Self:
        """Those in force on a day, as recorded by a moment, by default now. One whose first day is not
        known counts from the beginning.
        """
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gt=day),
            standing(known),
        )

    def members(self) -> Self:
        return self.filter(part=Part.MEMBER)


class Participation(models.Model):
    """A country in a mechanism. `starts_on` is empty where no source tells; `ends_on` is its first day out.

    A correction ends the old row (`ended_at`) and adds a new one.
    """

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="participations")
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    starts_on = models.DateField(null=True, blank=True)
    starts_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    ends_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence)
    sources = models.JSONField(default=list, blank=True)
    checked_on = models.DateField()
    is_shipped = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["mechanism", "part", "country__name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_country_leaves_after_it_came",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gt=models.F("starts_on")),
            )
        ]
        indexes = [models.Index(fields=["country", "part"], name="mechanisms_of_country")]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.mechanism_id}"


class Presidency(models.Model):
    """The country in the chair, from a day to another, both included."""

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="presidencies")
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    confidence = models.CharField(max_length=10, choices=Confidence)
    sources = models.JSONField(default=list, blank=True)
    checked_on = models.DateField()
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["mechanism", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_presidency_ends_after_it_begins", condition=Q(ends_on__gte=models.F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.starts_on}"


class Meeting(models.Model):
    """A meeting of a mechanism. Where only the month is known `starts_on` is its first day."""

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="meetings")
    titles = models.JSONField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    place = models.CharField(max_length=120, blank=True)
    country = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.CharField(max_length=10, choices=Confidence)
    sources = models.JSONField(default=list, blank=True)
    checked_on = models.DateField()
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_meeting_ends_after_it_begins", condition=Q(ends_on__gte=models.F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return in_language(self.titles)

    @property
    def quarter(self) -> tuple[int, int]:
        return self.starts_on.year, (self.starts_on.month + 2) // 3
