"""The plan of a municipality: challenges with their causes, priorities, actions, indicators, progress."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.assessments.models import Answer
from acogida.compact.models import LocalAction, Objective
from acogida.documents.models import StoredFile
from acogida.evidence.models import Figure
from acogida.plans.states import State
from acogida.territories.models import Territory


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Any) -> Self:
        """Adopted ones, and those of one's own organisations."""
        return self.filter(Q(first_adopted_at__isnull=False) | Q(organisation__in=organisations_of(user)))

    def of_colleagues(self, user: Any) -> Self:
        return self.filter(organisation__in=organisations_of(user))


class Plan(models.Model):
    """A local migration plan. The public sees its last adopted version and its progress."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="plans")
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    contexts = models.JSONField(default=list)
    state = models.CharField(max_length=16, choices=State, default=State.DIAGNOSIS)
    weights_locked_at = models.DateTimeField(null=True)
    first_adopted_at = models.DateTimeField(null=True)
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
        ]

    def __str__(self) -> str:
        return self.title


class Context(TextChoices):
    ORIGIN = "origin", _("Origin")
    TRANSIT = "transit", _("Transit")
    DESTINATION = "destination", _("Destination")
    RETURN = "return", _("Return")


class Horizon(TextChoices):
    SHORT = "short", _("Short term")
    MEDIUM = "medium", _("Medium term")
    LONG = "long", _("Long term")


class Challenge(models.Model):
    """Something to be mended, with the cause that we know it by: an answer, a figure, or words."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="challenges")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon)
    objectives = models.ManyToManyField(Objective, related_name="challenges")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="challenges")
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, related_name="challenges")
    reason = models.TextField(_("how we know"), blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    is_priority = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_challenge_has_a_cause",
                condition=Q(answer__isnull=False) | Q(figure__isnull=False) | ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What challenges are scored on. Weights are agreed and locked before anybody scores."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="each_criterion_once_a_plan"),
            models.CheckConstraint(name="a_weight_is_at_most_100", condition=Q(weight__lte=100)),
        ]

    def __str__(self) -> str:
        return self.key


class Score(models.Model):
    """One person's score, 1 (low) to 5 (high), of one challenge on one criterion."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    scorer = models.ForeignKey(User, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    scored_at = models.DateTimeField()

    class Meta:
        ordering = ["challenge", "criterion", "scorer"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "criterion", "scorer"], name="one_score_a_person"),
            models.CheckConstraint(name="a_score_is_from_1_to_5", condition=Q(value__gte=1, value__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id}·{self.criterion_id}: {self.value}"


class Action(models.Model):
    """What the municipality does about a challenge. Without a challenge it carries a written reason."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, related_name="actions")
    reason_without_challenge = models.TextField(blank=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="actions")
    local_action = models.ForeignKey(LocalAction, models.PROTECT, null=True, related_name="actions")
    responsible_unit = models.CharField(_("responsible unit"), max_length=160)
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    budget = models.DecimalField(_("budget"), max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    budget_source = models.CharField(_("source of the money"), max_length=160, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_action_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="an_action_has_a_cause_or_a_written_reason",
                condition=Q(challenge__isnull=False) | ~Q(reason_without_challenge=""),
            ),
            models.CheckConstraint(
                name="a_budget_has_a_currency", condition=Q(budget__isnull=True) | ~Q(currency="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Direction(TextChoices):
    INCREASE = "increase", _("Should rise")
    DECREASE = "decrease", _("Should fall")


class ActionIndicator(models.Model):
    """How an action's result is measured: unit, baseline, target, by when."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="indicators")
    title = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.INCREASE)
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=2)
    baseline_on = models.DateField(_("date of the baseline"))
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=2)
    target_on = models.DateField(_("by when"))
    every_months = models.PositiveSmallIntegerField(_("reported every (months)"), default=6)

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            models.CheckConstraint(name="an_indicator_has_a_unit", condition=~Q(unit="")),
            models.CheckConstraint(
                name="a_target_comes_after_its_baseline",
                condition=Q(target_on__gt=F("baseline_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Condition(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DELAYED = "delayed", _("Delayed")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Progress(models.Model):
    """One dated report on an action, with what was spent since the last and what shows it."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="progress")
    reported_on = models.DateField()
    condition = models.CharField(max_length=12, choices=Condition)
    narrative = models.TextField()
    delay_reason = models.TextField(blank=True)
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    evidence_link = models.URLField(max_length=400, blank=True)
    evidence_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["action", "-reported_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_delay_or_stop_has_a_reason",
                condition=~Q(condition__in=["delayed", "stopped"]) | ~Q(delay_reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.reported_on}"


class IndicatorValue(models.Model):
    """An actual value of an indicator, reported with a progress report."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(ActionIndicator, models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["indicator", "progress"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "indicator"], name="one_value_an_indicator_and_report"
            ),
            models.CheckConstraint(name="no_result_without_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"


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
