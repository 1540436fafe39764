"""The Compact as tables. Titles are dictionaries of language code to official name or our label."""

from django.db import models

from acogida.core.text import in_language


class RoundTable(models.Model):
    """One of the four round tables of the International Migration Review Forum."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    title = models.JSONField()
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
    """One of the 23 objectives. `title_status` says how each language's title was obtained."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    key = models.SlugField(unique=True)
    title = models.JSONField()
    title_status = models.JSONField(default=dict)
    label = models.JSONField()
    summary = models.JSONField()
    gcm_paragraph = models.PositiveSmallIntegerField()
    round_table = models.ForeignKey(RoundTable, models.PROTECT, related_name="objectives")
    sdg_targets = models.ManyToManyField(SdgTarget, related_name="objectives")
    sdg_status = models.CharField(max_length=40)
    named_local = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)

    @property
    def short(self) -> str:
        """The label of a few words, in the page's language."""
        return in_language(self.label)


class LocalAction(models.Model):
    """What the Compact asks that a local authority can do, with its paragraph."""

    code = models.SlugField(primary_key=True)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="local_actions")
    summary = models.JSONField()
    gcm_ref = models.CharField(max_length=40)
    ref_confidence = models.CharField(max_length=40)
    origin = models.CharField(max_length=40)
    tags = models.JSONField(default=list)

    class Meta:
        ordering = ["objective", "code"]

    def __str__(self) -> str:
        return in_language(self.summary)


class StakeholderGroup(models.Model):
    """One of the groups that paragraph 44 of the Compact names."""

    key = models.SlugField(primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.JSONField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)


class EntityKind(models.Model):
    """One of the twelve kinds of entity that may pledge; a list apart from the groups, with a crosswalk."""

    key = models.SlugField(primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.JSONField()
    groups = models.ManyToManyField(StakeholderGroup, related_name="entity_kinds")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return in_language(self.title)
