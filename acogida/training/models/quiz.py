"""Quizzes drawn from a course's bank, and what learners sent."""

from django.db import models
from django.db.models import Q

from acogida.training.models.course import Learner, Unit


class Quiz(models.Model):
    """What a unit asks: `draws` questions of a topic (all topics where empty), as often as allowed.

    `max_attempts` None: as often as one likes.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="quiz")
    topic = models.CharField(max_length=120, blank=True)
    draws = models.PositiveSmallIntegerField(default=5)
    pass_percent = models.PositiveSmallIntegerField(default=60)
    max_attempts = models.PositiveSmallIntegerField(null=True)
    shuffles = models.BooleanField(default=True)

    class Meta:
        ordering = ["unit"]
        constraints = [
            models.CheckConstraint(name="a_quiz_draws_a_question", condition=Q(draws__gte=1)),
            models.CheckConstraint(
                name="a_pass_mark_is_a_percentage", condition=Q(pass_percent__gte=1, pass_percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Attempt(models.Model):
    """One sheet of questions and the answers to it, kept as they are typed, marked when they are sent.

    `paper` names the sheet: the same one for a learner until it is sent, so whatever arrives twice is one
    attempt. `digest` is the mark of the answers sent: others to the same sheet, as from a second device,
    are another attempt and not lost. `asked` are the questions in their order; `seed` shuffles answers.
    """

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="attempts")
    paper = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, blank=True)
    seed = models.PositiveIntegerField()
    asked = models.JSONField()
    answers = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField(default=False)
    number = models.PositiveSmallIntegerField(null=True)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["learner", "quiz", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "paper", "digest"], name="a_sheet_is_sent_once"),
            models.UniqueConstraint(fields=["learner", "quiz", "number"], name="attempts_are_numbered"),
            models.CheckConstraint(
                name="what_is_sent_has_its_mark",
                condition=Q(sent_at__isnull=True, percent__isnull=True)
                | Q(sent_at__isnull=False, percent__isnull=False, number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} · {self.number}"
