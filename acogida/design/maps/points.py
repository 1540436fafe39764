"""Places marked on an outline."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, measure
from acogida.design.charts.chart import Format, drawings, empty, written
from acogida.design.maps.map import Feature, Map, disclaimer
from acogida.design.maps.projection import Projection, fitted, outline, seen
from acogida.design.palette import TONES


@dataclass(frozen=True)
class Point:
    """A place to mark. `value` sets its size where given; `tone` is one of `palette.TONES`."""

    label: str
    lat: float
    lon: float
    value: float | None = None
    url: str = ""
    tone: str = "info"


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
        place, height = fitted(_shown(() if zoom and points else outline_features, points), width)
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


def _shown(features: Sequence[Feature], points: Sequence[Point]) -> list[Sequence[float]]:
    """What has to be seen: the outline and the points, or the points and one degree around them."""
    places: list[Sequence[float]] = seen(features)
    around = (0.0,) if features else (-1.0, 1.0)
    return places + [(p.lon + d, max(-89.0, min(89.0, p.lat + d))) for p in points for d in around]


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
