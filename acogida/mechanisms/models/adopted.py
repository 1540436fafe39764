"""What a mechanism adopted: documents, and what was committed to in them."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy

from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.mechanisms.models.mechanism import Confidence, Mechanism


class DocumentType(TextChoices):
    DECLARATION = "declaration", pgettext_lazy("document", "Declaration")
    PLAN = "plan", pgettext_lazy("document", "Plan")
    RESOLUTION = "resolution", pgettext_lazy("document", "Resolution")
    STATUTE = "statute", pgettext_lazy("document", "Statute")
    REPORT = "report", pgettext_lazy("document", "Report")


class Document(models.Model):
    """What a mechanism adopted: `dated` as its source writes it, a day, a month or a year.

    A correction ends the old row (`ended_at`) and adds a new one: none is lost.
    """

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="documents")
    titles = models.JSONField()
    type = models.CharField(max_length=12, choices=DocumentType)
    dated = models.CharField(max_length=10)
    sources = models.JSONField(default=list, blank=True)
    is_shipped = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["mechanism", "-dated", "pk"]

    def __str__(self) -> str:
        return in_language(self.titles)


class Commitment(models.Model):
    """What the members of a mechanism said they would do, by language in `texts`.

    `dated` and `until` are written as the source writes them: a day, a month or a year. The objectives are
    our reading; `because` is the sentence that justifies it, by language.
    """

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="commitments")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="commitments")
    texts = models.JSONField()
    dated = models.CharField(max_length=10)
    until = models.CharField(max_length=10, blank=True)
    objectives = models.ManyToManyField(Objective, related_name="+")
    because = models.JSONField()
    confidence = models.CharField(max_length=10, choices=Confidence)
    sources = models.JSONField()
    checked_on = models.DateField()
    is_shipped = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["mechanism", "-dated", "pk"]
        constraints = [
            models.CheckConstraint(name="a_commitment_says_where_it_can_be_read", condition=~Q(sources=[])),
            models.CheckConstraint(
                name="a_commitment_ends_after_it_was_recorded",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("recorded_at")),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.texts)
