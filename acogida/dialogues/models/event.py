"""An event by invitation, and its themes: what is spoken about, when, in which format."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.core.frozen import hash_of
from acogida.dialogues.states import EventState


class EventKind(TextChoices):
    CONVERSATORIO = "conversatorio", _("Conversatorio")
    SEMINAR = "seminar", _("Seminar")
    MECHANISMS = "mechanisms", _("Annual session of regional mechanisms")


class Mode(TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("On line")
    HYBRID = "hybrid", _("In the room and on line")


class Format(TextChoices):
    LIGHTNING = "lightning", _("Lightning talk: six people, five minutes each")
    PANEL = "panel", _("Panel")
    ROUND = "round", _("Round of presentations")
    OPEN = "open", pgettext_lazy("format of a session", "Open exchange")


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> Self:
        """What everybody may read: events whose invitations went out."""
        return self.exclude(state=EventState.PREPARING)


class Event(models.Model):
    """A conversatorio, a seminar or an annual session. Whoever takes part was invited in person.

    `cities` are the reference cities of its time strip: pairs of tz zone and name. `formula` is how many
    panellists of each sector the organisers agreed on. `figures` are frozen when it closes, with their
    SHA-256; those of a loaded event are the published ones, and say what was not readable. `questions`
    of a session of mechanisms are asked of each mechanism.
    """

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=EventKind)
    title = models.CharField(max_length=240)
    language = models.CharField(max_length=2, default="es")
    held_on = models.DateField()
    mode = models.CharField(max_length=12, choices=Mode)
    place = models.CharField(max_length=120, blank=True)
    organisers = models.TextField()
    context = models.TextField(blank=True)
    aims = models.JSONField(default=list)
    cities = models.JSONField(default=list)
    interpretation = models.JSONField(default=list)
    formula = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=EventState, default=EventState.PREPARING)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="following")
    figures = models.JSONField(default=dict)
    figures_sha256 = models.CharField(max_length=64, blank=True)
    balance_reason = models.TextField(blank=True)
    join_url = models.CharField(max_length=300, blank=True)
    invited_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    conclusions = models.TextField(blank=True)
    corrections_until = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_closed_event_has_its_figures",
                condition=~Q(state__in=["closed", "reported"]) | ~Q(figures_sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> Any:
        return EventState(self.state).label

    def freeze(self, figures: dict[str, Any]) -> None:
        """Keep figures with their hash; saving is the caller's."""
        self.figures, self.figures_sha256 = figures, hash_of(figures)


class Theme(models.Model):
    """One session of an event on one theme. Times are kept in UTC; without a time where the source has none.

    `mechanisms` are the names of those that answer the guiding questions, at a session of mechanisms.
    `news` is the number of the last thing that open pages were told.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="themes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=240)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    objectives = models.ManyToManyField(Objective, related_name="dialogue_themes")
    introduction = models.TextField(blank=True)
    format = models.CharField(max_length=12, choices=Format)
    questions = models.JSONField(default=list)
    mechanisms = models.JSONField(default=list)
    news = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="themes_are_numbered_once"),
            models.CheckConstraint(
                name="a_theme_ends_after_it_starts",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
