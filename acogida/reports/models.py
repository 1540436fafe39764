"""A report as frozen. What is live has no row: it is read anew each time."""

from django.db import models
from django.urls import reverse

from acogida.accounts.models import User
from acogida.reports.kinds import Kind


class Report(models.Model):
    """What was known of a subject on a day, in four languages, with its hash. Never written again.

    `subject` is a country's code, an objective's or round table's number, a mechanism's key.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=60)
    as_of = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "as_of"], name="a_subject_has_one_frozen_report_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("reports:frozen", args=[self.pk])
