"""A pledge that backs an action of a municipality's plan: agreed by both sides, or not at all."""

from typing import Self

from django.db import models
from django.db.models import Q

from acogida.accounts.models import User
from acogida.dialogues.models import Event
from acogida.plans.models import Action
from acogida.pledges.models.pledge import Pledge


class BackingQuerySet(models.QuerySet["Backing"]):
    def agreed(self) -> Self:
        return self.filter(
            pledger_agreed_at__isnull=False, plan_agreed_at__isnull=False, ended_at__isnull=True
        )

    def waiting(self) -> Self:
        return self.filter(
            Q(pledger_agreed_at__isnull=True) | Q(plan_agreed_at__isnull=True), ended_at__isnull=True
        )


class Backing(models.Model):
    """An offer or a request, until both sides agree.."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="backings")
    action = models.ForeignKey(Action, models.PROTECT, related_name="backings")
    words = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    pledger_agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    pledger_agreed_at = models.DateTimeField(null=True)
    plan_agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    plan_agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    objects = BackingQuerySet.as_manager()

    class Meta:
        ordering = ["pledge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "action"],
                condition=Q(ended_at__isnull=True),
                name="a_pledge_backs_an_action_once",
            ),
            models.CheckConstraint(
                name="a_side_agrees_by_somebody",
                condition=Q(pledger_agreed_at__isnull=True) | Q(pledger_agreed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} → {self.action_id}"

    @property
    def is_agreed(self) -> bool:
        return bool(self.pledger_agreed_at and self.plan_agreed_at and not self.ended_at)


class ServingEvent(models.Model):
    """An event that serves a pledge, or is its fulfilment: when it closes, its report is drafted."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="events")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    tied_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    class Meta:
        ordering = ["pledge", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "event"], name="an_event_serves_a_pledge_once")
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.pledge_id}"
