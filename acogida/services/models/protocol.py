"""Referral protocols: who does what, in which order, for a situation; approved by those it names."""

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.services.branches import Stretch, stretches
from acogida.services.models.tally import OursQuerySet
from acogida.services.states import ProtocolState
from acogida.territories.models import Territory


class Situation(TextChoices):
    CHILD = "child", pgettext_lazy("a situation", "Unaccompanied child or adolescent")
    PAPERS = "papers", pgettext_lazy("a situation", "Expired papers, or none")
    PREGNANCY = "pregnancy", pgettext_lazy("a situation", "Pregnancy")
    LABOUR = "labour", pgettext_lazy("a situation", "Labour abuse")
    VIOLENCE = "violence", pgettext_lazy("a situation", "Violence")
    TRAFFICKING = "trafficking", pgettext_lazy("a situation", "Signs of trafficking in persons")
    HEALTH = "health", pgettext_lazy("a situation", "Urgent health need")
    ASYLUM = "asylum", pgettext_lazy("a situation", "Need of international protection")
    MISSING = "missing", pgettext_lazy("a situation", "Search for a missing relative")


class Protocol(models.Model):
    """The protocol of a place for a situation, through its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="protocols")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="protocols")
    situation = models.CharField(max_length=12, choices=Situation)
    slug = models.SlugField(max_length=200, unique=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = OursQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "situation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "situation"], name="one_protocol_for_a_situation")
        ]

    def __str__(self) -> str:
        return str(self.get_situation_display())

    def get_absolute_url(self) -> str:
        return reverse("services:protocol", args=[self.slug])


class ProtocolVersion(models.Model):
    """One version. `steps` are {title, who, within, only_if, otherwise, detail}; see `branches`.

    They are fixed once it goes to approval.
    """

    protocol = models.ForeignKey(Protocol, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    intro = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ProtocolState, default=ProtocolState.DRAFT)
    in_force_on = models.DateField(null=True)

    class Meta:
        ordering = ["protocol", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "number"], name="protocol_versions_are_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["protocol"], condition=Q(state="in_force"), name="one_version_is_in_force"
            ),
            models.UniqueConstraint(
                fields=["protocol"],
                condition=Q(state__in=["draft", "approval"]),
                name="one_version_is_being_made",
            ),
            models.CheckConstraint(
                name="a_version_in_force_says_since_when",
                condition=~Q(state="in_force") | Q(in_force_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol} · {self.number}"

    @property
    def stretches(self) -> list[Stretch]:
        return stretches(self.steps)


class Signature(models.Model):
    """The approval of one institution that a version names. `position` is a role, never a name.

    `reference` is of the paper where it was approved on paper. Only the hash of the link is kept.
    """

    version = models.ForeignKey(ProtocolVersion, models.CASCADE, related_name="signatures")
    institution = models.CharField(max_length=160)
    token_hash = models.CharField(max_length=64, unique=True)
    signed_at = models.DateTimeField(null=True)
    position = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "institution"], name="an_institution_signs_a_version_once"
            ),
            models.CheckConstraint(
                name="a_signature_says_in_which_position_or_where_it_is_written",
                condition=Q(signed_at__isnull=True) | ~Q(position="") | ~Q(reference=""),
            ),
        ]

    def __str__(self) -> str:
        return self.institution
