"""The Compact as tables. Titles are dictionaries of language code to official name or our label."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.core.text import in_language


class WordingStatus(models.TextChoices):
    """How the wording of a title, label or summary in one language was obtained."""

    OFFICIAL = "official", _("Official wording")
    VERIFIED = "verified", _("Official wording, read on a United Nations page")
    RECALLED = "recalled", _("Official wording as recalled: check it before quoting")
    IOM_USAGE = "iom_usage", _("Wording that IOM uses; not an official language of the United Nations")
    OWN_WORDS = "own_words", _("In our own words")
    OWN_TRANSLATION = "own_translation", _("Our translation")


class RefConfidence(models.TextChoices):
    """How sure the paragraph of a local action is."""

    VERIFIED_TEXT = "verified_text", _("paragraph read in the resolution")
    HIGH_RECALLED = "high_recalled", _("paragraph recalled, content checked")
    MEDIUM_RECALLED = "medium_recalled", _("paragraph likely: check before quoting")


class Origin(models.TextChoices):
    """Where a local action comes from."""

    HANDBOOK_2023 = "handbook_2023", _("Listed in the handbook for local policy (IOM South America)")
    GCM_TEXT_EXTRA = "gcm_text_extra", _("In the resolution, beyond the handbook's list")


class RoundTable(models.Model):
    """One of the four round tables of the International Migration Review Forum."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    title = models.JSONField()
    title_status = models.JSONField(default=dict)
    confidence = models.CharField(max_length=60)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)


class SdgTarget(models.Model):
    """A target of the 2030 Agenda, such as 10.7."""

    code = models.CharField(max_length=8, primary_key=True)
    goal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["goal", "code"]

    def __str__(self) -> str:
        return self.code


class Principle(models.Model):
    """One of the ten cross-cutting principles."""

    key = models.SlugField(primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    gcm_ref = models.CharField(max_length=20)
    title = models.JSONField()
    title_status = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)


class Objective(models.Model):
    """One of the 23 objectives. `title_status` says how each language's title was obtained.

    `named_local` says which founding documents name it for local authorities (`handbook_2023`,
    `seed_002_2022`); the two lists differ and both are kept. `sdg_status` says who tied the targets.
    `hub_term` is its number in the United Nations network's hub. `example` is the handbook's practice.
    """

    number = models.PositiveSmallIntegerField(primary_key=True)
    key = models.SlugField(unique=True)
    title = models.JSONField()
    title_status = models.JSONField(default=dict)
    label = models.JSONField()
    label_status = models.JSONField(default=dict)
    summary = models.JSONField()
    summary_status = models.JSONField(default=dict)
    gcm_paragraph = models.PositiveSmallIntegerField()
    round_table = models.ForeignKey(RoundTable, models.PROTECT, related_name="objectives")
    sdg_targets = models.ManyToManyField(SdgTarget, related_name="objectives")
    sdg_status = models.CharField(max_length=40)
    named_local = models.JSONField(default=dict)
    hub_term = models.PositiveSmallIntegerField()
    example = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)

    def get_absolute_url(self) -> str:
        return reverse("compact:objective", args=[self.number])

    @property
    def short(self) -> str:
        """The label of a few words, in the page's language."""
        return in_language(self.label)

    @property
    def is_named_local(self) -> bool:
        """Whether any founding document names it for local authorities."""
        return any(self.named_local.values())


class LocalAction(models.Model):
    """What the Compact asks that a local authority can do, with its paragraph."""

    code = models.SlugField(primary_key=True)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="local_actions")
    summary = models.JSONField()
    summary_status = models.JSONField(default=dict)
    gcm_ref = models.CharField(max_length=40)
    ref_confidence = models.CharField(max_length=40, choices=RefConfidence)
    origin = models.CharField(max_length=40, choices=Origin)
    tags = models.JSONField(default=list)

    class Meta:
        ordering = ["objective__number", "code"]

    def __str__(self) -> str:
        return in_language(self.summary)


class StakeholderGroup(models.Model):
    """One of the groups that paragraph 44 of the Compact names."""

    key = models.SlugField(primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.JSONField()
    title_status = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)


class EntityKind(models.Model):
    """One of the twelve kinds of entity that may pledge; a list apart from the groups, with a crosswalk."""

    key = models.SlugField(primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.JSONField()
    title_status = models.JSONField(default=dict)
    groups = models.ManyToManyField(StakeholderGroup, related_name="entity_kinds")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)
