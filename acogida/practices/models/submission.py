"""Calls for practices, and the focal point who confirms what others send in the implementer's name."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.practices.models.practice import Practice


class CallQuerySet(models.QuerySet["Call"]):
    def open_on(self, day: date) -> Self:
        """Those that take practices on a day, the one that closes first before."""
        return self.filter(opens_on__lte=day, closes_on__gte=day).order_by("closes_on", "pk")


class Call(models.Model):
    """A call for practices on a theme. `closes_on` is the last day to send one."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what is looked for"))
    language = models.CharField(max_length=2, default="es")
    objectives = models.ManyToManyField(Objective, related_name="+")
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_call_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            )
        ]

    def __str__(self) -> str:
        return self.title


class FocalPoint(models.Model):
    """The person of the implementer who says yes or no to a practice that others send; never public."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="focal_point")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["practice"]
        constraints = [
            models.CheckConstraint(
                name="a_focal_point_confirms_or_refuses_not_both",
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name
