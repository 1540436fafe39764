"""How a pledge is followed: milestones, indicators, dated updates with what shows them."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.documents.models import StoredFile
from acogida.pledges.models.pledge import Pledge


class Grade(TextChoices):
    """How sure a report is."""

    STATED = "stated", pgettext_lazy("report", "Stated")
    DOCUMENTED = "documented", pgettext_lazy("report", "Documented")
    CONFIRMED = "confirmed", _("Confirmed by the counterpart")


class Direction(TextChoices):
    INCREASE = "increase", pgettext_lazy("target", "Should rise")
    DECREASE = "decrease", pgettext_lazy("target", "Should fall")


class Milestone(models.Model):
    """Something to be done by a day. It belongs to the partner that promised it."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="milestones")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_in = models.ForeignKey("Update", models.SET_NULL, null=True, related_name="milestones_done")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pledge", "due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """How what was promised is measured: unit, baseline, target, by when."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="indicators")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.INCREASE)
    baseline = models.DecimalField(max_digits=16, decimal_places=2)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=16, decimal_places=2)
    target_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pledge", "target_on", "pk"]
        constraints = [
            models.CheckConstraint(name="a_pledged_target_has_a_unit", condition=~Q(unit="")),
            models.CheckConstraint(
                name="a_pledged_target_is_not_the_baseline", condition=~Q(target=models.F("baseline"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Update(models.Model):
    """A dated report on a pledge by one of those who made it. A draft waits for a person to publish it."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="updates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reported_on = models.DateField()
    narrative = models.TextField()
    grade = models.CharField(max_length=12, choices=Grade, default=Grade.STATED)
    origin = models.CharField(max_length=80, blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pledge", "-reported_on", "-pk"]
        indexes = [
            models.Index(
                fields=["-reported_on", "-id"],
                condition=Q(published_at__isnull=False),
                name="pledge_updates_newest",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="a_published_update_says_by_whom",
                condition=Q(published_at__isnull=True) | Q(reported_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["pledge", "origin"], condition=~Q(origin=""), name="an_event_drafts_one_update"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.reported_on}"


class UpdateEvidence(models.Model):
    """What shows an update: a page to read, or a kept file."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=400, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["update", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_page_or_a_file", condition=~Q(url="") | Q(file__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.title


class IndicatorValue(models.Model):
    """An actual value of an indicator, with where it comes from."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["indicator", "update"]
        constraints = [
            models.UniqueConstraint(fields=["update", "indicator"], name="one_value_an_indicator_and_update"),
            models.CheckConstraint(name="no_pledged_result_without_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"


class Confirmation(models.Model):
    """A counterpart says that an update is true: another organisation that knows it first hand."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["update", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "organisation"], name="an_organisation_confirms_an_update_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.update_id}"
