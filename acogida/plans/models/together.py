"""Partners of an action, who must say yes."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.plans.models.action import Action


class PartnerState(TextChoices):
    ASKED = "asked", _("Asked to take part, no answer yet")
    CONFIRMED = "confirmed", _("Takes part")
    DECLINED = "declined", _("Does not take part")


class Partner(models.Model):
    """An organisation asked to take part in an action. Its name is public once it has said yes."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="asked_partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contribution = models.CharField(_("what it brings"), max_length=300)
    state = models.CharField(max_length=10, choices=PartnerState, default=PartnerState.ASKED)
    answer = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["action", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "organisation"], name="a_partner_is_asked_once"),
            models.CheckConstraint(
                name="an_answer_of_a_partner_says_when",
                condition=Q(state="asked", answered_at__isnull=True)
                | Q(state__in=["confirmed", "declined"], answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_partner_who_declines_says_why", condition=~Q(state="declined") | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.state}"
