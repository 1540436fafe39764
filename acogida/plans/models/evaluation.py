"""Evaluations of a plan: findings with their evidence, lessons, and recommendations that get an answer."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.plans.models.action import Action
from acogida.plans.models.plan import Plan


class EvaluationKind(TextChoices):
    MID_TERM = "mid_term", _("Mid-term evaluation")
    FINAL = "final", _("Final evaluation")


class Dac(TextChoices):
    """The six criteria of the OECD's Development Assistance Committee (2019)."""

    RELEVANCE = "relevance", _("Relevance")
    COHERENCE = "coherence", _("Coherence")
    EFFECTIVENESS = "effectiveness", _("Effectiveness")
    EFFICIENCY = "efficiency", _("Efficiency")
    IMPACT = "impact", _("Impact")
    SUSTAINABILITY = "sustainability", _("Sustainability")


class Evaluation(models.Model):
    """What a plan is found to have done, half way or at its end. Frozen with its hash when published."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="evaluations")
    kind = models.CharField(max_length=8, choices=EvaluationKind)
    evaluator = models.CharField(_("who evaluates"), max_length=200)
    method = models.TextField(_("how"))
    content = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(kind="final"), name="a_plan_has_one_final_evaluation"
            ),
            models.CheckConstraint(
                name="a_published_evaluation_is_frozen",
                condition=Q(published_at__isnull=True, content__isnull=True, sha256="")
                | (Q(published_at__isnull=False, content__isnull=False) & ~Q(sha256="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.get_kind_display()}"


class Finding(models.Model):
    """What was found on one criterion, and what shows it."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="findings")
    criterion = models.CharField(max_length=16, choices=Dac)
    text = models.TextField(_("finding"))
    evidence = models.TextField(_("what shows it"))
    link = models.URLField(_("link"), max_length=400, blank=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="findings")

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.CheckConstraint(name="a_finding_has_evidence", condition=~Q(text="") & ~Q(evidence=""))
        ]

    def __str__(self) -> str:
        return self.text


class Lesson(models.Model):
    """What others should know before they do the same."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="lessons")
    text = models.TextField(_("lesson"))
    worked = models.BooleanField(default=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="lessons")

    class Meta:
        ordering = ["evaluation", "-worked", "pk"]
        constraints = [models.CheckConstraint(name="a_lesson_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


class Response(TextChoices):
    """What the municipality says to a recommendation."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REJECTED = "rejected", _("Not accepted")


class FollowUp(TextChoices):
    OPEN = "open", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Recommendation(models.Model):
    """What an evaluation advises, what the municipality answers, and what came of it."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="recommendations")
    text = models.TextField(_("recommendation"))
    response = models.CharField(max_length=8, choices=Response, blank=True)
    response_text = models.TextField(_("why, or how"), blank=True)
    unit = models.CharField(_("responsible unit"), max_length=160, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=FollowUp, default=FollowUp.OPEN)
    state_text = models.TextField(_("what was done"), blank=True)
    state_on = models.DateField(null=True)

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_answer_to_a_recommendation_is_explained",
                condition=Q(response="") | ~Q(response_text=""),
            ),
            models.CheckConstraint(
                name="an_accepted_recommendation_has_a_unit_and_a_day",
                condition=~Q(response__in=["accepted", "partly"]) | (~Q(unit="") & Q(due_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_recommendation_done_or_dropped_says_what_came_of_it",
                condition=~Q(state__in=["done", "dropped"]) | ~Q(state_text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text
