"""Organisations in the Mechanism, who speaks for them, and who holds which office at a working table.

The four working tables are the four round tables of the Compact's review forum; the liaison table is
everybody who holds an office at one of them.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.compact.models import RoundTable, StakeholderGroup
from acogida.dialogues.states import Vetting


class Standing(TextChoices):
    MEMBER = "member", _("Member organisation")
    OBSERVER = "observer", _("Observer")


class OfficeRole(TextChoices):
    DELEGATE = "delegate", _("Delegate of the table")
    SECRETARIAT = "secretariat", _("Secretariat of the table")


class MemberQuerySet(models.QuerySet["Member"]):
    def admitted(self) -> Self:
        return self.filter(state=Vetting.ADMITTED)

    def speaking(self) -> Self:
        """Those with a voice: admitted, and not as observers."""
        return self.admitted().filter(standing=Standing.MEMBER)


class Member(models.Model):
    """An organisation's membership in the Mechanism, from its application to the day it leaves.

    `reason` is what was checked, or why it was declined or left. `tables` are those it works at.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="dialogue_memberships")
    group = models.ForeignKey(StakeholderGroup, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing)
    statement = models.TextField()
    state = models.CharField(max_length=10, choices=Vetting, default=Vetting.APPLIED)
    reason = models.TextField(blank=True)
    tables = models.ManyToManyField(RoundTable, related_name="dialogue_members")
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=["applied", "admitted"]),
                name="an_organisation_is_in_the_mechanism_once",
            ),
            models.CheckConstraint(
                name="a_decided_membership_says_when_and_why",
                condition=Q(state="applied") | (Q(decided_at__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class InForceQuerySet(models.QuerySet[Any]):
    """Terms: from `starts_on`, up to but without `ends_on`, or up to the day they were ended."""

    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gt=day).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        )


class Delegate(models.Model):
    """A person accredited for an organisation, for a term. Only one at a time speaks for it."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="delegates")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    speaks = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["member", "-speaks", "-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(speaks=True, ended_on__isnull=True),
                name="one_person_speaks_for_an_organisation",
            ),
            models.CheckConstraint(
                name="a_delegate_s_term_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.member}"


class Office(models.Model):
    """Who is delegate or secretariat of a working table, for a term; with it comes a seat at the liaison
    table. `handover` is what the one who leaves tells the one who comes.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=OfficeRole)
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="offices")
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    handover = models.TextField(blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["table", "role", "-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "role"],
                condition=Q(ended_on__isnull=True),
                name="one_holder_of_an_office_at_a_time",
            ),
            models.CheckConstraint(
                name="an_office_s_term_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} · {self.role}"

    @property
    def role_label(self) -> Any:
        """The office's name, in whichever language it comes to be read."""
        return OfficeRole(self.role).label
