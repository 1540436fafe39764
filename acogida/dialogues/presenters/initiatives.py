"""The map of civil society's initiatives."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.maps import Map, Point, point_map
from acogida.dialogues.models import Initiative, Shown
from acogida.territories.models import Territory
from acogida.territories.queries import outline_of, outlines_in, outlines_of_lac

TONES = {
    Shown.WAITING: "warning",
    Shown.PUBLIC: "success",
    Shown.DECLINED: "neutral",
    Shown.WITHDRAWN: "neutral",
}


def facts(found: Initiative) -> list[tuple[str, str]]:
    """Who, where and since when it is on the map; how to reach it only where the organisation agreed."""
    rows = [
        (_("Organisation"), str(found.organisation)),
        (_("Where"), ", ".join(str(place) for place in (found.place, found.country) if place)),
    ]
    if found.decided_at:
        rows.append((_("On the map since"), date_format(found.decided_at, "DATE_FORMAT")))
    if found.may_show_contact and found.contact:
        rows.append((_("How to reach it"), found.contact))
    return rows


def map_of(found: Sequence[Initiative], country: Territory | None) -> Map | None:
    """Where they are, on the outline of the region or of a country; None where no place is known."""
    points = [
        Point(one.title, *there, url=f"#initiative-{one.pk}")
        for one in found
        if (there := _spot(one.where) or _spot(one.country))
    ]
    if not points:
        return None
    sentence = ngettext(
        "%(n)s initiative, at the place it named or in the middle of its country.",
        "%(n)s initiatives, each at the place it named or in the middle of its country.",
        len(points),
    ) % {"n": len(points)}
    return point_map(
        _("Initiatives of civil society"),
        outlines_in(country) if country else outlines_of_lac(),
        points,
        sentence=sentence,
        source=_("Acogida: what member organisations of the Mechanism sent"),
    )


def _spot(where: Territory) -> tuple[float, float] | None:
    """Latitude and longitude of a place; of a country the middle of its greatest piece of land."""
    if where.lat is not None and where.lon is not None:
        return where.lat, where.lon
    outline = outline_of(where) if where.is_country else None
    if outline is None:
        return None
    shape = outline["geometry"]
    pieces = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    boxes = [_box(piece[0]) for piece in pieces]
    west, south, east, north = max(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    return (south + north) / 2, (west + east) / 2


def _box(ring: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return min(lons), min(lats), max(lons), max(lats)
