"""People nominated, the seat each holds, and who may be the same person."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.territories.models import Territory
from acogida.training.models.programme import Edition
from acogida.training.models.quota import Quota, Slot
from acogida.training.states import HOLDING, OPEN, State


class Gender(TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Another identity")
    UNSAID = "unsaid", _("Prefers not to answer")


class Experience(TextChoices):
    EXPERIENCED = "experienced", _("With experience")
    STARTING = "starting", _("Starting")
    UNSAID = "unsaid", pgettext_lazy("experience", "Not said")


class Sector(TextChoices):
    LOCAL = "local", _("Local government")
    STATE = "state", pgettext_lazy("sector", "State or provincial government")
    NATIONAL = "national", _("National government")
    INTERNATIONAL = "international", pgettext_lazy("sector", "International or regional organisation")
    SOCIETY = "society", _("Civil society")
    ACADEMIA = "academia", pgettext_lazy("sector", "Academia")
    PRIVATE = "private", pgettext_lazy("sector", "Private sector")
    UNSAID = "unsaid", pgettext_lazy("sector", "Not said")


class Where(TextChoices):
    ROOM = "room", pgettext_lazy("where somebody takes part", "In the room")
    ONLINE = "online", pgettext_lazy("where somebody takes part", "On line")


class NominationQuerySet(models.QuerySet["Nomination"]):
    def holding(self) -> Self:
        """Those that occupy a seat."""
        return self.filter(state__in=HOLDING)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def accepted(self) -> Self:
        return self.filter(state=State.ACCEPTED)

    def for_the_room(self) -> Self:
        """Who takes part and has not said that they join on line."""
        return self.accepted().exclude(where=Where.ONLINE)


class Nomination(models.Model):
    """A person put forward by a country for a slot of an edition.

    `quota` is the one whose seat it holds or waits for: its own country's, or another's that stayed
    unused. `seat` is a number from 1 within it, so that no two people can hold the same. The personal
    link carries `link_serial`: a new number makes the old link void. `where` is said by who takes part in
    a hybrid edition; `in_recordings` whether they agree to be seen and heard by everybody (None: not said).
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="nominations")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="nominations")
    country = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    quota = models.ForeignKey(Quota, models.PROTECT, null=True, related_name="nominations")
    seat = models.PositiveSmallIntegerField(null=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    gender = models.CharField(_("gender"), max_length=8, choices=Gender, default=Gender.UNSAID)
    experience = models.CharField(max_length=12, choices=Experience, default=Experience.UNSAID)
    sector = models.CharField(_("sector"), max_length=14, choices=Sector, default=Sector.UNSAID)
    where = models.CharField(max_length=6, choices=Where, blank=True)
    in_recordings = models.BooleanField(null=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    position = models.CharField(_("position"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, default="es")
    name_key = models.CharField(max_length=170, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    link_serial = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    reason = models.CharField(max_length=300, blank=True)
    nominated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    nominated_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "country__name", "slot__order", "nominated_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quota", "seat"],
                condition=Q(state__in=HOLDING),
                name="a_seat_is_held_by_one_person",
            ),
            models.UniqueConstraint(
                fields=["edition", "email"],
                condition=Q(state__in=OPEN),
                name="an_address_is_nominated_once_an_edition",
            ),
            models.CheckConstraint(
                name="who_holds_a_place_of_a_quota_has_a_seat",
                condition=~Q(state__in=HOLDING) | Q(quota__isnull=True) | Q(seat__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["quota", "state"], name="nomination_fill")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def state_label(self) -> Any:
        return State(self.state).label


class DuplicatePair(models.Model):
    """Two nominations that may be of one person. Proposed with a reason; only a person decides."""

    class Verdict(TextChoices):
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Two people")

    first = models.ForeignKey(Nomination, models.CASCADE, related_name="+")
    second = models.ForeignKey(Nomination, models.CASCADE, related_name="+")
    likeness = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_proposed_once"),
            models.CheckConstraint(
                name="a_verdict_has_its_judge",
                condition=Q(verdict="", decided_by__isnull=True)
                | (~Q(verdict="") & Q(decided_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"
