"""Data sets with their provenance, indicators, an officer's own observations, and cited figures.

Shipped observations live in the figures store (`acogida.evidence.store`); only what people put in
themselves, and what other things cite, is kept in the database.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of, organisations_within
from acogida.compact.models import Objective, SdgTarget
from acogida.core.text import in_language
from acogida.documents.models import StoredFile
from acogida.territories.models import Territory

# What publishers without a named licence allow, as the shipped catalogue writes it.
TERMS = {
    "Open with attribution": _("Open with attribution"),
    "Public statistics, with attribution": _("Public statistics, with attribution"),
    "Free use with attribution": _("Free use with attribution"),
}


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def visible_to(self, user: Any) -> Self:
        """Shipped data sets, those an organisation opened to everyone, and one's own."""
        return self.filter(
            Q(organisation__isnull=True) | Q(is_public=True) | Q(organisation__in=organisations_within(user))
        )


class Dataset(models.Model):
    """A catalogue entry: where figures come from and on what terms. `organisation` owns a local one,
    which its people alone see until they open it to everyone (`is_public`). Data sets of one `series`
    are editions of each other, each kept whole; `past` says what earlier loads of this one held.
    """

    code = models.SlugField(max_length=80, unique=True)
    title = models.JSONField()
    description = models.JSONField(default=dict)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)
    source_url = models.URLField(max_length=400, blank=True)
    edition = models.CharField(max_length=80)
    retrieved_on = models.DateField(null=True)
    coverage = models.JSONField(default=dict)
    known_gaps = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    series = models.CharField(max_length=80, blank=True)
    past = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="datasets")
    is_public = models.BooleanField(default=False)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return in_language(self.title)

    @property
    def terms(self) -> str:
        """The licence, in the page's language where it is a phrase and not a name."""
        return str(TERMS.get(self.licence, self.licence))

    @property
    def summary(self) -> str:
        """What it holds, in the page's language."""
        return in_language(self.description)

    @property
    def gaps(self) -> str:
        """What it does not hold, in the page's language."""
        return in_language(self.known_gaps)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: Any) -> Self:
        """Indicators of the data sets this person may see."""
        return self.filter(
            Q(dataset__organisation__isnull=True)
            | Q(dataset__is_public=True)
            | Q(dataset__organisation__in=organisations_within(user))
        )


class Indicator(models.Model):
    """What is measured. `organisation` owns one that a municipality defined for itself. `sentences`
    holds the words a figure of it is said in, by language: `plain`, and `origin` where one is chosen.
    """

    code = models.SlugField(max_length=80, unique=True)
    title = models.JSONField()
    definition = models.JSONField(default=dict)
    sentences = models.JSONField(default=dict)
    unit = models.CharField(max_length=40)
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="indicators")
    objectives = models.ManyToManyField(Objective, related_name="indicators")
    sdg_targets = models.ManyToManyField(SdgTarget, related_name="+")
    order = models.PositiveSmallIntegerField(default=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="indicators")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return in_language(self.title)

    @property
    def meaning(self) -> str:
        """What it measures, in the page's language."""
        return in_language(self.definition)


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    CHECKED = "checked", _("Checked")
    IMPORTED = "imported", _("Imported")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Taken back")


class Import(models.Model):
    """One file of a municipality on its way in: uploaded, columns chosen, tried dry, imported whole.

    `headers` are those of the file: the next file with the same ones is proposed the same `mapping`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="imports")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    mapping = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.UPLOADED)
    dataset = models.ForeignKey(Dataset, models.PROTECT, null=True, related_name="+")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_import_done_has_its_data_set_and_moment",
                condition=~Q(state="imported") | Q(dataset__isnull=False, imported_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Observation(models.Model):
    """One figure that a municipality put in: counts of people, never people."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="observations")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    sex = models.CharField(max_length=8, default="all")
    age = models.CharField(max_length=20, default="all")
    origin = models.CharField(max_length=40, default="all")
    value = models.FloatField()

    class Meta:
        ordering = ["indicator", "territory", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "territory", "period", "sex", "age", "origin"],
                name="one_observation_for_each_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.territory_id} {self.period}: {self.value}"


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, user: Any) -> Self:
        """Figures of public data sets, and one's own organisations'."""
        return self.filter(
            Q(dataset__organisation__isnull=True)
            | Q(dataset__is_public=True)
            | Q(dataset__organisation__in=organisations_of(user))
        )


class Figure(models.Model):
    """A figure as it stood when somebody cited it: frozen with its source, so that a cause stays true."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    dimensions = models.JSONField(default=dict, blank=True)
    value = models.FloatField()
    sentence = models.JSONField()
    edition = models.CharField(max_length=80)
    cited_at = models.DateTimeField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["-cited_at", "-pk"]

    def __str__(self) -> str:
        return in_language(self.sentence)

    @property
    def source(self) -> str:
        return f"{self.dataset.publisher}, {self.edition}"


class FactGrade(TextChoices):
    """How far a public fact was checked."""

    TO_BE_VERIFIED = "to_be_verified", _("to be verified")
    VERIFIED = "verified", _("verified with the municipality")


class PublicFact(models.Model):
    """Something public about a place, in our own words, with where it is written. No answer of anybody."""

    code = models.SlugField(max_length=80, unique=True)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="public_facts")
    kind = models.CharField(max_length=40)
    text = models.JSONField()
    objectives = models.ManyToManyField(Objective, related_name="public_facts")
    objectives_basis = models.CharField(max_length=12, blank=True)
    source_names = models.JSONField()
    source_url = models.URLField(max_length=400, blank=True)
    locator = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=20, choices=FactGrade)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["territory", "order", "pk"]

    def __str__(self) -> str:
        return in_language(self.text)

    @property
    def source(self) -> str:
        """The name of where it is written, in the page's language."""
        return in_language(self.source_names)

    @property
    def grade_and_place(self) -> str:
        """Where in the source the fact stands, and how far it was checked."""
        grade = str(FactGrade(self.grade).label)
        return f"{self.locator}; {grade}" if self.locator else grade
