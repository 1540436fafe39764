"""The review desk: roster, reviews with their marks, questions to the submitter, decisions."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.practices.criteria import Criterion
from acogida.practices.models.practice import Grade, Practice


class Profile(TextChoices):
    POLICY = "policy", pgettext_lazy("reviewer", "Policy")
    TECHNICAL = "technical", pgettext_lazy("reviewer", "Technical")
    PRACTITIONER = "practitioner", pgettext_lazy("reviewer", "Practitioner")
    ACADEMIC = "academic", pgettext_lazy("reviewer", "Academic")


class Reviewer(models.Model):
    """Somebody of the roster. Internal reviewers are of the secretariat or the United Nations system."""

    user = models.OneToOneField(User, models.PROTECT, related_name="reviewer")
    languages = models.JSONField(default=list)
    objectives = models.ManyToManyField(Objective, related_name="+")
    profile = models.CharField(max_length=14, choices=Profile)
    is_internal = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(default=4)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["user__name", "pk"]

    def __str__(self) -> str:
        return str(self.user)


class ReviewState(TextChoices):
    INVITED = "invited", pgettext_lazy("review", "Invited")
    ACCEPTED = "accepted", pgettext_lazy("review", "Being read")
    SUBMITTED = "submitted", pgettext_lazy("review", "Given")
    CONFLICT = "conflict", pgettext_lazy("review", "Conflict of interest")
    DECLINED = "declined", pgettext_lazy("review", "Declined")


OPEN_REVIEWS = (ReviewState.INVITED, ReviewState.ACCEPTED)


class Verdict(TextChoices):
    GOOD_PRACTICE = "good_practice", _("Approve as a good practice")
    REPLICABLE = "replicable_experience", _("Approve as a replicable experience")
    CHANGES = "changes", _("Ask for changes")
    DECLINE = "decline", _("Do not approve")


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, user: Any) -> Self:
        """One's own reviews; nobody else's."""
        return self.filter(reviewer=user.pk)


class Review(models.Model):
    """One person's review in one round. The text is shown only after `declared_at`."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_internal = models.BooleanField(default=False)
    is_extra = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.INVITED)
    invited_at = models.DateTimeField()
    due_on = models.DateField()
    declared_at = models.DateTimeField(null=True)
    declaration = models.TextField(blank=True)
    verdict = models.CharField(max_length=24, choices=Verdict, blank=True)
    strengths = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["practice", "round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "round", "reviewer"], name="one_review_a_person"),
            models.CheckConstraint(
                name="a_text_is_read_only_after_the_declaration",
                condition=~Q(state__in=["accepted", "submitted"]) | Q(declared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_review_given_has_its_verdict",
                condition=~Q(state="submitted") | (~Q(verdict="") & Q(submitted_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}.{self.round}"


class Mark(models.Model):
    """A mark on one criterion, 1 to 5; none where the text does not say enough. `quote` is of the text."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=16, choices=Criterion)
    value = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(blank=True)
    quote = models.TextField(blank=True)

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_mark_a_criterion"),
            models.CheckConstraint(
                name="a_mark_is_from_1_to_5", condition=Q(value__isnull=True) | Q(value__gte=1, value__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class Clarification(models.Model):
    """A question about one part; `old` and `new` are the part's words before and after the answer."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="clarifications")
    round = models.PositiveSmallIntegerField(default=1)
    part = models.CharField(max_length=20)
    question = models.TextField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["practice", "pk"]

    def __str__(self) -> str:
        return self.part


class Decision(models.Model):
    """What was decided in a round, with its letter and what the public reads of the review.

    `grade` is empty where it was not accepted. `means` are the means of the marks by criterion over
    `reviewers` people. An appeal is written beside the decision it is against.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField(default=1)
    grade = models.CharField(max_length=24, choices=Grade, blank=True)
    letter = models.TextField()
    strengths = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    means = models.JSONField(default=dict)
    reviewers = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    appeal = models.TextField(blank=True)
    appealed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    appealed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["practice", "round"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "round"], name="one_decision_a_round"),
            models.CheckConstraint(
                name="an_appeal_says_who_and_when",
                condition=Q(appeal="") | Q(appealed_by__isnull=False, appealed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}.{self.round}: {self.grade or 'declined'}"
