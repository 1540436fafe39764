"""What a page of figures asks: newest totals looked up once, then breakdowns by origin, sex and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.evidence.models import Indicator
from acogida.evidence.queries.figures import Reader, cross, latest, reader, series
from acogida.evidence.queries.lines import Breakdown, Line, make_line
from acogida.evidence.queries.names import country_names
from acogida.evidence.sentences import sex, special_origin, written
from acogida.evidence.store import Row
from acogida.territories.models import Territory

TOP = 8


@dataclass(frozen=True)
class Desk:
    """What is asked while one page of figures is compiled."""

    indicators: dict[str, Indicator]
    found: dict[tuple[str, str], Row]
    user: Reader
    names: Mapping[str, str]
    year: int

    def name(self, code: str) -> str:
        return self.names.get(code) or capfirst(special_origin(code))

    def line(self, code: str, territory: Territory, *, is_country: bool = False) -> Line | None:
        row, indicator = self.found.get((code, territory.code)), self.indicators.get(code)
        return make_line(row, indicator, territory, is_country=is_country) if row and indicator else None

    def lines(self, codes: Sequence[str], territory: Territory, *, is_country: bool = False) -> list[Line]:
        made = (self.line(code, territory, is_country=is_country) for code in codes)
        return [line for line in made if line]


def open_desk(
    territory: Territory,
    country: Territory | None,
    *,
    user: Any,
    year: int,
    only: Sequence[Indicator] = (),
    division: Territory | None = None,
    reads: Reader | None = None,
) -> Desk:
    """Look up the newest totals of the place and what holds it: of every shipped indicator, or of `only`.

    `reads` is what `reader(user)` says, where it is known.
    """
    chosen = only or Indicator.objects.visible_to(user).select_related("dataset")
    indicators = {i.code: i for i in chosen}
    asked = [code for code, i in indicators.items() if only or i.organisation_id is None]
    places = [place.code for place in (territory, division, country) if place]
    asking = reads or reader(user)
    found = latest(asked, places, year=year, user=asking)
    names: Any = SimpleLazyObject(country_names)  # asked where a page names origins
    return Desk(indicators, found, asking, names, year)


def origins(desk: Desk, place: Territory, code: str) -> Breakdown | None:
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


def destinations(desk: Desk, place: Territory) -> Breakdown | None:
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


def by_sex(desk: Desk, place: Territory, code: str) -> Breakdown | None:
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


def through_time(desk: Desk, place: Territory, code: str) -> Breakdown | None:
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
