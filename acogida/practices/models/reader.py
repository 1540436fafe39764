"""What readers keep and ask: searches with notices, questions to those who did it."""

from django.db import models
from django.db.models import Q

from acogida.accounts.models import User
from acogida.practices.models.practice import Practice


class SavedSearch(models.Model):
    """A question to the list that somebody wants to hear of. `address` is its query string, whole.

    `told_at`: practices published until then are known.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_searches")
    title = models.CharField(max_length=160)
    address = models.CharField(max_length=1500)
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["user", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "address"], name="a_person_keeps_a_search_once")
        ]

    def __str__(self) -> str:
        return self.title


class Enquiry(models.Model):
    """A question to the people of a published practice, relayed: neither learns the other's address."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="enquiries")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_enquiry_answered_says_by_whom_and_when",
                condition=Q(answer="") | Q(answered_by__isnull=False, answered_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.pk}"
