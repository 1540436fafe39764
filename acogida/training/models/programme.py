"""A programme, its editions, and what each edition is made of."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from acogida.accounts.rules import may_oversee
from acogida.core.text import in_language
from acogida.training.states import Kind, Mode


class Programme(models.Model):
    """What is repeated from year to year. `title` and `summary` map language codes to text."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.JSONField()
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return in_language(self.title)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Any) -> Self:
        """Published ones; whoever oversees sees drafts too."""
        return self if may_oversee(user) else self.filter(published_at__isnull=False)


class Edition(models.Model):
    """One holding of a programme. Days are days in `time_zone`; moments are kept in UTC.

    `attendance_percent` is the part of a session, breaks left out, that counts as having attended.
    `notes` say what the source leaves open, by language; `organisers` are rows of role and name.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=140, unique=True)
    title = models.JSONField()
    summary = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    organisers = models.JSONField(default=list)
    certificate = models.JSONField(default=dict)
    mode = models.CharField(max_length=12, choices=Mode)
    place = models.CharField(_("place"), max_length=160, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40)
    reference_zones = models.JSONField(default=list)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    nominations_close_at = models.DateTimeField(null=True)
    offers_unused_seats = models.BooleanField(default=True)
    attendance_percent = models.PositiveSmallIntegerField(default=80)
    source = models.CharField(max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    created_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_edition_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="attendance_is_asked_in_percent",
                condition=Q(attendance_percent__gte=1, attendance_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title)


class Component(models.Model):
    """A part of an edition. A required one is a condition of the certificate.

    `hours` is the time it is said to need. `closes_at` is its deadline.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="components")
    kind = models.CharField(max_length=16, choices=Kind)
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    is_required = models.BooleanField(default=True)
    hours = models.PositiveSmallIntegerField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="a_component_is_named_once_an_edition")
        ]

    def __str__(self) -> str:
        return in_language(self.title)
