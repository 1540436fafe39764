"""Dated reports on actions, and the indicator values they bring."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.documents.models import StoredFile
from acogida.plans.models.action import Action, ActionIndicator


class Condition(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DELAYED = "delayed", _("Delayed")
    DONE = "done", _("Finished")
    STOPPED = "stopped", _("Stopped")


class Progress(models.Model):
    """One dated report on an action, with what was spent since the last and what shows it.

    `spent_on` tells the spending apart by the id of the budget line, as decimal strings; `reached` are
    people reached since the last report, by `Group`.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="progress")
    reported_on = models.DateField()
    condition = models.CharField(max_length=12, choices=Condition)
    narrative = models.TextField()
    delay_reason = models.TextField(blank=True)
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    evidence_link = models.URLField(max_length=400, blank=True)
    evidence_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    spent_on = models.JSONField(default=dict)
    reached = models.JSONField(default=dict)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["action", "-reported_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_delay_or_stop_has_a_reason",
                condition=~Q(condition__in=["delayed", "stopped"]) | ~Q(delay_reason=""),
            ),
            models.CheckConstraint(
                name="spending_is_never_negative", condition=Q(spent__isnull=True) | Q(spent__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.reported_on}"

    @property
    def is_late(self) -> bool:
        """Reported after the day it was due."""
        return self.due_on is not None and self.reported_on > self.due_on


class IndicatorValue(models.Model):
    """An actual value of an indicator, reported with a progress report.

    `parts` tells it apart as the indicator asks: `{"sex": {"women": 12, "men": 9}}`, counts of people.
    """

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(ActionIndicator, models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=200)
    parts = models.JSONField(default=dict)

    class Meta:
        ordering = ["indicator", "progress"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "indicator"], name="one_value_an_indicator_and_report"
            ),
            models.CheckConstraint(name="no_result_without_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"
