"""Life after publication: who did it again, what they changed, and what came of it."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.practices.models.practice import Practice


class Outcome(TextChoices):
    PLANNED = "planned", pgettext_lazy("adaptation", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("adaptation", "Under way")
    WORKED = "worked", pgettext_lazy("adaptation", "It worked")
    PARTLY = "partly", pgettext_lazy("adaptation", "It worked in part")
    FAILED = "failed", pgettext_lazy("adaptation", "It did not work here")


class Adaptation(models.Model):
    """An organisation that does somebody's practice again; failures are told too.

    `told_as` is the practice it became, where it was told here in its turn.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="adaptations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="adaptations")
    year = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    changed = models.TextField(_("what was changed"))
    result = models.TextField(_("what came of it"), blank=True)
    told_as = models.ForeignKey(Practice, models.SET_NULL, null=True, related_name="adapted_from")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["practice", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation"], name="an_organisation_logs_an_adaptation_once"
            ),
            models.CheckConstraint(
                name="an_adaptation_that_ended_says_what_came_of_it",
                condition=Q(outcome__in=["planned", "under_way"]) | ~Q(result=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.organisation_id}"
