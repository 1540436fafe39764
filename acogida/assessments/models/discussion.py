"""What is said about an answer: comments with a state, and what validators from outside hold of it."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.assessments.models.assessment import Assessment
from acogida.assessments.models.instrument import Question
from acogida.assessments.models.links import PersonalLink


def said_by_one(name: str) -> models.CheckConstraint:
    """Either a colleague or the holder of a link."""
    return models.CheckConstraint(
        name=name,
        condition=Q(user__isnull=False, link__isnull=True) | Q(user__isnull=True, link__isnull=False),
    )


class Discussion(models.Model):
    """A thread of comments on one question of an assessment: open until somebody resolves it.

    `is_question` is true of those that a validator opened by questioning the answer; these are frozen
    into the edition that is published.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="discussions")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    is_question = models.BooleanField(default=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(PersonalLink, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["assessment", "question__code", "pk"]
        constraints = [
            said_by_one("a_discussion_is_opened_by_a_colleague_or_a_link"),
            models.CheckConstraint(
                name="a_resolved_discussion_names_who_resolved_it",
                condition=Q(resolved_at__isnull=True) | ~Q(resolved_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.code}: {self.user or self.link}"


class Comment(models.Model):
    """One thing said. It is never changed nor taken away."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="comments")
    text = models.TextField()
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(PersonalLink, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["discussion", "pk"]
        constraints = [said_by_one("a_comment_is_said_by_a_colleague_or_a_link")]

    def __str__(self) -> str:
        return self.text

    @property
    def author(self) -> "User | PersonalLink | None":
        return self.user or self.link


class Stance(TextChoices):
    """What a validator holds of an answer."""

    AGREE = "agree", pgettext_lazy("validator", "Agree")
    QUESTION = "question", pgettext_lazy("validator", "Question")


class Check(models.Model):
    """What one validator holds of one answer, and of which `revision` of it."""

    link = models.ForeignKey(PersonalLink, models.PROTECT, related_name="checks")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="checks")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    stance = models.CharField(max_length=8, choices=Stance)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "question__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "question"], name="one_check_of_each_validator")
        ]

    def __str__(self) -> str:
        return f"{self.question.code}: {self.get_stance_display()}"
