"""Counts of people attended. A tap adds one to a cell; no row stands for a person."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.services.lists import TOPICS, Age, Sex
from acogida.services.models.directory import Service
from acogida.services.states import OutreachState
from acogida.territories.models import Territory


class OursQuerySet(models.QuerySet[Any]):
    def of_colleagues(self, user: Any) -> Self:
        return self.filter(organisation__in=organisations_of(user))


class Office(models.Model):
    """A counter of an organisation: what its buttons offer. Its day is that of its own clock.

    `topics`, `origins` (ISO 3166-1 alpha-3, and "other") and `languages` are what people there ask and
    speak most; whatever is not on them is counted as "other" or not noted.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    name = models.CharField(_("name"), max_length=120)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    time_zone = models.CharField(max_length=40)
    topics = models.JSONField(default=list)
    origins = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    is_open = models.BooleanField(default=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = OursQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="an_organisation_names_an_office_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OutreachDay(models.Model):
    """A day out: mobile consulate, regularisation day. `checklist` is a list of {text, done}.

    `turned_away` is how many had to be sent home without being attended.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="outreach_days")
    office = models.ForeignKey(Office, models.PROTECT, related_name="outreach_days")
    title = models.CharField(_("title"), max_length=160)
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    place = models.CharField(max_length=200)
    partners = models.JSONField(default=list)
    checklist = models.JSONField(default=list)
    quota = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=OutreachState, default=OutreachState.PLANNED)
    turned_away = models.PositiveIntegerField(null=True)
    lesson = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = OursQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_quota_is_for_at_least_one", condition=Q(quota__isnull=True) | Q(quota__gte=1)
            )
        ]

    def __str__(self) -> str:
        return self.title


class Cell(models.Model):
    """How many came to an office on a day with the same answers. `identity` is all of them together."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cells")
    outreach = models.ForeignKey(OutreachDay, models.PROTECT, null=True, related_name="cells")
    day = models.DateField()
    month = models.CharField(max_length=7)
    topic = models.CharField(max_length=20)
    origin = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=Sex)
    age = models.CharField(max_length=6, blank=True, choices=Age)
    language = models.CharField(max_length=8, blank=True)
    referred = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField()
    identity = models.CharField(max_length=160, unique=True)

    class Meta:
        ordering = ["office", "day", "pk"]
        indexes = [models.Index(fields=["organisation", "month"], name="cells_of_a_month")]
        constraints = [
            models.CheckConstraint(name="a_cell_counts_somebody", condition=Q(count__gte=1)),
            models.CheckConstraint(
                name="a_counted_topic_is_on_the_list", condition=Q(topic__in=list(TOPICS))
            ),
            models.CheckConstraint(name="a_counted_sex_is_on_the_list", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(name="a_counted_age_is_on_the_list", condition=Q(age__in=Age.values)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.topic}: {self.count}"


class Receipt(models.Model):
    """That a tap was counted, so that the same one is never counted again.

    `cell` is forgotten after two days: until then a tap can be taken back.
    """

    key = models.UUIDField(unique=True)
    day = models.DateField(db_index=True)
    cell = models.ForeignKey(Cell, models.SET_NULL, null=True, related_name="+")
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.key)


class SentMonth(models.Model):
    """A month of an organisation that became a data set of evidence: sent once."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    dataset_code = models.CharField(max_length=80)
    indicator_code = models.CharField(max_length=80)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation", "-month"]
        constraints = [models.UniqueConstraint(fields=["organisation", "month"], name="a_month_is_sent_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.month}"
