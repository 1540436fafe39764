"""The clock of whoever speaks, one a theme: either it runs until a moment, or it stands with seconds left."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from acogida.dialogues.models.event import Theme


class Timer(models.Model):
    """`who` is the seat's organisation, or nobody in particular: never a person."""

    theme = models.OneToOneField(Theme, models.CASCADE, related_name="timer")
    seconds = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=200, blank=True)
    ends_at = models.DateTimeField(null=True)
    left = models.IntegerField(null=True)
    news = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["theme"]
        constraints = [
            models.CheckConstraint(
                name="a_timer_runs_or_stands",
                condition=Q(ends_at__isnull=True, left__isnull=False)
                | Q(ends_at__isnull=False, left__isnull=True),
            ),
            models.CheckConstraint(name="a_timer_has_time", condition=Q(seconds__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.seconds} s"

    @property
    def is_running(self) -> bool:
        return self.ends_at is not None

    def left_at(self, at: datetime) -> int:
        """Whole seconds left at a moment; below nothing once the time is over."""
        if self.ends_at is None:
            return self.left or 0
        return round((self.ends_at - at).total_seconds())
