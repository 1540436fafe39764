"""One tree of places: region, country, first-level division, municipality or populated place."""

from typing import Self

from django.db import connections, models
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from acogida.core.text import fold


class Level(TextChoices):
    WORLD = "world", _("World")
    REGION = "region", _("Region")
    COUNTRY = "country", _("Country")
    DIVISION = "division", _("First-level division")
    MUNICIPALITY = "municipality", _("Municipality")
    PLACE = "place", _("Populated place")


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def named_like(self, text: str) -> Self:
        """Those whose name in any language begins with, or has a word that begins with, the text."""
        return self.filter(pk__in=PlaceName.objects.beginning(text).values("territory_id"))

    def municipal(self) -> Self:
        return self.filter(level__in=[Level.MUNICIPALITY, Level.PLACE])


class Territory(models.Model):
    """A place. `code` is lasting: ISO 3166-1 alpha-3 of a country (`ARG`), ISO 3166-2 or our division
    id of a division, `MEX:07089` for an official municipal code, `GTM:gn3589805` where only GeoNames
    knows the place, `M49:419` of a region (`M49:001` is the world), `demo:…` for an invented one.

    `population` is a published figure with its source, or nothing. `prominence` only puts the bigger
    place first: it may be an approximation and is never shown.
    """

    code = models.CharField(max_length=40, unique=True)
    level = models.CharField(max_length=20, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    country = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=160)
    names = models.JSONField(default=dict, blank=True)
    slug = models.SlugField(max_length=200, unique=True)
    iso2 = models.CharField(max_length=2, blank=True)
    m49 = models.PositiveSmallIntegerField(null=True)
    code_system = models.CharField(max_length=60, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    population = models.PositiveBigIntegerField(null=True)
    population_year = models.PositiveSmallIntegerField(null=True)
    population_source = models.CharField(max_length=160, blank=True)
    prominence = models.PositiveBigIntegerField(default=0)
    is_lac = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    search_text = models.CharField(max_length=400, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["level", "country", "name"], name="territory_in_country"),
            models.Index(fields=["country", "-prominence"], name="territory_biggest_in_country"),
        ]

    def __str__(self) -> str:
        return self.local_name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def] # Django's own signature
        self.search_text = search_text_of(self.name, self.names)
        self.prominence = self.prominence or self.population or 0
        super().save(*args, **kwargs)
        PlaceName.objects.filter(territory=self).delete()
        PlaceName.objects.bulk_create(names_of(self))

    def get_absolute_url(self) -> str:
        return reverse("territories:territory", args=[self.slug])

    @property
    def local_name(self) -> str:
        """The name in the page's language, where the language has one of its own."""
        name = self.names.get((get_language() or "es")[:2], "") or self.name
        return _("%(place)s (demonstration)") % {"place": name} if self.is_demonstration else name

    @property
    def is_country(self) -> bool:
        return self.level == Level.COUNTRY


def words_of(text: str) -> list[str]:
    """The words of a name as it is searched: folded, only letters and digits."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def search_text_of(name: str, names: dict[str, str]) -> str:
    """Every name folded, each once, between bars: `|brasil|brazil|bresil|`."""
    folded = dict.fromkeys(" ".join(words_of(n)) for n in [name, *names.values()] if n)
    return f"|{'|'.join(folded)}"[:399] + "|"


class PlaceNameQuerySet(models.QuerySet["PlaceName"]):
    def beginning(self, text: str) -> Self:
        """Names, or their ends from some word on, that begin with the text; none for no text."""
        words = " ".join(words_of(text))
        if not words:
            return self.none()
        if connections[self.db].vendor == "sqlite":
            # SQLite does not use an index for LIKE; its texts are in the order of their code points.
            return self.filter(text__gte=words, text__lt=f"{words}\U0010ffff")
        return self.filter(text__startswith=words)

    def likeliest_first(self, text: str) -> Self:
        """Exact names, then names that begin so, then words that do; the bigger place first."""
        words = " ".join(words_of(text))
        rank = models.Case(
            models.When(is_whole=True, text=words, then=0),
            models.When(is_whole=True, then=1),
            default=2,
            output_field=models.IntegerField(),
        )
        return self.alias(rank=rank).order_by("rank", "-prominence", "territory_id")


class PlaceName(models.Model):
    """A name as it is searched, whole and from each of its words on: `san jose`, `jose`.

    Written with its place and never by itself. It repeats the place's `prominence`, so that finding
    and ordering need this table only.
    """

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")
    text = models.CharField(max_length=160, db_index=True)
    is_whole = models.BooleanField()
    prominence = models.PositiveBigIntegerField()

    objects = PlaceNameQuerySet.as_manager()

    class Meta:
        ordering = ["territory", "text"]

    def __str__(self) -> str:
        return self.text


def names_of(territory: Territory) -> list[PlaceName]:
    """The rows that make a place findable, not saved."""
    ends: dict[str, bool] = {}
    for name in [territory.name, *territory.names.values()]:
        words = words_of(name)
        for start in range(len(words)):
            end = " ".join(words[start:])[:160]
            ends[end] = ends.get(end, False) or start == 0
    return [
        PlaceName(territory=territory, text=end, is_whole=whole, prominence=territory.prominence)
        for end, whole in ends.items()
    ]
