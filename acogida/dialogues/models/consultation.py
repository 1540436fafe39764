"""A closed consultation of the Mechanism: the rule fixed before it opens, one ballot an organisation."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.dialogues.models.guest import Gender
from acogida.dialogues.models.mechanism import Member


class Method(TextChoices):
    APPROVE = "approve", _("Approve up to a number of options")
    RANK = "rank", _("Put the options in order")
    DOTS = "dots", _("Share out dots")
    STATEMENTS = "statements", _("Agree or disagree with statements")


class Stage(TextChoices):
    DRAFT = "draft", pgettext_lazy("a consultation", "Draft")
    OPEN = "open", pgettext_lazy("a consultation", "Open")
    CLOSED = "closed", pgettext_lazy("a consultation", "Closed")


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def public(self) -> Self:
        return self.exclude(state=Stage.DRAFT)


class Consultation(models.Model):
    """`limit` is how many options may be approved, or how many dots there are. `rule` is what was fixed when
    it opened, with its SHA-256; `results` what was counted when it closed, with theirs.
    """

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    question = models.TextField()
    method = models.CharField(max_length=12, choices=Method)
    limit = models.PositiveSmallIntegerField(default=2)
    shows_live = models.BooleanField(default=False)
    may_add = models.BooleanField(default=False)
    closes_on = models.DateField()
    state = models.CharField(max_length=8, choices=Stage, default=Stage.DRAFT)
    rule = models.JSONField(default=dict)
    rule_sha256 = models.CharField(max_length=64, blank=True)
    results = models.JSONField(default=dict)
    results_sha256 = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_open_consultation_has_its_rule", condition=Q(state="draft") | ~Q(rule_sha256="")
            ),
            models.CheckConstraint(
                name="a_closed_consultation_has_its_results",
                condition=~Q(state="closed") | ~Q(results_sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> Any:
        return Stage(self.state).label


class Place(TextChoices):
    """Where an option stands: those a participant added are moderated in the open."""

    STANDING = "standing", pgettext_lazy("an option", "Stands")
    PROPOSED = "proposed", pgettext_lazy("an option", "Waits for moderation")
    REFUSED = "refused", pgettext_lazy("an option", "Refused")


class Option(models.Model):
    """Something to vote on: a topic, or a statement. Who added it is not kept."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    was_added = models.BooleanField(default=False)
    place = models.CharField(max_length=10, choices=Place, default=Place.STANDING)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="options_are_numbered_once"),
            models.CheckConstraint(
                name="a_refused_option_says_why", condition=~Q(place="refused") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place_label(self) -> Any:
        return Place(self.place).label


class Ballot(models.Model):
    """One organisation's voice. `choices` by the method: numbers approved, numbers in order, dots by number,
    or 1, 0, −1 by number. Group, country and gender are written when it is first cast.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="ballots")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    choices = models.JSONField()
    group = models.CharField(max_length=50)
    country = models.CharField(max_length=3)
    gender = models.CharField(max_length=8, choices=Gender)
    cast_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["consultation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "member"], name="one_organisation_one_ballot"),
            models.CheckConstraint(
                name="a_ballot_changes_after_it_is_cast", condition=Q(changed_at__gte=F("cast_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} · {self.pk}"
