"""Maps drawn on the server from boundaries that come with the product; no outside tiles, ever.

The caller passes GeoJSON features; this module knows no places. Every map has the same rows as a
table, and a word on boundaries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asinh, radians, tan
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, measure
from acogida.design.charts.chart import NARROW, WIDE, Format, drawings, empty, number, written
from acogida.design.palette import STEPS, TONES

Feature = Mapping[str, Any]
Ring = Sequence[Sequence[float]]
MARGIN = 10
LATITUDE_LIMIT = 84.0


@dataclass(frozen=True)
class Map:
    """One map, ready to show; `links` are the rows' pages, "" where there is none."""

    title: str
    svg: SafeString
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentence: str
    source: str
    disclaimer: str
    alt: str = ""
    links: Sequence[str] = ()
    svg_for_documents: str = ""


@dataclass(frozen=True)
class Point:
    """A place to mark. `value` sets its size where given; `tone` is one of `palette.TONES`."""

    label: str
    lat: float
    lon: float
    value: float | None = None
    url: str = ""
    tone: str = "info"


def disclaimer() -> str:
    """What every map of boundaries must say."""
    return _(
        "The boundaries and names shown on this map do not imply official endorsement "
        "or acceptance by anybody."
    )


@dataclass(frozen=True)
class Projection:
    """Mercator, fitted to a box of the earth: (lon, lat) in degrees to (x, y) on the drawing."""

    west: float
    top: float
    scale: float
    dx: float
    dy: float

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        return self.dx + (radians(lon) - self.west) * self.scale, self.dy + (self.top - _y(lat)) * self.scale


def _y(lat: float) -> float:
    return asinh(tan(radians(max(-LATITUDE_LIMIT, min(LATITUDE_LIMIT, lat)))))


def rings(feature: Feature) -> Iterable[Ring]:
    """The outer and inner rings of a GeoJSON feature (or bare geometry): polygons only."""
    geometry = feature.get("geometry") or feature
    if geometry.get("type") == "Polygon":
        yield from geometry["coordinates"]
    elif geometry.get("type") == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon
    elif geometry.get("type") == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)


def projection(
    places: Iterable[Sequence[float]], width: float, *, tallest: float, foot: float = 0
) -> tuple[Projection, float]:
    """The projection that fits all (lon, lat) into the width and height, and the height used."""
    known = list(places)
    lons, lats = [place[0] for place in known], [place[1] for place in known]
    west, east = radians(min(lons)), radians(max(lons))
    low, top = _y(min(lats)), _y(max(lats))
    wide, high = max(east - west, radians(0.2)), max(top - low, radians(0.2))
    scale = min((width - 2 * MARGIN) / wide, (tallest - 2 * MARGIN) / high)
    height = min(tallest, high * scale + 2 * MARGIN)
    dx = (width - (east - west) * scale) / 2
    dy = (height - (top - low) * scale) / 2
    return Projection(west, top, scale, dx, dy), height + foot


def outline(feature: Feature, place: Projection, *, detail: float = 0.6) -> str:
    """The feature as an SVG path; points nearer than `detail` units of the drawing are left out."""
    parts = []
    for ring in rings(feature):
        points: list[tuple[float, float]] = []
        for lon, lat in (position[:2] for position in ring):
            x, y = place(lon, lat)
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= detail:
                points.append((x, y))
        if len(points) > 2:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def classes(values: Iterable[float], *, most: int = len(STEPS)) -> list[float]:
    """The upper ends of classes that hold about as many values each (quantiles), fewest first."""
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    count = min(most, len(distinct))
    if not count:
        return []
    ends = [ordered[max(0, round(len(ordered) * (i + 1) / count) - 1)] for i in range(count)]
    ends[-1] = ordered[-1]
    return sorted(set(ends))


