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
            if shape := outline(feature, place, frame=(width, height)):
                canvas.path(shape, fill="land", stroke="border", width=0.6)
        groups = clusters(points, place)
        most = max((p.value or 0 for p in points), default=0)
        taken = [_box(*place(group[0].lon, group[0].lat), _radius(group, most)) for group in groups]
        for group in groups:
            _mark(canvas, group, place, most, format_number, taken)
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


Box = tuple[float, float, float, float]


def _box(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _radius(group: Sequence[Point], most: float) -> float:
    if len(group) > 1:
        return 12.0
    value = group[0].value
    return 6.0 if value is None or most <= 0 else 4 + 14 * (max(value, 0) / most) ** 0.5


def _mark(
    canvas: Canvas,
    group: Sequence[Point],
    place: Projection,
    most: float,
    form: Format | None,
    taken: list[Box],
) -> None:
    first = group[0]
    x, y = place(first.lon, first.lat)
    radius = _radius(group, most)
    if len(group) > 1:
        tip = ", ".join(point.label for point in group[:6]) + ("…" if len(group) > 6 else "")
        canvas.circle(x, y, radius, "ink", ring="paper", tip=tip)
        canvas.text(x, y + 4, str(len(group)), paint="paper", size=12, anchor="middle", bold=True)
        return
    tip = first.label if first.value is None else f"{first.label}: {written(first.value, form)}"
    if first.url:
        canvas.link(first.url, tip)
    canvas.circle(x, y, radius, first.tone, ring="paper", tip=tip)
    if first.url:
        canvas.end_link()
    _name(canvas, first.label, x, y, radius, taken)


def _name(canvas: Canvas, name: str, x: float, y: float, radius: float, taken: list[Box]) -> None:
    """The name beside its mark, on the side where it covers nothing; none where there is no room.

    A name left out is still the mark's tip and a row of the table.
    """
    long, gap = measure(name, 12), radius + 4
    places = (
        (x + gap, y + 4, "start", x + gap),
        (x - gap, y + 4, "end", x - gap - long),
        (x, y - gap, "middle", x - long / 2),
        (x, y + gap + 9, "middle", x - long / 2),
    )
    for at_x, at_y, anchor, left in places:
        box = (left, at_y - 10, left + long, at_y + 3)
        inside = box[0] >= 0 and box[2] <= canvas.width and box[1] >= 0 and box[3] <= canvas.height
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            canvas.text(at_x, at_y, name, size=12, anchor=anchor, halo=True)
            return


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
