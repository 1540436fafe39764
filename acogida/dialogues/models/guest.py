"""Who is on a panel, who was invited, and who came: personal data only while the event needs them.

What is counted (sector, gender, country, new or returning) is written at registration and never changes
after: erasing a person takes name, address and link away, and leaves the figures as they were.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.dialogues.models.event import Event, Theme
from acogida.territories.models import Territory


class Sector(TextChoices):
    """What somebody stands for. National and local governments and the United Nations are sides of their
    own; everybody else is society.
    """

    NATIONAL = "national", _("National government")
    LOCAL = "local", _("Local government")
    UN = "un", _("Agencies of the United Nations")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    DIASPORA = "diaspora", _("Migrant and diaspora organisations")
    MIGRANTS = "migrants", _("Migrants")
    ACADEMIA = "academia", pgettext_lazy("sector", "Academia")
    FAITH = "faith", _("Faith-based organisations")
    WORKERS = "workers", _("Workers' organisations")
    PRIVATE = "private", pgettext_lazy("sector", "Private sector")
    PARLIAMENT = "parliament", _("Parliamentarians")
    HUMAN_RIGHTS = "human_rights", _("Human rights institutions")
    RED_CROSS = "red_cross", _("Red Cross")
    MEDIA = "media", pgettext_lazy("sector", "Media")
    OTHER = "other", pgettext_lazy("sector", "Other stakeholders")


class Gender(TextChoices):
    WOMAN = "woman", pgettext_lazy("gender", "Woman")
    MAN = "man", pgettext_lazy("gender", "Man")
    OTHER = "other", pgettext_lazy("gender", "Another identity")
    UNSAID = "unsaid", pgettext_lazy("gender", "I prefer not to answer")


class Where(TextChoices):
    ROOM = "room", pgettext_lazy("where somebody takes part", "In the room")
    ONLINE = "online", pgettext_lazy("where somebody takes part", "On line")


class Panellist(models.Model):
    """One seat of a theme's panel. Organisations are named; people never."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="panel")
    position = models.PositiveSmallIntegerField()
    sector = models.CharField(max_length=16, choices=Sector)
    organisation = models.CharField(max_length=200)
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    gender = models.CharField(max_length=8, choices=Gender, default=Gender.UNSAID)

    class Meta:
        ordering = ["theme", "position", "pk"]

    def __str__(self) -> str:
        return self.organisation

    @property
    def sector_label(self) -> Any:
        return Sector(self.sector).label


class GuestQuerySet(models.QuerySet["Guest"]):
    def coming(self) -> Self:
        return self.filter(registered_at__isnull=False)


class Guest(models.Model):
    """An invitation in person: one address, one link, one place. Only the hash of the link is kept.

    `device_hash` is the browser that entered on line: the same link opened elsewhere asks before it moves.
    `mechanism` is the one they answer for, at a session of mechanisms.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests")
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=16, choices=Sector)
    country = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="es")
    mechanism = models.CharField(max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(null=True)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    is_returning = models.BooleanField(null=True)
    where = models.CharField(max_length=8, choices=Where, blank=True)
    interpretation = models.CharField(max_length=2, blank=True)
    device_hash = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["event", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"], condition=~Q(email=""), name="one_person_an_address"
            ),
            models.CheckConstraint(
                name="who_registered_said_what_is_counted",
                condition=Q(registered_at__isnull=True)
                | (~Q(gender="") & Q(is_returning__isnull=False) & ~Q(where="")),
            ),
            models.CheckConstraint(
                name="who_was_erased_has_no_name_left",
                condition=Q(erased_at__isnull=True) | Q(email="", name="", organisation=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or str(_("Somebody who left"))


class Attendance(models.Model):
    """Somebody came to a theme: in the room or on line, in one list, once."""

    guest = models.ForeignKey(Guest, models.CASCADE, related_name="attendances")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="attendances")
    where = models.CharField(max_length=8, choices=Where)
    at = models.DateTimeField()

    class Meta:
        ordering = ["theme", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["guest", "theme"], name="one_person_comes_once_to_a_theme")
        ]

    def __str__(self) -> str:
        return f"{self.guest_id} → {self.theme_id}"