def choropleth(
    title: str,
    features: Sequence[Feature],
    values: Mapping[str, float | None],
    *,
    unit: str,
    sentence: str,
    source: str,
    names: Mapping[str, str] | None = None,
    urls: Mapping[str, str] | None = None,
    key: str = "id",
    context: Sequence[Feature] = (),
    format_number: Format | None = None,
    label: str = "",
    alt: str = "",
) -> Map:
    """Areas coloured by value, in up to five classes of about as many areas each.

    `values` maps an area's key to its value in `unit`. The key of a feature is its `id`, or its
    property named by `key`; `names` and `urls` say how areas are called and where they lead.
    `context` are areas drawn without a value, for orientation. The table has the areas with a key in
    `values`, the greatest first, those without a figure last.
    """
    named, linked = names or {}, urls or {}
    known = {area: v for area, v in values.items() if v is not None}
    ends = classes(known.values())
    order = sorted(values, key=lambda a: (a not in known, -known.get(a, 0), named.get(a, a)))
    told = alt or (f"{title}. {sentence}" if sentence else title)

    def draw(width: int) -> Canvas:
        shapes = [*features, *context]
        if not shapes:
            return empty(width)
        foot = 24.0 * -(-len(ends) // (2 if width == NARROW else 5)) + 12
        place, height = _fitted(features or context, (), width, foot)
        canvas = Canvas(width, height)
        for feature in context:
            canvas.path(outline(feature, place), fill="soft", stroke="paper", width=0.5)
        for feature in features:
            area = area_key(feature, key)
            paint = _step(known[area], ends) if area in known else "soft"
            tip = f"{named.get(area, area)}: {written(values.get(area), format_number)}"
            canvas.path(outline(feature, place), fill=paint, stroke="paper", width=0.6, tip=tip)
        _legend(canvas, ends, min(known.values(), default=0), height - foot + 20, format_number)
        return canvas

    page, fixed = drawings(draw, told)
    return Map(
        title,
        page,
        [label or _("Place"), unit or _("Value")],
        [[named.get(a, a), written(values[a], format_number)] for a in order],
        sentence,
        source,
        disclaimer(),
        told,
        tuple(linked.get(a, "") for a in order),
        fixed,
    )


def area_key(feature: Feature, key: str = "id") -> str:
    """How a feature is known: the property `key` where it has one, else its `id`."""
    found = (feature.get("properties") or {}).get(key)
    return str(feature.get("id", "") if found is None else found)


def _step(value: float, ends: Sequence[float]) -> str:
    index = next(i for i, end in enumerate(ends) if value <= end)
    return STEPS[_spread(index, len(ends))]


def _spread(index: int, count: int) -> int:
    """Few classes use colours far apart."""
    return len(STEPS) - 1 if count == 1 else round(index * (len(STEPS) - 1) / (count - 1))


def _legend(canvas: Canvas, ends: Sequence[float], low: float, y: float, form: Format | None) -> None:
    """What each colour means, from the least to the most."""
    per_row = 2 if canvas.width == NARROW else 5
    step = canvas.width / per_row
    told = form or number
    for i, end in enumerate(ends):
        x, line = (i % per_row) * step, y + (i // per_row) * 24
        canvas.rect(x, line - 11, 18, 13, STEPS[_spread(i, len(ends))], radius=2)
        start = low if i == 0 else ends[i - 1]
        text = told(end) if start == end else f"{told(start)} – {told(end)}"
        canvas.text(x + 24, line, text, size=12 if measure(text, 12) < step - 28 else 10.5)


def point_map(
    title: str,
    outline_features: Sequence[Feature],
    points: Sequence[Point],
    *,
    unit: str = "",
    sentence: str,
    source: str,
    zoom: bool = False,
    format_number: Format | None = None,
    label: str = "",
    alt: str = "",
) -> Map:
    """Places marked on an outline. With `zoom` the map shows the points' surroundings only.

    Points that would cover each other are drawn as one mark with their number; a mark of one point
    leads to its page. With values the mark's area follows the value. The table has every point.
    Raises ValueError for an unknown tone or a place off the earth.
    """
    for point in points:
        if point.tone not in TONES or not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
            raise ValueError(f"{point.label!r}: a known tone and a place on the earth")
    told = alt or (f"{title}. {sentence}" if sentence else title)
    measured = any(point.value is not None for point in points)

    def draw(width: int) -> Canvas:
        if not outline_features and not points:
            return empty(width)
        place, height = _fitted(() if zoom and points else outline_features, points, width, 0)
        canvas = Canvas(width, height)
        for feature in outline_features:
            canvas.path(outline(feature, place), fill="land", stroke="border", width=0.6)
        for group in clusters(points, place):
            _mark(canvas, group, place, max((p.value or 0 for p in points), default=0), format_number)
        return canvas

    page, fixed = drawings(draw, told)
    headers = [label or _("Place"), *([unit or _("Value")] if measured else [])]
    rows = [[p.label, *([written(p.value, format_number)] if measured else [])] for p in points]
    return Map(
        title, page, headers, rows, sentence, source, disclaimer(), told, tuple(p.url for p in points), fixed
    )


def _fitted(
    features: Sequence[Feature], points: Sequence[Point], width: int, foot: float
) -> tuple[Projection, float]:
    places: list[Sequence[float]] = [p for f in features for ring in rings(f) for p in ring]
    if features:
        places += [(point.lon, point.lat) for point in points]
    else:  # the surroundings of the points: one degree more on each side
        places += [(p.lon + d, max(-89.0, min(89.0, p.lat + d))) for p in points for d in (-1.0, 1.0)]
    return projection(
        places or [(-180, -60), (180, 75)], width, tallest=560 if width == WIDE else 420, foot=foot
    )


def clusters(points: Sequence[Point], place: Projection, *, near: float = 16) -> list[list[Point]]:
    """The points in groups that would cover each other, in their order."""
    groups: list[list[Point]] = []
    centres: list[tuple[float, float]] = []
    for point in points:
        x, y = place(point.lon, point.lat)
        found = next(
            (i for i, (cx, cy) in enumerate(centres) if (cx - x) ** 2 + (cy - y) ** 2 < near**2), None
        )
        if found is None:
            groups.append([point])
            centres.append((x, y))
        else:
            groups[found].append(point)
    return groups


def _mark(
    canvas: Canvas, group: Sequence[Point], place: Projection, most: float, form: Format | None
) -> None:
    first = group[0]
    x, y = place(first.lon, first.lat)
    if len(group) > 1:
        tip = ", ".join(point.label for point in group[:6]) + ("…" if len(group) > 6 else "")
        canvas.circle(x, y, 12, "ink", ring="paper", tip=tip)
        canvas.text(x, y + 4, str(len(group)), paint="paper", size=12, anchor="middle", bold=True)
        return
    tip = first.label if first.value is None else f"{first.label}: {written(first.value, form)}"
    radius = 6.0 if first.value is None or most <= 0 else 4 + 14 * (max(first.value, 0) / most) ** 0.5
    if first.url:
        canvas.link(first.url, tip)
    canvas.circle(x, y, radius, first.tone, ring="paper", tip=tip)
    if first.url:
        canvas.end_link()
    if measure(first.label, 12) + x + radius + 6 < canvas.width:
        canvas.text(x + radius + 4, y + 4, first.label, size=12)
