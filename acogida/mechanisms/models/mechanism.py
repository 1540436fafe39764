"""A mechanism and its facts, each with its source, how sure it is, and when it was last checked."""

from typing import Any

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.compact.models import Objective
from acogida.core.text import in_language


class Kind(TextChoices):
    REGIONAL_CONSULTATIVE_PROCESS = "regional_consultative_process", _("Regional consultative process")
    REGIONAL_COORDINATION_PROCESS = "regional_coordination_process", _("Regional coordination process")
    REGIONAL_PROTECTION_FRAMEWORK = "regional_protection_framework", _("Regional protection framework")
    REGIONAL_FORUM = "regional_forum", _("Regional forum")
    INTERREGIONAL_FORUM = "interregional_forum", _("Interregional forum")
    INTERGOVERNMENTAL_COMMITTEE = "intergovernmental_committee", _("Intergovernmental committee")
    NETWORK_OF_AUTHORITIES = "network_of_authorities", _("Network of authorities")
    POLITICAL_DECLARATION = "political_declaration", _("Political declaration")
    UN_NETWORK = "un_network", _("United Nations network")
    UN_REVIEW_FORUM = "un_review_forum", _("United Nations review forum")
    UN_INTERAGENCY_GROUP = "un_interagency_group", _("United Nations interagency group")
    GLOBAL_FORUM = "global_forum", _("Global forum")
    STAKEHOLDER_MECHANISM = "stakeholder_mechanism", _("Stakeholders’ mechanism")
    CIVIL_SOCIETY_NETWORK = "civil_society_network", _("Civil society network")
    LOCAL_GOVERNMENT_ASSOCIATION = "local_government_association", _("Association of local governments")
    LOCAL_GOVERNMENT_MECHANISM = "local_government_mechanism", _("Mechanism of local governments")
    PROGRAMME = "programme", pgettext_lazy("kind of mechanism", "Programme")
    PROJECT = "project", pgettext_lazy("kind of mechanism", "Project")
    FUND = "fund", pgettext_lazy("kind of mechanism", "Fund")


class Reach(TextChoices):
    """How far it reaches, from the narrowest to the widest."""

    REGIONAL = "regional", pgettext_lazy("reach", "Regional")
    INTERREGIONAL = "interregional", pgettext_lazy("reach", "Interregional")
    HEMISPHERIC = "hemispheric", pgettext_lazy("reach", "Hemispheric")
    GLOBAL = "global", pgettext_lazy("reach", "Global")


class Status(TextChoices):
    ACTIVE = "active", pgettext_lazy("of a mechanism", "Active when last seen in a source")
    UNSEEN = "unseen", pgettext_lazy("of a mechanism", "Not seen active for years")
    UNKNOWN = "unknown", pgettext_lazy("of a mechanism", "Not verified")
    ENDED = "ended", pgettext_lazy("of a mechanism", "Ended")


class Confidence(TextChoices):
    """How sure a fact is."""

    HIGH = "high", _("Read in an official page, or two sources agree")
    MEDIUM = "medium", _("One source, an older page, or recalled and consistent")
    LOW = "low", _("One weak or indirect source")
    ANALYST = "analyst", _("Our reading")
    UNKNOWN = "unknown", _("Not found")


class Mechanism(models.Model):
    """A process, forum, network or fund. `names` and `acronyms` are by language; `area` names its region."""

    key = models.SlugField(max_length=60, unique=True)
    names = models.JSONField()
    acronyms = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=40, choices=Kind)
    reach = models.CharField(max_length=20, choices=Reach)
    area = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    position = models.PositiveSmallIntegerField()
    checked_on = models.DateField()
    themes: "models.ManyToManyField[Theme, Any]" = models.ManyToManyField("Theme", related_name="mechanisms")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return in_language(self.names)

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:mechanism", args=[self.key])

    @property
    def short(self) -> str:
        """Its acronym, else its name."""
        return in_language(self.acronyms) or str(self)


class Theme(models.Model):
    """What mechanisms work on, under one name, so that two that say it differently are seen to meet."""

    key = models.SlugField(primary_key=True)
    names = models.JSONField()
    objectives = models.ManyToManyField(Objective, related_name="+")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return in_language(self.names)


class ObjectiveCode(models.Model):
    """An objective a mechanism works on, as read in its themes; without a theme it is read in the whole."""

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="codes")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    themes = models.ManyToManyField(Theme, related_name="+")
    confidence = models.CharField(max_length=10, choices=Confidence)

    class Meta:
        ordering = ["mechanism", "objective"]
        constraints = [
            models.UniqueConstraint(
                fields=["mechanism", "objective"], name="a_mechanism_has_an_objective_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mechanism_id}: {self.objective_id}"


class Field(TextChoices):
    """What a fact is about."""

    FOUNDED = "founded", pgettext_lazy("of a mechanism", "Founded")
    SECRETARIAT = "secretariat", pgettext_lazy("of a mechanism", "Secretariat")
    WEBSITE = "website", pgettext_lazy("of a mechanism", "Website")
    MEMBERS = "members", pgettext_lazy("of a mechanism", "Who is in it")
    NOTE = "note", pgettext_lazy("of a mechanism", "Note")


class Fact(models.Model):
    """One thing known of a mechanism. A correction ends the old fact and adds a new one: none is lost.

    `text` is by language, or under "" where it is the same in all. `sources` are addresses, or
    `seedNNN` for founding document NNN.
    """

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="facts")
    field = models.CharField(max_length=20, choices=Field)
    text = models.JSONField()
    confidence = models.CharField(max_length=10, choices=Confidence)
    sources = models.JSONField(default=list, blank=True)
    checked_on = models.DateField()
    is_shipped = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["mechanism", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_fact_ends_after_it_was_recorded",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("recorded_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mechanism_id} {self.field}"
