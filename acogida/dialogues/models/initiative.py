"""What civil society does, where and for which objectives: the map that the first Conversatorio asked for."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.compact.models import Objective
from acogida.territories.models import Territory


class Shown(TextChoices):
    WAITING = "waiting", pgettext_lazy("an initiative", "Waits for the secretariat")
    PUBLIC = "public", pgettext_lazy("an initiative", "On the map")
    DECLINED = "declined", pgettext_lazy("an initiative", "Not taken up")
    WITHDRAWN = "withdrawn", pgettext_lazy("an initiative", "Withdrawn")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def public(self) -> Self:
        return self.filter(state=Shown.PUBLIC)


class Initiative(models.Model):
    """One initiative of an organisation. The contact is an office's, and is shown only where it agreed."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="initiatives")
    title = models.CharField(max_length=160)
    text = models.TextField()
    language = models.CharField(max_length=2, default="es")
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    place = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    objectives = models.ManyToManyField(Objective, related_name="initiatives")
    website = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    may_show_contact = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=Shown, default=Shown.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["country", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_initiative_not_taken_up_says_why", condition=~Q(state="declined") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> Any:
        return Shown(self.state).label

    @property
    def where(self) -> Territory:
        """The most precise place it named."""
        return self.place or self.country
