"""A plan and its adopted versions."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.plans.states import State
from acogida.territories.models import Territory


class Context(TextChoices):
    ORIGIN = "origin", _("Origin")
    TRANSIT = "transit", _("Transit")
    DESTINATION = "destination", _("Destination")
    RETURN = "return", _("Return")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Any) -> Self:
        """Adopted ones, and those of one's own organisations."""
        return self.filter(Q(first_adopted_at__isnull=False) | Q(organisation__in=organisations_of(user)))

    def of_colleagues(self, user: Any) -> Self:
        return self.filter(organisation__in=organisations_of(user))


class Plan(models.Model):
    """A local migration plan. The public sees its last adopted version and its progress.

    `revision` grows when its own words change, so that a stale form is noticed, never obeyed.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="plans")
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    contexts = models.JSONField(default=list)
    state = models.CharField(max_length=16, choices=State, default=State.DIAGNOSIS)
    weights_locked_at = models.DateTimeField(null=True)
    scoring_closed_at = models.DateTimeField(null=True)
    priorities_reason = models.TextField(blank=True)
    # What people who scored would have decided otherwise; kept and published, never with a name.
    dissents = models.JSONField(default=list)
    adoption_asked_at = models.DateTimeField(null=True)
    first_adopted_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    # What became of each unfinished action: its pk, "carry" or "drop", and why.
    closing = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    current_version = models.ForeignKey("PlanVersion", models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_plan_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="a_plan_in_execution_was_adopted",
                condition=Q(state__in=["diagnosis", "prioritisation", "design"])
                | Q(first_adopted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_plan_says_when",
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_adopted_plan_has_its_version",
                condition=Q(first_adopted_at__isnull=True) | Q(current_version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """A plan as adopted: frozen, numbered, with the hash of its content."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="versions_are_numbered_once")]

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"
