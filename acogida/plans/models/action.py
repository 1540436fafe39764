"""Actions and the indicators of their results."""

from typing import Any

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.compact.models import LocalAction, Objective
from acogida.plans.models.challenge import Challenge, CurrentQuerySet
from acogida.plans.models.plan import Plan


class Competence(TextChoices):
    """Whether the municipality may do it alone."""

    OWN = "own", _("The municipality decides it")
    SHARED = "shared", _("Shared with another level of government")
    OUTSIDE = "outside", _("Outside municipal competence")


class Group(TextChoices):
    """Who an action reaches. Groups overlap, so their numbers are never added up."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    GIRLS = "girls", _("Girls")
    BOYS = "boys", _("Boys")
    OLDER = "older", _("Older people")
    DISABILITY = "disability", _("People with disabilities")
    INDIGENOUS = "indigenous", _("Indigenous and Afro-descendent people")
    LGBTI = "lgbti", _("LGBTI+ people")


class Funding(TextChoices):
    """Where the money of a budget line comes from; `EXTERNAL` ones are reported to IATI."""

    OWN = "own", _("Municipal budget")
    NATIONAL = "national", _("National government")
    COOPERATION = "cooperation", _("International cooperation")
    PRIVATE = "private", _("Companies and foundations")


EXTERNAL = (Funding.COOPERATION, Funding.PRIVATE)


class Level(models.IntegerChoices):
    """How likely a risk is, or how much it would hurt."""

    LOW = 1, _("Low")
    MIDDLE = 2, _("Middling")
    HIGH = 3, _("High")


class Dimension(TextChoices):
    """What the values of an indicator are told apart by."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    NATIONALITY = "nationality", _("Nationality")
    DISABILITY = "disability", _("Disability")


class Action(models.Model):
    """What the municipality does about a challenge. Without a challenge it carries a written reason.

    Parts that only its own deeds write and that are always read with it are kept with it:
    `lines` of its budget (id, title, year, source, `Funding`, amount, is_secured; the budget is their sum),
    `needs` (pks of the actions that come before it), `reach` (people it should reach by `Group`) and
    `risks` (text, likelihood and impact by `Level`, answer).
    `elsewhere` is what a plan that was read back says of practices by the numbers they had where it came
    from: `now` is the number that its words still hold, `told` the practice by number (code, slug, titles
    by language, by, and `here`, its pk on this installation, or None).
    `told_as` is the practice that was begun from it, once: a draft thrown away may be begun again.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, related_name="actions")
    reason_without_challenge = models.TextField(blank=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="actions")
    local_action = models.ForeignKey(LocalAction, models.PROTECT, null=True, related_name="actions")
    responsible_unit = models.CharField(_("responsible unit"), max_length=160)
    inspired_by = models.ForeignKey("practices.Practice", models.PROTECT, null=True, related_name="inspired")
    elsewhere = models.JSONField(default=dict)
    told_as = models.ForeignKey("practices.Practice", models.SET_NULL, null=True, related_name="tells_of")
    responsible = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    budget = models.DecimalField(_("budget"), max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    budget_source = models.CharField(_("source of the money"), max_length=160, blank=True)
    competence = models.CharField(max_length=8, choices=Competence, default=Competence.OWN)
    ally = models.CharField(_("ally"), max_length=200, blank=True)
    lines = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    reach = models.JSONField(default=dict)
    risks = models.JSONField(default=list)
    reminded_of = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_action_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="an_action_has_a_cause_or_a_written_reason",
                condition=Q(challenge__isnull=False) | ~Q(reason_without_challenge=""),
            ),
            models.CheckConstraint(
                name="a_budget_has_a_currency", condition=Q(budget__isnull=True) | ~Q(currency="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def practice_number(self) -> int | None:
        """The number of the practice it follows, as its words hold it: of a plan read back that of where it
        came from, until somebody chooses another practice.
        """
        return self.elsewhere.get("now") or self.inspired_by_id

    @property
    def practice_numbers(self) -> set[int]:
        number = self.practice_number
        return set() if number is None else {number}

    def practice_here(self, number: int | None) -> int | None:
        """The pk on this installation of a practice that its words name by number, if it is known here."""
        told = self.told_of(number)
        return told["here"] if told else number

    def told_of(self, number: int | None) -> dict[str, Any] | None:
        """What a pack told of the practice that its words name by number; None where it was chosen here."""
        found: dict[str, Any] | None = self.elsewhere.get("told", {}).get(str(number))
        return found


class Direction(TextChoices):
    INCREASE = "increase", _("Should rise")
    DECREASE = "decrease", _("Should fall")


class ActionIndicator(models.Model):
    """How an action's result is measured: unit, baseline, target, by when.

    `topics` (services.lists.TOPICS): what of the tally is proposed as its value when somebody reports.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="indicators")
    title = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.INCREASE)
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=2)
    baseline_on = models.DateField(_("date of the baseline"))
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=2)
    target_on = models.DateField(_("by when"))
    every_months = models.PositiveSmallIntegerField(_("reported every (months)"), default=6)
    disaggregation = models.JSONField(default=list)
    template = models.SlugField(max_length=60, blank=True)
    topics = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            models.CheckConstraint(name="an_indicator_has_a_unit", condition=~Q(unit="")),
            models.CheckConstraint(
                name="a_target_comes_after_its_baseline",
                condition=Q(target_on__gt=F("baseline_on")),
            ),
            models.CheckConstraint(
                name="a_target_is_better_than_its_baseline",
                condition=Q(direction="increase", target__gt=F("baseline"))
                | Q(direction="decrease", target__lt=F("baseline")),
            ),
            models.CheckConstraint(
                name="an_indicator_is_reported_every_1_to_24_months",
                condition=Q(every_months__gte=1, every_months__lte=24),
            ),
        ]

    def __str__(self) -> str:
        return self.title
