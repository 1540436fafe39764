"""The directory: services of a place, what they are for, and what visitors say is out of date."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.core.text import in_language
from acogida.services.lists import TOPICS, Cost, Provider
from acogida.services.states import CorrectionState, ServiceState
from acogida.territories.models import Territory


class ServiceQuerySet(models.QuerySet["Service"]):
    def public(self) -> Self:
        """Those somebody can be sent to."""
        return self.filter(state=ServiceState.PUBLISHED)

    def visible_to(self, user: Any) -> Self:
        """Published ones, also when closed since; and whatever one's own organisations keep."""
        return self.filter(~Q(state=ServiceState.DRAFT) | Q(organisation__in=organisations_of(user)))

    def of_colleagues(self, user: Any) -> Self:
        return self.filter(organisation__in=organisations_of(user))

    def whole(self) -> Self:
        """With everything a line of a list shows, in three queries for any number."""
        return self.select_related("territory__country", "organisation").prefetch_related(
            "topic_rows", "language_rows"
        )


class Service(models.Model):
    """Where a person can be sent: what for, who may use it, when, at what cost, with which papers.

    `organisation` keeps the entry, `provider` gives the service. `hours` are in the form OpenStreetMap
    uses, by the clock of `time_zone`. `lat` and `lon` are the service's own, or its territory's where
    `is_located` is false. `summary`, `eligibility` and `advice` are texts by language. `search_text`
    holds the stems of every word in the four languages between blanks; `identity` is what tells two
    entries of one service: folded name and address.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(max_length=200, unique=True)
    provider = models.CharField(max_length=160)
    provider_kind = models.CharField(max_length=16, choices=Provider)
    summary = models.JSONField(default=dict)
    eligibility = models.JSONField(default=dict)
    advice = models.JSONField(default=dict)
    cost = models.CharField(max_length=8, choices=Cost, default=Cost.UNKNOWN)
    papers = models.JSONField(default=list)
    accessibility = models.JSONField(default=list)
    by_appointment = models.BooleanField(default=False)
    address = models.CharField(max_length=240, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    whatsapp = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    hours = models.CharField(max_length=400, blank=True)
    time_zone = models.CharField(max_length=40)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    is_located = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.DRAFT)
    closed_reason = models.CharField(max_length=240, blank=True)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    check_every_months = models.PositiveSmallIntegerField(default=6)
    check_due_on = models.DateField(null=True)
    reminded_of = models.DateField(null=True)
    search_text = models.TextField(blank=True)
    identity = models.CharField(max_length=420)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["state", "name", "id"], name="service_by_name"),
            models.Index(fields=["state", "lat", "lon"], name="service_by_position"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "identity"],
                condition=~Q(state="closed"),
                name="a_service_stands_once_in_its_place",
            ),
            models.CheckConstraint(
                name="a_published_service_was_checked_by_somebody",
                condition=Q(state="draft") | Q(checked_on__isnull=False, checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_service_says_why", condition=~Q(state="closed") | ~Q(closed_reason="")
            ),
            models.CheckConstraint(
                name="a_position_has_both_coordinates",
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
            ),
            models.CheckConstraint(
                name="a_service_is_checked_every_1_to_24_months",
                condition=Q(check_every_months__gte=1, check_every_months__lte=24),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("services:service", args=[self.slug])

    @property
    def topics(self) -> list[str]:
        """Keys of its topics, in the order of the list; asks nothing where `whole()` fetched them."""
        found = {row.topic for row in self.topic_rows.all()}
        return [key for key in TOPICS if key in found]

    @property
    def languages(self) -> list[str]:
        return [row.code for row in self.language_rows.all()]

    @property
    def iso2(self) -> str:
        country = self.territory.country
        return country.iso2 if country else self.territory.iso2

    @property
    def what(self) -> str:
        """What it is for, in the page's language where it was written in it."""
        return in_language(self.summary)

    @property
    def who(self) -> str:
        return in_language(self.eligibility)

    @property
    def tip(self) -> str:
        return in_language(self.advice)

    def is_stale(self, on: date) -> bool:
        """Whether its check is overdue."""
        return self.check_due_on is not None and self.check_due_on < on

    def is_old(self, on: date) -> bool:
        """Whether its check is so long overdue that nobody should rely on it without calling first."""
        return self.check_due_on is not None and self.check_due_on + timedelta(days=90) < on


class ServiceTopic(models.Model):
    """One topic of a service, from the controlled list."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="topic_rows")
    topic = models.CharField(max_length=20)

    class Meta:
        ordering = ["service", "pk"]
        indexes = [models.Index(fields=["topic", "service"], name="service_by_topic")]
        constraints = [
            models.UniqueConstraint(fields=["service", "topic"], name="a_service_has_a_topic_once"),
            models.CheckConstraint(name="a_topic_is_on_the_list", condition=Q(topic__in=list(TOPICS))),
        ]

    def __str__(self) -> str:
        return self.topic


class ServiceLanguage(models.Model):
    """One language that is spoken there."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="language_rows")
    code = models.CharField(max_length=8)

    class Meta:
        ordering = ["service", "pk"]
        indexes = [models.Index(fields=["code", "service"], name="service_by_language")]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="a_service_speaks_a_language_once")
        ]

    def __str__(self) -> str:
        return self.code


class Wrong(models.TextChoices):
    """What a visitor says is out of date; the first four can be put right in one click."""

    PHONE = "phone", _("The telephone number")
    ADDRESS = "address", _("The address")
    WEBSITE = "website", _("The web page")
    NAME = "name", _("The name")
    HOURS = "hours", _("The opening hours")
    PAPERS = "papers", _("The papers they ask for")
    COST = "cost", _("What it costs")
    GONE = "gone", _("It no longer exists")
    OTHER = "other", _("Something else")


ONE_CLICK = (Wrong.PHONE, Wrong.ADDRESS, Wrong.WEBSITE, Wrong.NAME)


class Correction(models.Model):
    """What a visitor says is wrong. Who sent it is not kept."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="corrections")
    wrong = models.CharField(max_length=10, choices=Wrong)
    before = models.CharField(max_length=400, blank=True)
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.WAITING)
    sent_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_decided_correction_says_by_whom_and_when",
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.get_wrong_display()}"
