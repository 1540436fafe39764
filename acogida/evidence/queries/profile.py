"""The territory profile: the figures a plan starts from, each with its source and year."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Dataset, Indicator, PublicFact
from acogida.evidence.queries.figures import Reader, cross, latest, reader, series, total_of_local
from acogida.evidence.queries.gaps import Gap, gaps_of
from acogida.evidence.queries.names import country_names
from acogida.evidence.sentences import sentence, sex, special_origin, written
from acogida.evidence.store import Row
from acogida.territories.models import Level, Territory

PEOPLE = ("population", "net-migration")
ARRIVED = ("migrant-stock", "migrant-share", "migrant-women-share")
LEFT = ("emigrants",)
MONEY = ("remittances-received", "remittances-gdp", "remittances-paid", "remittance-cost")
PROTECTION = ("refugees", "asylum-seekers", "others-in-need", "venezuelans-displaced")
LIVES = ("missing-migrants",)
POLICY = (
    "sdg-10-7-2",
    "sdg-10-7-2-rights",
    "sdg-10-7-2-government",
    "sdg-10-7-2-cooperation",
    "sdg-10-7-2-wellbeing",
    "sdg-10-7-2-crises",
    "sdg-10-7-2-regular",
)
HERE = (
    "census-population-mexico",
    "projected-population-chile",
    "conapo-population",
    "foreign-residents-chile",
    "foreign-share-chile",
    "remittances-mexican-states",
    "place-refugees",
    "place-asylum-seekers",
    "place-others-in-need",
)
CONTEXT = ("population", "migrant-stock", "migrant-share", "refugees", "asylum-seekers", "others-in-need")
TOP = 8


@dataclass(frozen=True)
class Line:
    """One figure as a page shows it. `is_country` marks a country's figure on a smaller place's profile;
    `dimensions` is what `actions.cite` takes.
    """

    indicator: Indicator
    row: Row
    territory: Territory
    value: str
    sentence: str
    is_country: bool = False

    @property
    def label(self) -> str:
        return str(self.indicator)

    @property
    def period(self) -> str:
        return self.row.period

    @property
    def dataset(self) -> Dataset:
        return self.indicator.dataset

    @property
    def source(self) -> str:
        return f"{self.dataset.publisher}, {self.dataset.edition}"

    @property
    def url(self) -> str:
        return self.dataset.source_url

    @property
    def note(self) -> str:
        """What must stand beside the number: whose it is, and what kind."""
        return {"projection": _("projection"), "incomplete": _("incomplete year")}.get(self.row.flag, "")

    @property
    def dimensions(self) -> dict[str, str]:
        named = {"sex": self.row.sex, "age": self.row.age, "origin": self.row.origin}
        return {name: value for name, value in named.items() if value != ALL}


@dataclass(frozen=True)
class Breakdown:
    """Parts of a figure, or a figure through time, to be drawn: `kind` is `bar` or `line`."""

    key: str
    title: str
    kind: str
    indicator: Indicator
    rows: Sequence[tuple[str, Row]]
    sentence: str

    @property
    def source(self) -> str:
        return f"{self.indicator.dataset.publisher}, {self.indicator.dataset.edition}"


@dataclass(frozen=True)
class Part:
    """One subject of the profile. `of_country` says the figures are the country's, not the place's."""

    key: str
    title: str
    lines: Sequence[Line]
    breakdowns: Sequence[Breakdown] = ()
    of_country: bool = False


@dataclass(frozen=True)
class Profile:
    territory: Territory
    country: Territory | None
    language: str
    parts: Sequence[Part]
    gaps: Sequence[Gap]
    facts: Sequence[PublicFact] = ()
    datasets: Sequence[Dataset] = field(default_factory=tuple)

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    @property
    def headline(self) -> list[Line]:
        """The first figures: the place's own before its country's."""
        return sorted(self.lines, key=lambda line: line.is_country)[:4]


@dataclass(frozen=True)
class _Desk:
    """What is asked while one profile is compiled."""

    indicators: dict[str, Indicator]
    found: dict[tuple[str, str], Row]
    user: Reader
    names: dict[str, str]
    year: int

    def name(self, code: str) -> str:
        return self.names.get(code) or special_origin(code)

    def line(self, code: str, territory: Territory, *, is_country: bool = False) -> Line | None:
        row, indicator = self.found.get((code, territory.code)), self.indicators.get(code)
        return make_line(row, indicator, territory, is_country=is_country) if row and indicator else None

    def lines(self, codes: Sequence[str], territory: Territory, *, is_country: bool = False) -> list[Line]:
        made = (self.line(code, territory, is_country=is_country) for code in codes)
        return [line for line in made if line]


def make_line(
    row: Row, indicator: Indicator, territory: Territory, *, is_country: bool = False, origin: str = ""
) -> Line:
    """A row as a page shows it, in the page's language; `origin` is that origin's name."""
    threshold = settings.SMALL_CELL_THRESHOLD
    return Line(
        indicator=indicator,
        row=row,
        territory=territory,
        value=written(row, indicator.unit, threshold=threshold),
        sentence=sentence(row, indicator, place=str(territory), origin=origin, threshold=threshold),
        is_country=is_country,
    )


def profile(
    territory: Territory, user: Any = None, language: str = "", *, year: int | None = None
) -> Profile:
    """Everything known about a territory at its own level, then its country's figures marked as such.

    In `language` (default: the page's). `year` is the newest year wanted (default: this year).
    Hidden figures are said to be hidden; what does not exist is in `gaps`, never guessed.
    """
    if language:
        with override(language):
            return profile(territory, user, year=year)
    country = None if territory.is_country else territory.country
    desk = _desk(territory, country, user=user, year=year or timezone.localdate().year)
    whole = territory.is_country or territory.level in {Level.WORLD, Level.REGION}
    parts = _country_parts(desk, territory) if whole else _local_parts(desk, territory)
    if country:
        context = desk.lines(CONTEXT, country, is_country=True)
        title = _("%(country)s: the country’s figures") % {"country": country}
        origins = _origins(desk, country, "migrant-stock")
        parts.append(Part("country", title, context, [origins] if origins else [], of_country=True))
    kept = [part for part in parts if part.lines or part.breakdowns]
    facts = PublicFact.objects.filter(territory=territory).prefetch_related("objectives")
    used = {line.dataset.pk: line.dataset for part in kept for line in part.lines}
    return Profile(
        territory=territory,
        country=country,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
        parts=kept,
        gaps=gaps_of(territory, set(_known(kept))),
        facts=list(facts),
        datasets=sorted(used.values(), key=lambda d: (d.order, d.code)),
    )


def _desk(territory: Territory, country: Territory | None, *, user: Any, year: int) -> _Desk:
    indicators = {i.code: i for i in Indicator.objects.visible_to(user).select_related("dataset")}
    shipped = [code for code in indicators if indicators[code].organisation_id is None]
    places = [territory.code, *([country.code] if country else [])]
    asking = reader(user)
    found = latest(shipped, places, year=year, user=asking)
    return _Desk(indicators, found, asking, country_names(), year)


def _country_parts(desk: _Desk, place: Territory) -> list[Part]:
    """The subjects of a country, a region or the world."""
    subjects = [
        Part("people", _("Population"), desk.lines(PEOPLE, place)),
        Part(
            "arrived",
            _("Migrants who live here"),
            desk.lines(ARRIVED, place),
            _some(_through_time(desk, place, "migrant-stock"), _origins(desk, place, "migrant-stock")),
        ),
        Part("left", _("People who left"), desk.lines(LEFT, place), _some(_destinations(desk, place))),
        Part(
            "protection",
            _("Refugees and people in need of protection"),
            desk.lines(PROTECTION, place),
            _some(_origins(desk, place, "refugees")),
        ),
        Part(
            "money",
            _("Remittances"),
            desk.lines(MONEY, place),
            _some(_through_time(desk, place, "remittances-received")),
        ),
        Part(
            "lives",
            _("Lives lost on the way"),
            desk.lines(LIVES, place),
            _some(_through_time(desk, place, "missing-migrants")),
        ),
        Part("policy", _("Policies the country reports"), desk.lines(POLICY, place)),
    ]
    if place.code == "CHL":
        subjects.insert(2, _residents(desk, place))
    return subjects


def _local_parts(desk: _Desk, place: Territory) -> list[Part]:
    """The subjects of a division, a municipality or a populated place: what exists at that level."""
    people = desk.lines(HERE[:3], place)
    protection = desk.lines(HERE[6:], place)
    own = [
        make_line(row, desk.indicators[row.indicator], place)
        for row in total_of_local(place.code, user=desk.user)
        if row.indicator in desk.indicators
    ]
    return [
        Part("people", _("Population"), people, _some(_through_time(desk, place, "conapo-population"))),
        _residents(desk, place),
        Part(
            "protection",
            _("People under UNHCR’s mandate here"),
            protection,
            _some(*(_origins(desk, place, code) for code in HERE[6:])),
        ),
        Part("money", _("Remittances"), desk.lines(("remittances-mexican-states",), place)),
        Part("own", _("Figures of the municipality itself"), own),
    ]


def _residents(desk: _Desk, place: Territory) -> Part:
    return Part(
        "residents",
        _("Foreign residents"),
        desk.lines(("foreign-residents-chile", "foreign-share-chile"), place),
        _some(
            _origins(desk, place, "foreign-residents-chile"),
            _by_sex(desk, place, "foreign-residents-chile"),
        ),
    )


def _some(*breakdowns: Breakdown | None) -> list[Breakdown]:
    return [b for b in breakdowns if b and len(b.rows) > 1]


def _origins(desk: _Desk, place: Territory, code: str) -> Breakdown | None:
    """The largest origins of the newest period."""
    total = desk.found.get((code, place.code))
    if not total:
        return None
    rows = cross(code, by="origin", period=total.period, territory=place.code, user=desk.user, limit=TOP)
    named = [(desk.name(row.origin), row) for row in rows]
    said = ""
    if named and named[0][1].value is not None:
        said = make_line(named[0][1], desk.indicators[code], place, origin=named[0][0]).sentence
        said = _("The largest group: %(sentence)s") % {"sentence": said}
    title = _("%(what)s by origin, %(place)s, %(year)s") % {
        "what": in_language(desk.indicators[code].title),
        "place": place,
        "year": total.period,
    }
    return Breakdown(f"{code}-origins", title, "bar", desk.indicators[code], named, said)


def _destinations(desk: _Desk, place: Territory) -> Breakdown | None:
    """Where people from here live, from the bilateral stock read the other way round."""
    total = desk.found.get(("emigrants", place.code))
    if not total:
        return None
    rows = cross(
        "migrant-stock", by="territory", period=total.period, origin=place.code, user=desk.user, limit=TOP
    )
    named = [(desk.name(row.territory), row) for row in rows]
    said = ""
    if named:
        said = _("Most live in %(country)s: %(number)s.") % {
            "country": named[0][0],
            "number": written(named[0][1], "persons", threshold=settings.SMALL_CELL_THRESHOLD),
        }
    title = _("People from %(place)s by country where they live, %(year)s") % {
        "place": place,
        "year": total.period,
    }
    return Breakdown("destinations", title, "bar", desk.indicators["migrant-stock"], named, said)


def _by_sex(desk: _Desk, place: Territory, code: str) -> Breakdown | None:
    total = desk.found.get((code, place.code))
    if not total:
        return None
    rows = cross(code, by="sex", period=total.period, territory=place.code, user=desk.user)
    title = _("%(what)s by sex, %(place)s, %(year)s") % {
        "what": in_language(desk.indicators[code].title),
        "place": place,
        "year": total.period,
    }
    named = [(sex(row.sex), row) for row in rows]
    said = " ".join(make_line(row, desk.indicators[code], place).sentence for _n, row in named)
    return Breakdown(f"{code}-sex", title, "bar", desk.indicators[code], named, said)


def _through_time(desk: _Desk, place: Territory, code: str) -> Breakdown | None:
    """All periods up to the year of the profile; one edition only, since an indicator is of one."""
    if code not in desk.indicators or (code, place.code) not in desk.found:
        return None
    rows = series(code, place.code, user=desk.user, until=desk.year)
    title = _("%(what)s, %(place)s, %(first)s–%(last)s") % {
        "what": in_language(desk.indicators[code].title),
        "place": place,
        "first": rows[0].period,
        "last": rows[-1].period,
    }
    ends = [make_line(row, desk.indicators[code], place).sentence for row in (rows[0], rows[-1])]
    named = [(row.period, row) for row in rows]
    return Breakdown(f"{code}-years", title, "line", desk.indicators[code], named, " ".join(ends))


def _known(parts: Sequence[Part]) -> list[str]:
    """The codes of the figures the place has of its own."""
    return [line.row.indicator for part in parts if not part.of_country for line in part.lines]
