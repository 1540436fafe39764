"""Working groups and the challenges that they bring to the plenary."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.training.models.programme import Component


class Horizon(TextChoices):
    SHORT = "short", _("Short term")
    MEDIUM = "medium", _("Medium term")
    LONG = "long", _("Long term")


class WorkGroup(models.Model):
    """A table of a session: municipalities of origin and return, of transit, of destination, or a theme."""

    component = models.ForeignKey(Component, models.CASCADE, related_name="groups")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    asks_for = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ["component", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["component", "key"], name="a_group_is_named_once")]

    def __str__(self) -> str:
        return in_language(self.title)


class GroupWorkItem(models.Model):
    """A challenge that a group found, without saying who. Plans may take it up as a cause.

    Public once the group's edition shares it (`shared_at`); withdrawn rather than deleted after that.
    """

    group = models.ForeignKey(WorkGroup, models.PROTECT, related_name="items")
    title = models.CharField(_("challenge"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon)
    objectives = models.ManyToManyField(Objective, related_name="group_work_items", blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    shared_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="a_group_work_item_says_something", condition=~Q(title=""))
        ]

    def __str__(self) -> str:
        return self.title
