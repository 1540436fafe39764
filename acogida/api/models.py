"""Tokens by which an organisation's own programs write, and what they were answered."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User


class Scope(TextChoices):
    """What a token may write."""

    PROGRESS = "progress", _("Progress of actions of our plans")
    PLEDGES = "pledges", _("Reports on our pledges")
    SERVICES = "services", _("Checks and corrections of our directory of services")
    TALLY = "tally", _("Counts of people attended at our counters")


class TokenQuerySet(models.QuerySet["Token"]):
    def open(self, at: datetime) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class Token(models.Model):
    """A key for programs of one organisation. Only its hash is kept; `beginning` is to know it again by.

    It does what who made it may do for the organisation as an editor, while they administer it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    scopes = models.JSONField()
    beginning = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_token_expires_after_it_was_made", condition=Q(expires_at__gt=models.F("made_at"))
            ),
            models.CheckConstraint(
                name="a_revoked_token_says_by_whom",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(scope).label) for scope in self.scopes if scope in Scope.values]


class Answered(models.Model):
    """What a request with an Idempotency-Key was answered: sent again, it is not done again."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answered")
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    body = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["token", "pk"]
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="a_key_is_answered_once")]

    def __str__(self) -> str:
        return self.key
