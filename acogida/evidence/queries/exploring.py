"""What a person chose in the explorer, what can be chosen with it, and the figures that answer.

The store holds no figure that may not be shown, so neither does any answer here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from acogida.evidence import store
from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Indicator
from acogida.evidence.queries.figures import VISIBLE, Reader
from acogida.evidence.store import Row
from acogida.territories.models import Level, Territory
from acogida.territories.queries import search

MOST_PLACES = 6
MOST_PARTS = 400
FIRST_SEEN = ("M49:419", "M49:001")
WAYS = ("time", "place", "origin", "sex", "age")


@dataclass(frozen=True)
class Offer:
    """What can be chosen with one indicator: its years, sexes, ages and origins, and its ways of looking."""

    years: Sequence[int]
    sexes: Sequence[str]
    ages: Sequence[str]
    origins: Sequence[str]

    @property
    def ways(self) -> list[str]:
        """The ways of looking that have something to show."""
        parts = {"origin": self.origins, "sex": self.sexes, "age": self.ages}
        return [way for way in WAYS if way not in parts or len(parts[way]) > 1]


@dataclass(frozen=True)
class Choice:
    """A selection of figures. `first` and `last` are years; `by` is one of `WAYS`."""

    indicator: Indicator
    places: Sequence[Territory]
    origin: str = ALL
    sex: str = ALL
    age: str = ALL
    first: int | None = None
    last: int | None = None
    by: str = "time"

    @property
    def query(self) -> list[tuple[str, str]]:
        """The choice as an address carries it: the same address gives the same figures."""
        pairs = [("indicator", self.indicator.code), *(("place", place.code) for place in self.places)]
        for name, value in (("origin", self.origin), ("sex", self.sex), ("age", self.age)):
            pairs += [(name, value)] if value != ALL else []
        pairs += [("from", str(self.first))] if self.first else []
        pairs += [("to", str(self.last))] if self.last else []
        return [*pairs, ("by", self.by)]


def explorable(user: Any) -> list[Indicator]:
    """Every indicator this person may see, in the catalogue's order."""
    found = Indicator.objects.visible_to(user).select_related("dataset", "dataset__organisation")
    return list(found.order_by("dataset__order", "order", "code"))


def offer_of(indicator: Indicator, *, user: Reader) -> Offer:
    """What the store holds of an indicator, in one look."""
    [found] = store.ask(
        "SELECT list_sort(list(DISTINCT year)), list_sort(list(DISTINCT sex)), "
        "list_sort(list(DISTINCT age)), list_sort(list(DISTINCT origin)) "
        f"FROM observation WHERE indicator = $indicator AND {VISIBLE}",
        {"indicator": indicator.code, "datasets": user.datasets},
    )
    return Offer(*(part or [] for part in found))


def first_place(indicator: Indicator, *, user: Reader) -> list[Territory]:
    """Where to begin: the widest place that has the indicator."""
    found = store.ask(
        f"SELECT territory FROM observation WHERE indicator = $indicator AND {VISIBLE} AND origin = 'all' "
        "ORDER BY list_position($first, territory) NULLS LAST, length(territory), territory LIMIT 1",
        {"indicator": indicator.code, "first": list(FIRST_SEEN), "datasets": user.datasets},
    )
    return list(Territory.objects.filter(code__in=[code for (code,) in found]))


def places_named(indicator: Indicator, text: str, *, user: Reader, limit: int = 12) -> list[Territory]:
    """The places a person may mean that have the indicator, the likeliest first."""
    likely = search(text, limit=60)
    with_it = store.ask(
        f"SELECT DISTINCT territory FROM observation WHERE indicator = $indicator AND {VISIBLE} "
        "AND list_contains($codes, territory)",
        {"indicator": indicator.code, "codes": [p.code for p in likely], "datasets": user.datasets},
    )
    codes = {code for (code,) in with_it}
    return [place for place in likely if place.code in codes][:limit]


def answer(choice: Choice, *, user: Reader, limit: int | None = MOST_PARTS) -> list[Row]:
    """The figures of a choice: through time oldest first, parts largest first, hidden ones last.

    Parts are those of `choice.last`, or of the newest period that has any.
    """
    if choice.by == "time":
        return _through_time(choice, user=user, limit=limit)
    fixed = {"origin": choice.origin, "sex": choice.sex, "age": choice.age}
    conditions = [f"{name} = ${name}" for name in fixed if name != choice.by]
    codes = [place.code for place in choice.places]
    if choice.by == "place":
        codes = codes if len(codes) > 1 else _inside(choice, user=user)
    else:
        conditions.append(f"{choice.by} <> 'all'")
        codes = codes[:1]
    bound = {name: value for name, value in fixed.items() if name != choice.by}
    where = " AND ".join(
        ["indicator = $indicator", "list_contains($codes, territory)", "year <= $last", VISIBLE, *conditions]
    )
    named = {"time": "year", "place": "territory"}.get(choice.by, choice.by)
    return store.rows(
        f"{where} QUALIFY period = max(period) OVER ()",
        {
            "indicator": choice.indicator.code,
            "codes": codes,
            "last": choice.last or 9999,
            "datasets": user.datasets,
            **bound,
        },
        order=f"value DESC NULLS LAST, {named}",
        limit=limit,
    )


def _through_time(choice: Choice, *, user: Reader, limit: int | None) -> list[Row]:
    return store.rows(
        "indicator = $indicator AND list_contains($codes, territory) AND origin = $origin AND sex = $sex "
        f"AND age = $age AND year BETWEEN $first AND $last AND {VISIBLE}",
        {
            "indicator": choice.indicator.code,
            "codes": [place.code for place in choice.places],
            "origin": choice.origin,
            "sex": choice.sex,
            "age": choice.age,
            "first": choice.first or 0,
            "last": choice.last or 9999,
            "datasets": user.datasets,
        },
        order="year, period, territory",
        limit=limit,
    )


def _inside(choice: Choice, *, user: Reader) -> list[str]:
    """The places to set beside each other: those inside the one chosen, of the widest level that has any."""
    place = choice.places[0] if choice.places else None
    with_it = store.ask(
        f"SELECT DISTINCT territory FROM observation WHERE indicator = $indicator AND {VISIBLE}",
        {"indicator": choice.indicator.code, "datasets": user.datasets},
    )
    codes = {code for (code,) in with_it}
    for inside in _levels_inside(place):
        found = [code for code in inside.values_list("code", flat=True) if code in codes]
        if found:
            return found
    return [place.code] if place else []


def _levels_inside(place: Territory | None) -> list[Any]:
    """Querysets of what a place holds, the widest level first."""
    every = Territory.objects.order_by("code")
    countries = every.filter(level=Level.COUNTRY)
    if place is None or place.level == Level.WORLD:
        return [countries]
    if place.code == "M49:419":
        return [countries.filter(is_lac=True)]
    if place.level == Level.REGION:
        return [countries.filter(parent=place), countries.filter(parent__parent=place)]
    if place.is_country:
        inside = every.filter(country=place)
        return [inside.filter(level=Level.DIVISION), inside.exclude(level=Level.DIVISION)]
    return [every.filter(parent=place)]
