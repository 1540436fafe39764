"""Sessions and their agenda."""

from django.db import models
from django.db.models import F, Q

from acogida.core.text import in_language
from acogida.training.models.programme import Component


class Session(models.Model):
    """When a component is held live. `sequence` grows when its calendar entry changes (RFC 5545).

    `interpretation` are language codes; `language_urls` map one to its own address, where a language has
    a room apart, and who listens in any other goes to `join_url`.
    """

    component = models.OneToOneField(Component, models.CASCADE, related_name="session")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    join_url = models.URLField(max_length=500, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    interpretation = models.JSONField(default=list)
    language_urls = models.JSONField(default=dict)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    note = models.JSONField(default=dict)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return str(self.component)


class AgendaItem(models.Model):
    """A point of a session's agenda. `roles` are rows of role and name; a break counts for nobody."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.JSONField()
    roles = models.JSONField(default=list)
    points = models.JSONField(default=list)
    is_break = models.BooleanField(default=False)

    class Meta:
        ordering = ["session", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_agenda_item_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return in_language(self.title)
