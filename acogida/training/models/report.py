"""The final report of an edition, as frozen."""

from django.db import models

from acogida.accounts.models import User
from acogida.training.models.programme import Edition


class FinalReport(models.Model):
    """What an edition came to, in figures that never change again; a later one is another row."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="final_reports")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.edition} · {self.frozen_at:%Y-%m-%d}"
