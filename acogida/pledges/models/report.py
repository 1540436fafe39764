"""The annual report, with its figures frozen."""

from django.db import models

from acogida.accounts.models import User


class AnnualReport(models.Model):
    """What was pledged and what came of it up to a day, frozen with its hash. Never written again."""

    year = models.PositiveSmallIntegerField(unique=True)
    as_of = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)
