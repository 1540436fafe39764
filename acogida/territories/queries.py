"""Reading the places: search, the countries served, outlines, lists paged by key."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

from django.db.models import Q, QuerySet

from acogida.core.search.sources import Entry
from acogida.territories.models import Level, PlaceName, Territory, words_of

Feature = dict[str, Any]
CANDIDATES = 400


def by_code(code: str) -> Territory | None:
    """The place with this lasting code, such as `ARG` or `MEX:07089`; None where there is none."""
    return Territory.objects.select_related("country", "parent").filter(code=code).first()


def lac_countries() -> QuerySet[Territory]:
    """The 50 countries and territories of Latin America and the Caribbean, with their subregion."""
    return (
        Territory.objects.filter(level=Level.COUNTRY, is_lac=True)
        .select_related("parent")
        .order_by("name", "pk")
    )


def search(text: str, limit: int = 20) -> list[Territory]:
    """The places a person may mean, the likeliest first: accents forgiven, any of the four languages.

    Exact names come before names that begin so, those before names with a word that begins so, and
    the bigger place first. Where no name fits the whole text, its first words are taken as the name
    and the rest as the division or country: "Quilmes, Argentina", "san marcos guatemala".
    """
    words = words_of(text)[:8]
    for cut in range(len(words), 0, -1):
        found = _named(" ".join(words[:cut]), words[cut:], limit)
        if found:
            return found
    return []


def _named(name: str, rest: list[str], limit: int) -> list[Territory]:
    """Places called so that lie, where there is a rest, in a division or country called so."""
    names = PlaceName.objects.beginning(name).likeliest_first(name)
    # A place may be there by several of its names.
    keys = list(
        dict.fromkeys(names.values_list("territory_id", flat=True)[: CANDIDATES if rest else limit * 4])
    )
    if rest and keys:
        around = Territory.objects.filter(pk__in=keys).values_list(
            "pk", "search_text", "parent__search_text", "country__search_text"
        )
        inside = {pk for pk, *texts in around if _are_among(rest, texts)}
        keys = [key for key in keys if key in inside]
    places = Territory.objects.select_related("country", "parent").in_bulk(keys[:limit])
    return [places[key] for key in keys[:limit]]


def _are_among(words: Iterable[str], texts: Iterable[str | None]) -> bool:
    known = [word for text in texts if text for word in text.replace("|", " ").split()]
    return all(any(one.startswith(word) for one in known) for word in words)


def ancestors(territory: Territory) -> list[Territory]:
    """What holds the place, from the widest: country, then division. Regions are left out."""
    above = [territory.country, territory.parent]
    return list(dict.fromkeys(p for p in above if p and p.level not in (Level.WORLD, Level.REGION)))


@dataclass(frozen=True)
class Page:
    """A page of a long list; `previous` and `next` are keys, "" where there is nothing more."""

    rows: list[Territory]
    previous: str
    next: str


def largest(places: QuerySet[Territory], *, after: str = "", before: str = "", size: int = 30) -> Page:
    """Places with the bigger first, paged by key (`prominence-pk`); a key nobody gave means the start."""
    places = places.select_related("parent")
    forward, key = not before, _key(after or before)
    if key:
        prominence, pk = key
        beyond = (
            Q(prominence__lt=prominence) | Q(prominence=prominence, pk__gt=pk)
            if forward
            else Q(prominence__gt=prominence) | Q(prominence=prominence, pk__lt=pk)
        )
        places = places.filter(beyond)
    order = ("-prominence", "pk") if forward else ("prominence", "-pk")
    rows = list(places.order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if not forward:
        rows.reverse()
    first, last = (_written(rows[0]), _written(rows[-1])) if rows else ("", "")
    return Page(
        rows,
        previous=first if (key and forward and rows) or (not forward and more) else "",
        next=last if (forward and more) or (not forward and rows) else "",
    )


def _written(place: Territory) -> str:
    return f"{place.prominence}-{place.pk}"


def _key(text: str) -> tuple[int, int] | None:
    left, _dash, right = text.partition("-")
    if not (left.isdecimal() and right.isdecimal() and len(text) < 40):
        return None
    return int(left), int(right)


@cache
def _outlines(name: str, key: str) -> dict[str, tuple[str, str]]:
    """By code, the country's code and the outline as JSON: a tenth of what all of them hold once read."""
    raw = files("acogida.territories").joinpath("data", f"{name}.geojson.gz").read_bytes()
    shapes = json.loads(gzip.decompress(raw))["features"]
    return {s["properties"][key]: (s["properties"]["iso3"], json.dumps(s)) for s in shapes}


@lru_cache(maxsize=40)
def _outline(name: str, key: str, code: str) -> Feature | None:
    found = _outlines(name, key).get(code)
    return cast(Feature, json.loads(found[1])) if found else None


def outline_of(territory: Territory) -> Feature | None:
    """The GeoJSON feature of a country of the Americas or of a division; of a municipality, what holds it.

    None where no boundary is shipped. Simplified for drawing: not for measuring.
    """
    if territory.level == Level.COUNTRY:
        return _outline("countries", "iso3", territory.code)
    if territory.level == Level.DIVISION:
        return _outline("divisions", "admin1_id", territory.code)
    holders = [p for p in (territory.parent, territory.country) if p and p.pk != territory.pk]
    return next((shape for holder in holders if (shape := outline_of(holder))), None)


def outlines_in(country: Territory) -> list[Feature]:
    """The outlines of a country's first-level divisions, or of the country where it has none."""
    known = _outlines("divisions", "admin1_id").items()
    codes = [code for code, (iso3, _text) in known if iso3 == country.code]
    inside = [shape for code in codes if (shape := _outline("divisions", "admin1_id", code))]
    whole = outline_of(country)
    return inside or ([whole] if whole else [])


def outlines_of_lac() -> list[Feature]:
    """The outlines of the countries and territories of Latin America and the Caribbean, for one map."""
    return [shape for country in lac_countries() if (shape := outline_of(country))]


def search_entries(keys: Iterable[str] | None) -> Iterable[Entry]:
    """Each place once for the site's search, findable by its name in any language."""
    places = Territory.objects.exclude(level=Level.WORLD).select_related("country", "parent")
    if keys is not None:
        places = places.filter(code__in=list(keys))
    for place in places.order_by("pk").iterator(chunk_size=2000):
        around = [p.name for p in (place.parent, place.country) if p and p.level != Level.REGION]
        yield Entry(
            key=place.code,
            language="es",
            title=place.name,
            body=" ".join(dict.fromkeys([*place.names.values(), *around])),
            view="territories:territory",
            args=(place.slug,),
            country=place.country.code if place.country else place.code if place.is_country else "",
            note=", ".join(dict.fromkeys(around)),
        )
