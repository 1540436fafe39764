"""A correction that somebody proposes, with its source; the secretariat answers it."""

from typing import Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.accounts.rules import may_oversee
from acogida.mechanisms.models.mechanism import Field, Mechanism
from acogida.mechanisms.states import State


class Subject(TextChoices):
    """What a proposal is about: one of the facts, or something the mechanism adopted."""

    FOUNDED = Field.FOUNDED.value, Field.FOUNDED.label
    SECRETARIAT = Field.SECRETARIAT.value, Field.SECRETARIAT.label
    WEBSITE = Field.WEBSITE.value, Field.WEBSITE.label
    MEMBERS = Field.MEMBERS.value, Field.MEMBERS.label
    NOTE = Field.NOTE.value, Field.NOTE.label
    DOCUMENT = "document", pgettext_lazy("of a mechanism", "Document")
    COMMITMENT = "commitment", pgettext_lazy("of a mechanism", "Commitment")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User) -> Self:
        """The secretariat sees all, everybody else their own."""
        return self if may_oversee(user) else self.filter(proposed_by=user)


class Proposal(models.Model):
    """`values` holds the particulars of a document or commitment, as the secretariat's form takes them."""

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="proposals")
    field = models.CharField(max_length=20, choices=Subject)
    text = models.TextField(max_length=2000)
    source = models.CharField(max_length=400)
    values = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answer = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_declined_proposal_says_why", condition=~Q(state=State.DECLINED) | ~Q(answer="")
            ),
            models.CheckConstraint(
                name="an_answered_proposal_says_by_whom",
                condition=Q(state=State.WAITING, answered_by__isnull=True)
                | (~Q(state=State.WAITING) & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mechanism_id} {self.field}"
