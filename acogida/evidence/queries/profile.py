"""The territory profile: the figures a plan starts from, each with its source and year."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from acogida.evidence.models import Dataset, PublicFact
from acogida.evidence.queries.desk import Desk, by_sex, destinations, open_desk, origins, through_time
from acogida.evidence.queries.figures import Reader, total_of_local
from acogida.evidence.queries.gaps import Gap, gaps_of
from acogida.evidence.queries.lines import Breakdown, Line, make_line
from acogida.territories.models import Level, Territory

PEOPLE = ("population", "net-migration")
ARRIVED = ("migrant-stock", "migrant-share", "migrant-women-share")
LEFT = ("emigrants",)
MONEY = ("remittances-received", "remittances-gdp", "remittances-paid", "remittance-cost")
PROTECTION = ("refugees", "asylum-seekers", "others-in-need", "venezuelans-displaced")
BORDER = (
    "transit-darien",
    "irregular-entries-honduras",
    "irregular-situation-mexico",
    "encounters-us-southwest",
    "returns-guatemala",
)
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


@dataclass(frozen=True)
class Part:
    """One subject of the profile. `of_country` says the figures are of what holds the place, not its own,
    and `note` says whose.
    """

    key: str
    title: str
    lines: Sequence[Line]
    breakdowns: Sequence[Breakdown] = ()
    of_country: bool = False
    note: str = ""


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
    kept = _parts(territory, country, user, year)
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


def lines_of(territory: Territory, user: Any = None, *, year: int | None = None) -> list[Line]:
    """The lines of the profile alone, for a page that shows nothing else of it."""
    country = None if territory.is_country else territory.country
    return [line for part in _parts(territory, country, user, year) for line in part.lines]


def _parts(territory: Territory, country: Territory | None, user: Any, year: int | None) -> list[Part]:
    """The subjects that have anything to show."""
    division = _division(territory)
    desk = open_desk(territory, country, user=user, year=year or timezone.localdate().year, division=division)
    whole = territory.is_country or territory.level in {Level.WORLD, Level.REGION}
    parts = _country_parts(desk, territory) if whole else _local_parts(desk, territory)
    if division:
        parts.append(_of_division(desk, division))
    if country:
        context = desk.lines(CONTEXT, country, is_country=True)
        title = _("%(country)s: the country’s figures") % {"country": country}
        where_from = origins(desk, country, "migrant-stock")
        whose = _("These figures are the country’s, not the municipality’s.")
        parts.append(Part("country", title, context, _some(where_from), of_country=True, note=whose))
    return [part for part in parts if part.lines or part.breakdowns]


def _division(territory: Territory) -> Territory | None:
    """The first-level division that holds a smaller place."""
    parent = territory.parent
    return parent if parent and parent.level == Level.DIVISION else None


def _of_division(desk: Desk, division: Territory) -> Part:
    """What is known of the division only: its municipalities' own figures say more where there are any."""
    return Part(
        "division",
        _("%(division)s: the division’s figures") % {"division": division},
        desk.lines(HERE[3:], division, is_country=True),
        _some(origins(desk, division, "foreign-residents-chile")),
        of_country=True,
        note=_("These figures are those of %(division)s as a whole.") % {"division": division},
    )


def _country_parts(desk: Desk, place: Territory) -> list[Part]:
    """The subjects of a country, a region or the world."""
    subjects = [
        Part("people", _("Population"), desk.lines(PEOPLE, place)),
        Part(
            "arrived",
            _("Migrants who live here"),
            desk.lines(ARRIVED, place),
            _some(through_time(desk, place, "migrant-stock"), origins(desk, place, "migrant-stock")),
        ),
        Part("left", _("People who left"), desk.lines(LEFT, place), _some(destinations(desk, place))),
        Part(
            "protection",
            _("Refugees and people in need of protection"),
            desk.lines(PROTECTION, place),
            _some(origins(desk, place, "refugees")),
        ),
        Part(
            "money",
            _("Remittances"),
            desk.lines(MONEY, place),
            _some(through_time(desk, place, "remittances-received")),
        ),
        Part(
            "border",
            _("Counted at borders and on the way"),
            desk.lines(BORDER, place),
            _some(*(through_time(desk, place, code) for code in BORDER)),
        ),
        Part(
            "lives",
            _("Lives lost on the way"),
            desk.lines(LIVES, place),
            _some(through_time(desk, place, "missing-migrants")),
        ),
        Part("policy", _("Policies the country reports"), desk.lines(POLICY, place)),
    ]
    if place.code == "CHL":
        subjects.insert(2, _residents(desk, place))
    return subjects


def _local_parts(desk: Desk, place: Territory) -> list[Part]:
    """The subjects of a division, a municipality or a populated place: what exists at that level."""
    people = desk.lines(HERE[:3], place)
    protection = desk.lines(HERE[6:], place)
    own = [
        make_line(row, desk.indicators[row.indicator], place)
        for row in total_of_local(place.code, user=desk.user)
        if row.indicator in desk.indicators
    ]
    return [
        Part("people", _("Population"), people, _some(through_time(desk, place, "conapo-population"))),
        _residents(desk, place),
        Part(
            "protection",
            _("People under UNHCR’s mandate here"),
            protection,
            _some(*(origins(desk, place, code) for code in HERE[6:])),
        ),
        Part("money", _("Remittances"), desk.lines(("remittances-mexican-states",), place)),
        Part("own", _("Figures of the municipality itself"), own),
    ]


def _residents(desk: Desk, place: Territory) -> Part:
    return Part(
        "residents",
        _("Foreign residents"),
        desk.lines(("foreign-residents-chile", "foreign-share-chile"), place),
        _some(
            origins(desk, place, "foreign-residents-chile"),
            by_sex(desk, place, "foreign-residents-chile"),
        ),
    )


def _some(*breakdowns: Breakdown | None) -> list[Breakdown]:
    return [b for b in breakdowns if b and len(b.rows) > 1]


def headline(
    territory: Territory, user: Any = None, *, year: int | None = None, reads: Reader | None = None
) -> list[Line]:
    """Up to four figures for a place's own page: its own before its country's, population left out.

    `reads` is what `reader(user)` says, where it is known.
    """
    country = None if territory.is_country else territory.country
    desk = open_desk(territory, country, user=user, year=year or timezone.localdate().year, reads=reads)
    own = [
        make_line(row, desk.indicators[row.indicator], territory)
        for row in total_of_local(territory.code, user=desk.user)
        if row.indicator in desk.indicators
    ]
    own += desk.lines([code for code in HERE[3:] if code != "remittances-mexican-states"], territory)
    own += desk.lines(("migrant-stock", "migrant-share", "emigrants", "refugees"), territory)
    context = desk.lines(CONTEXT[1:], country, is_country=True) if country else []
    return [*own, *context][:4]


def _known(parts: Sequence[Part]) -> list[str]:
    """The codes of the figures the place has of its own."""
    return [line.row.indicator for part in parts if not part.of_country for line in part.lines]
