"""Words, facts and maps of places for the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from acogida.design.charts.chart import number
from acogida.design.maps import Map, Point, point_map
from acogida.territories.models import Level, Territory
from acogida.territories.queries import ancestors, outline_of, outlines_in

BOUNDARIES = "Natural Earth"
GEONAMES = "GeoNames"


def crumbs(territory: Territory, home: str) -> list[tuple[str, str]]:
    """From the list of places down to this one."""
    above = [(place.get_absolute_url(), str(place)) for place in ancestors(territory)]
    return [(home, _("Territories")), *above, ("", str(territory))]


def where(territory: Territory) -> str:
    """What the place is, and in what: "Municipality · Chiapas, Mexico"."""
    above = ", ".join(str(place) for place in reversed(ancestors(territory)))
    level = str(Level(territory.level).label)
    return f"{level} · {above}" if above else level


def population(territory: Territory) -> tuple[str, str]:
    """The figure with its source and year, or a sentence that says there is none."""
    if territory.population is None:
        return "", _("No published population figure is shipped for this place.")
    return number(territory.population), source(territory)


def source(territory: Territory) -> str:
    """Where the population figure comes from and of which year; "" where there is no figure."""
    if territory.population is None:
        return ""
    named, year = territory.population_source, str(territory.population_year or _("year not stated"))
    return named if named.endswith(year) else f"{named}, {year}"


def facts(territory: Territory) -> list[tuple[str, str]]:
    """Codes and place in the tree, as term and value."""
    rows = []
    if territory.level == Level.MUNICIPALITY and territory.code_system:
        code = territory.code.partition(":")[2]
        rows.append((_("Official municipal code"), f"{code} ({territory.code_system})"))
    if territory.level == Level.PLACE:
        number = territory.code.partition(":gn")[2]
        rows.append((_("GeoNames number (not an official municipal code)"), number))
    if territory.is_country:
        rows.append((_("ISO 3166-1 code"), territory.code))
        if territory.m49:
            rows.append((_("United Nations M49 code"), f"{territory.m49:03}"))
    if territory.level == Level.DIVISION:
        rows.append((_("Division code"), territory.code))
    rows += [(str(Level(p.level).label), str(p)) for p in ancestors(territory)]
    if territory.is_country and territory.parent:
        rows.append((_("Region"), str(territory.parent)))
    return rows


def about(territory: Territory, *, address: str) -> dict[str, Any]:
    """The place in the words of schema.org."""
    lies = None
    if territory.lat is not None and territory.lon is not None:
        lies = {"@type": "GeoCoordinates", "latitude": territory.lat, "longitude": territory.lon}
    above = next(reversed(ancestors(territory)), None)
    return {
        "@type": "Country" if territory.is_country else "AdministrativeArea",
        "@id": address,
        "url": address,
        "identifier": territory.code,
        "name": str(territory),
        "alternateName": sorted({territory.name, *territory.names.values()} - {str(territory), ""}),
        "geo": lies or "",
        "containedInPlace": {"@type": "AdministrativeArea", "name": str(above)} if above else "",
    }


def map_of_places(territory: Territory, places: Sequence[Territory]) -> Map | None:
    """The outline of a country (with its divisions) or of a division, and the places as points."""
    shapes = outlines_in(territory) if territory.is_country else [outline_of(territory)]
    outlines = [shape for shape in shapes if shape]
    points = [
        Point(str(place), place.lat, place.lon, url=place.get_absolute_url())
        for place in places
        if place.lat is not None and place.lon is not None
    ]
    if not outlines:
        return None
    return point_map(
        _("Map of %(place)s") % {"place": territory},
        outlines,
        points,
        sentence=_("The places marked are the largest ones on this page.") if points else "",
        source=f"{BOUNDARIES}; {GEONAMES}",
    )


def map_of_place(territory: Territory) -> Map | None:
    """Where a municipality lies in its division or country."""
    outline = outline_of(territory)
    if not outline or territory.lat is None or territory.lon is None:
        return None
    return point_map(
        _("Where %(place)s is") % {"place": territory},
        [outline],
        [Point(str(territory), territory.lat, territory.lon)],
        sentence="",
        source=BOUNDARIES,
    )


@dataclass(frozen=True)
class Subregion:
    region: Territory | None
    countries: list[Territory]


def by_subregion(countries: Sequence[Territory]) -> list[Subregion]:
    """Countries under their subregion, both in the order of their names in the page's language."""
    ordered = sorted(countries, key=lambda c: (str(c.parent), str(c)))
    return [Subregion(region, list(some)) for region, some in groupby(ordered, key=lambda c: c.parent)]
