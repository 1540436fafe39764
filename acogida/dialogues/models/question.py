"""Questions by text during a theme, and what became of each: nothing received is ever lost or unaccounted."""

from typing import Any

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy

from acogida.dialogues.models.event import Theme
from acogida.dialogues.models.guest import Guest


class QuestionState(TextChoices):
    RECEIVED = "received", pgettext_lazy("a question", "Received")
    SHOWN = "shown", pgettext_lazy("a question", "Shown to all")
    MERGED = "merged", pgettext_lazy("a question", "Merged")
    LIVE = "live", pgettext_lazy("a question", "Answered live")
    WRITTEN = "written", pgettext_lazy("a question", "Answered in writing")
    REFUSED = "refused", pgettext_lazy("a question", "Refused with a reason")


class Question(models.Model):
    """What somebody asks; not who. Merged ones point to the one that stands for them. `news` is the number
    under which open pages were last told of it.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="asked")
    text = models.CharField(max_length=500)
    label = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.RECEIVED)
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    news = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["theme", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_merged_question_says_into_which",
                condition=Q(state="merged", into__isnull=False) | (~Q(state="merged") & Q(into__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_refusal_or_a_written_answer_has_its_words",
                condition=~Q(state__in=["refused", "written"]) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def state_label(self) -> Any:
        return QuestionState(self.state).label


class QuestionVote(models.Model):
    """Somebody wants a question answered: one voice a person."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="votes")
    guest = models.ForeignKey(Guest, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["question", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "guest"], name="one_voice_a_person_and_question")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"
