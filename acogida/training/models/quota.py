"""Who is invited: profiles, and the seats of each country in each."""

from django.db import models
from django.db.models import Q

from acogida.core.text import in_language
from acogida.territories.models import Territory
from acogida.training.models.programme import Edition


class Slot(models.Model):
    """A profile that seats are set apart for. `per_municipality` bounds people of one municipality.

    Observers have a slot of their own, without seats by country.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="slots")
    key = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    per_municipality = models.PositiveSmallIntegerField(null=True)
    is_observer = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="a_slot_is_named_once")]

    def __str__(self) -> str:
        return in_language(self.title)


class Quota(models.Model):
    """The seats of a country in a slot. Whoever takes or frees one locks this row first."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="quotas")
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["slot", "country__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "country"], name="a_country_has_one_quota_a_slot")
        ]

    def __str__(self) -> str:
        return f"{self.country} · {self.slot}: {self.seats}"


class CountryDeadline(models.Model):
    """A deadline for nominations that differs from the edition's, for one country."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="deadlines")
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["edition", "country__name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "country"], name="a_country_has_one_deadline"),
            models.CheckConstraint(name="another_deadline_has_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.closes_at}"
