"""Who promises together, and whether they said so themselves."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.pledges.models.pledge import Pledge


class Answer(TextChoices):
    WAITING = "waiting", pgettext_lazy("partner", "Asked, no answer yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", pgettext_lazy("partner", "Declined")
    REVOKED = "revoked", _("Invitation taken back")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def confirmed(self) -> Self:
        """Those that said yes: nobody else is ever shown."""
        return self.filter(answer=Answer.CONFIRMED)

    def open(self, at: datetime) -> Self:
        return self.filter(answer=Answer.WAITING, expires_at__gt=at)


class Partner(models.Model):
    """An organisation asked to promise together, by a personal link of which only the hash is kept.

    Until it confirms, no page but the lead's own shows its name. `share` is its part of the whole in
    percent, where the partners divide it.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pledge_partnerships")
    part = models.CharField(max_length=300, blank=True)
    share = models.PositiveSmallIntegerField(null=True)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.WAITING)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["pledge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "organisation"],
                condition=Q(answer__in=["waiting", "confirmed"]),
                name="an_organisation_is_asked_once_a_pledge",
            ),
            models.CheckConstraint(
                name="an_answer_says_by_whom_and_when",
                condition=~Q(answer__in=["confirmed", "declined"])
                | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_partners_share_is_at_most_a_hundred_percent",
                condition=Q(share__isnull=True) | Q(share__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.answer}"
