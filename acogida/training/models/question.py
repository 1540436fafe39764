"""The question bank of a course. A question never changes: a change is a new one, the old is retired."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.core.text import in_language
from acogida.training.models.course import Course


class QuestionKind(TextChoices):
    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUE_FALSE = "true_false", _("True or false")
    MATCHING = "matching", _("Matching")
    SHORT = "short", _("Short answer")
    NUMERICAL = "numerical", pgettext_lazy("question", "Number")
    ORDERING = "ordering", _("Putting in order")


class Question(models.Model):
    """One question, with its answers and what is said to each. `content` is described in `questions`.

    Attempts name questions by their number here, so what was asked stays what was asked.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="questions")
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=QuestionKind)
    content = models.JSONField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["course", "topic", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "topic", "name"],
                condition=models.Q(retired_at__isnull=True),
                name="a_question_is_named_once_a_topic",
            )
        ]

    def __str__(self) -> str:
        return in_language(self.content["text"])
