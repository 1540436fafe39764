"""At a session of mechanisms: what each of them answers to the session's guiding questions."""

from django.db import models
from django.db.models import Q

from acogida.dialogues.models.event import Event


class MechanismAnswer(models.Model):
    """One mechanism's answer to one question, by its number in the event. Mechanisms are the names the event
    gives, and who wrote is not kept: the mechanism answers, not a person.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="answers")
    mechanism = models.CharField(max_length=200)
    question = models.PositiveSmallIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        ordering = ["event", "mechanism", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "mechanism", "question"], name="a_mechanism_answers_a_question_once"
            ),
            models.CheckConstraint(name="an_answer_of_a_mechanism_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.mechanism}: {self.question}"
