"""Recommendations that come out of a dialogue, what governments answer, and what became of them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.dialogues.models.event import Event, Theme


class Follow(TextChoices):
    """Where a recommendation stands."""

    OPEN = "open", pgettext_lazy("a recommendation", "Open: nobody has taken it up")
    TAKEN_UP = "taken_up", pgettext_lazy("a recommendation", "Taken up")
    UNDER_WAY = "under_way", pgettext_lazy("a recommendation", "Under way")
    DONE = "done", pgettext_lazy("a recommendation", "Done")
    SET_ASIDE = "set_aside", pgettext_lazy("a recommendation", "Set aside")


class Stance(TextChoices):
    """What a government answers."""

    TAKES_UP = "takes_up", _("We take it up")
    ALREADY = "already", _("We already do it")
    PARTLY = "partly", _("We take up a part of it")
    NOT_NOW = "not_now", _("We cannot take it up now")


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def public(self) -> Self:
        """Those of published reports."""
        return self.filter(published_at__isnull=False)


class Recommendation(models.Model):
    """What a dialogue asks for, in words that name nobody. `texts` are by language; `language` is the first.

    `source` says where it is written. `owner` answers for it; until somebody does, it is open.
    """

    slug = models.SlugField(max_length=140, unique=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="recommendations")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField()
    language = models.CharField(max_length=2, default="es")
    objectives = models.ManyToManyField(Objective, related_name="recommendations")
    source = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=Follow, default=Follow.OPEN)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-event__held_on", "theme__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "number"], name="recommendations_are_numbered_once_a_theme"
            ),
            models.CheckConstraint(
                name="a_recommendation_taken_up_has_an_owner",
                condition=Q(state__in=["open", "set_aside"]) | Q(owner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its words in the page's language, else in the first there is."""
        return in_language(self.texts)

    @property
    def code(self) -> str:
        """Theme and number, as people quote it."""
        return f"{self.theme.number}.{self.number}"

    @property
    def state_label(self) -> Any:
        return Follow(self.state).label


class Answer(models.Model):
    """What a government says to a recommendation, with evidence where there is some. Never changed."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance)
    text = models.TextField()
    evidence = models.CharField(max_length=200, blank=True)
    evidence_url = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["-answered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.stance}"

    @property
    def stance_label(self) -> Any:
        return Stance(self.stance).label


class Step(models.Model):
    """A change of state of a recommendation, with the words and the evidence for it."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Follow)
    words = models.TextField()
    evidence = models.CharField(max_length=200, blank=True)
    evidence_url = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="what_is_said_to_be_done_has_its_evidence",
                condition=~Q(state="done") | ~Q(evidence=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.state}"

    @property
    def state_label(self) -> Any:
        return Follow(self.state).label
