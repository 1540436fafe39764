"""A practice, what it serves and where, and the words it is told in."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.compact.models import Objective, Principle
from acogida.practices.states import PUBLIC, State
from acogida.territories.models import Territory


class Origin(TextChoices):
    """How it came here."""

    SUBMITTED = "submitted", _("Submitted by its people")
    COMPILED = "compiled", pgettext_lazy("practice", "Compiled from public sources")


class Grade(TextChoices):
    """What the peer review found. A compiled practice has none: nobody has reviewed it here."""

    GOOD_PRACTICE = "good_practice", _("Good practice")
    REPLICABLE = "replicable_experience", _("Replicable experience")


class Level(TextChoices):
    LOCAL = "local", pgettext_lazy("level of a practice", "Local")
    NATIONAL = "national", pgettext_lazy("level of a practice", "National")
    SUBREGIONAL = "subregional", pgettext_lazy("level of a practice", "Sub-regional")
    REGIONAL = "regional", pgettext_lazy("level of a practice", "Regional")
    GLOBAL = "global", pgettext_lazy("level of a practice", "Global")


class Kind(TextChoices):
    PROGRAMME = "programme", _("Project or programme")
    POLICY = "policy", _("Policy (law or public measure)")
    SERVICE = "service", pgettext_lazy("kind of practice", "Service")
    TRAINING = "training", pgettext_lazy("kind of practice", "Training")
    PARTNERSHIP = "partnership", _("Partnership or coordination body")
    TOOL = "tool", _("Tool or method")
    CAMPAIGN = "campaign", pgettext_lazy("kind of practice", "Campaign")


class Progress(TextChoices):
    FINISHED = "finished", pgettext_lazy("practice", "Finished")
    NEARLY = "nearly", _("Nearly finished")
    ONGOING = "ongoing", _("Still going on")


class Context(TextChoices):
    ORIGIN = "origin", _("Origin")
    TRANSIT = "transit", _("Transit")
    DESTINATION = "destination", _("Destination")
    RETURN = "return", _("Return")


class Budget(TextChoices):
    """Cost of the whole practice, in US dollars of its time."""

    SMALL = "small", _("Less than US$ 10,000")
    MEDIUM = "medium", _("US$ 10,000 to 100,000")
    LARGE = "large", _("US$ 100,000 to 1 million")
    HUGE = "huge", _("More than US$ 1 million")


class PracticeQuerySet(models.QuerySet["Practice"]):
    def public(self) -> Self:
        """What everybody may read: the current version of each."""
        return self.filter(state__in=PUBLIC)

    def of_colleagues(self, user: Any) -> Self:
        """Practices of one's own organisations, whatever their state."""
        return self.filter(organisation__in=organisations_of(user))

    def visible_to(self, user: Any) -> Self:
        """Public ones, and those of one's own organisations."""
        return self.filter(Q(state__in=PUBLIC) | Q(organisation__in=organisations_of(user)))


class Practice(models.Model):
    """What somebody did for people on the move. The public reads its current version, never these rows.

    `code` is its lasting, citable id. `implementer` is who carried it out, in words; `organisation` is
    whose work it is here. `title_language` is the language of the title where it is a name kept as it
    is. `sdgs` are goals 1 to 17. `objectives_by_us`, `principles_by_us`: assigned by Acogida, to be
    confirmed. A compiled practice says its source and what was seen of it (`source_seen`).
    `on_behalf`: sent for another implementer, whose focal point confirms. `round` of the review.
    `revision` grows with each change, so that a stale form is noticed. `leftover` is what an uploaded
    file said that fitted nowhere: only its people see it.
    """

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SUBMITTED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="practices")
    implementer = models.CharField(_("who carried it out"), max_length=300, blank=True)
    partners = models.TextField(_("partners and donors"), blank=True)
    objectives = models.ManyToManyField(Objective, through="ObjectiveServed", related_name="practices")
    objectives_by_us = models.BooleanField(default=False)
    principles = models.ManyToManyField(Principle, related_name="practices")
    principles_by_us = models.BooleanField(default=False)
    sdgs = models.JSONField(default=list)
    places = models.ManyToManyField(Territory, related_name="practices")
    places_text = models.CharField(_("places, in words"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    year_start = models.PositiveSmallIntegerField(_("began in"), null=True)
    year_end = models.PositiveSmallIntegerField(_("ended in"), null=True)
    progress = models.CharField(max_length=12, choices=Progress, blank=True)
    contexts = models.JSONField(default=list)
    is_border = models.BooleanField(default=False)
    origins = models.ManyToManyField(Territory, related_name="+")
    budget = models.CharField(_("cost"), max_length=8, choices=Budget, blank=True)
    original_language = models.CharField(max_length=2, default="es")
    title_language = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    grade = models.CharField(max_length=24, choices=Grade, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    source_scope = models.CharField(max_length=20, blank=True)
    source_seen = models.CharField(max_length=12, blank=True)
    current_version = models.ForeignKey("PracticeVersion", models.PROTECT, null=True, related_name="+")
    first_published_at = models.DateTimeField(null=True)
    confirmed_on = models.DateField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    call = models.ForeignKey("Call", models.SET_NULL, null=True, related_name="practices")
    on_behalf = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    leftover = models.TextField(blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_practice_ends_after_it_begins",
                condition=Q(year_start__isnull=True)
                | Q(year_end__isnull=True)
                | Q(year_end__gte=F("year_start")),
            ),
            models.CheckConstraint(
                name="a_practice_belongs_to_an_organisation_or_says_its_source",
                condition=Q(organisation__isnull=False) | (Q(origin="compiled") & ~Q(source_name="")),
            ),
            models.CheckConstraint(
                name="a_public_practice_has_a_version",
                condition=~Q(state__in=["published", "archived"]) | Q(current_version__isnull=False),
            ),
            models.CheckConstraint(
                name="a_submitted_practice_is_public_only_with_a_grade",
                condition=~Q(state__in=["published", "archived"]) | Q(origin="compiled") | ~Q(grade=""),
            ),
            models.CheckConstraint(
                name="a_practice_leaves_draft_with_who_and_when",
                condition=Q(state="draft")
                | Q(origin="compiled")
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ObjectiveServed(models.Model):
    """An objective of the Compact that a practice serves, first of all or besides."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="served")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    is_primary = models.BooleanField(default=True)

    class Meta:
        ordering = ["practice", "-is_primary", "objective"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "objective"], name="an_objective_is_served_once")
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.objective_id}"
