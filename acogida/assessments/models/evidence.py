"""What shows that an answer is true."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.assessments.models.assessment import Answer
from acogida.assessments.models.links import PersonalLink
from acogida.documents.models import StoredFile


class EvidenceKind(TextChoices):
    TEXT = "text", _("Note")
    LINK = "link", _("Link")
    FILE = "file", _("File")
    LEGAL = "legal", _("Legal citation")


class EvidenceItem(models.Model):
    """What shows that an answer is true. An answer without one is only "stated".

    `reused_from` is the item of another answer or year that it was taken from; a file is kept once.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_is_public = models.BooleanField(default=False)
    dated = models.DateField(null=True)
    reused_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_link = models.ForeignKey(PersonalLink, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_of_a_kind_carries_what_the_kind_needs",
                condition=(Q(kind="link") & ~Q(link=""))
                | (Q(kind="file") & Q(file__isnull=False))
                | Q(kind__in=["text", "legal"]),
            ),
            models.CheckConstraint(
                name="evidence_is_added_by_a_colleague_or_a_link",
                condition=Q(added_by__isnull=False, added_link__isnull=True)
                | Q(added_by__isnull=True, added_link__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
