"""Challenges with their causes, and how several people score them."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.assessments.models import Answer
from acogida.compact.models import Objective
from acogida.evidence.models import Figure
from acogida.plans.models.plan import Context, Plan


class CurrentQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Those that the plan still has; what was adopted once and withdrawn is kept for its history."""
        return self.filter(withdrawn_at__isnull=True)


class CriterionKey(TextChoices):
    """What challenges are scored on. 5 always speaks for taking it up."""

    URGENCY = "urgency", _("Urgency")
    COMPETENCE = "competence", _("Municipal competence")
    COST = "cost", _("Cost")
    REACH = "reach", _("People reached")
    RIGHTS = "rights", _("Rights at risk")


DEFAULT_WEIGHT = 20


class Horizon(TextChoices):
    SHORT = "short", _("Short term")
    MEDIUM = "medium", _("Medium term")
    LONG = "long", _("Long term")


class Challenge(models.Model):
    """Something to be mended, with the cause that we know it by: an answer, a figure, a challenge
    that an earlier plan left unfinished, a recommendation of its evaluation, what a group of a training
    found, what a dialogue asks for, what people ask most for at the counter, or words.

    `cause` keeps what the answer or figure said on the day it was taken up, so that the reason stays
    true. `mean` (1 to 5), `spread` (standard deviation), `low` and `high` are written when the scoring
    closes, over the `scorers` people who scored it on every criterion. What an adopted version names
    is withdrawn, never deleted.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="challenges")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon)
    # The group of the workshop that named it: those who think of people leaving, passing, staying, returning.
    context = models.CharField(max_length=12, choices=Context, blank=True)
    objectives = models.ManyToManyField(Objective, related_name="challenges")
    cause = models.JSONField(default=dict)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="challenges")
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, related_name="challenges")
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_on")
    recommendation = models.ForeignKey(
        "plans.Recommendation", models.PROTECT, null=True, related_name="challenges"
    )
    group_work = models.ForeignKey(
        "training.GroupWorkItem", models.PROTECT, null=True, related_name="challenges"
    )
    heard = models.ForeignKey(
        "dialogues.Recommendation", models.PROTECT, null=True, related_name="challenges"
    )
    # A topic of the tally (services.lists.TOPICS); what was counted is in `cause`, as it was that day.
    topic = models.SlugField(max_length=20, blank=True)
    reason = models.TextField(_("how we know"), blank=True)
    # Read back from a handover pack: the rows that caused it are elsewhere, `cause` says what they said.
    is_read_back = models.BooleanField(default=False)
    # Suggestions that do not fit here: kind, key, why, and when they were dismissed.
    dismissed = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField(null=True)
    mean = models.FloatField(null=True)
    spread = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    scorers = models.PositiveSmallIntegerField(default=0)
    is_priority = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = CurrentQuerySet.as_manager()

    class Meta:
        ordering = ["plan", F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_challenge_has_a_cause",
                condition=Q(answer__isnull=False)
                | Q(figure__isnull=False)
                | Q(earlier__isnull=False)
                | Q(recommendation__isnull=False)
                | Q(group_work__isnull=False)
                | Q(heard__isnull=False)
                | ~Q(topic="")
                | Q(is_read_back=True)
                | ~Q(reason=""),
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


class ScoringSheet(models.Model):
    """A printed sheet, filled in by somebody at a table and typed in by the facilitator. It names nobody."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(_("what is written on it"), max_length=80, blank=True)
    typed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="sheets_are_numbered_once_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}".strip()


class Score(models.Model):
    """The score, 1 (low) to 5 (high), of one challenge on one criterion, by one person or on one sheet."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    scorer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey(ScoringSheet, models.CASCADE, null=True, related_name="scores")
    value = models.PositiveSmallIntegerField()
    scored_at = models.DateTimeField()

    class Meta:
        ordering = ["challenge", "criterion", "scorer", "sheet"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "criterion", "scorer"], name="one_score_a_person"),
            models.UniqueConstraint(fields=["challenge", "criterion", "sheet"], name="one_score_a_sheet"),
            models.CheckConstraint(
                name="a_score_is_of_a_person_or_a_sheet",
                condition=Q(scorer__isnull=False, sheet__isnull=True)
                | Q(scorer__isnull=True, sheet__isnull=False),
            ),
            models.CheckConstraint(name="a_score_is_from_1_to_5", condition=Q(value__gte=1, value__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id}·{self.criterion_id}: {self.value}"
