"""From the earth to the drawing: Mercator, fitted, and shapes thinned to what can be seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asinh, radians, tan

from acogida.design.charts.chart import WIDE
from acogida.design.maps.map import Feature

Ring = Sequence[Sequence[float]]
MARGIN = 10
LATITUDE_LIMIT = 84.0
WORLD = [(-180.0, -60.0), (180.0, 75.0)]


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


def outline(
    feature: Feature, place: Projection, *, frame: tuple[float, float] = (1e6, 1e6), detail: float = 2.0
) -> str:
    """The feature as an SVG path; points nearer than `detail` units of the drawing are left out.

    `frame` is the drawing's width and height: what lies far outside of it is drawn in to its neighbourhood,
    where nobody sees it. Each point is written as its way from the last one: half as long as where it is.
    """
    wide, high = frame
    parts = []
    for ring in rings(feature):
        points: list[tuple[int, int]] = []
        for lon, lat in (position[:2] for position in ring):
            far, down = place(lon, lat)
            x, y = (
                round(10 * max(-end / 9, min(10 * end / 9, at))) for at, end in ((far, wide), (down, high))
            )
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= 10 * detail:
                points.append((x, y))
        if len(points) > 2:
            steps = (f"{_tenths(x - px)} {_tenths(y - py)}" for (px, py), (x, y) in pairwise(points))
            parts.append(f"M{_tenths(points[0][0])} {_tenths(points[0][1])}l{' '.join(steps)}z")
    return "".join(parts)


def _near(at: float, end: float) -> int:
    """A coordinate in tenths, at most a ninth of the drawing beyond its edges."""
    return round(10 * max(-end / 9, min(10 * end / 9, at)))


def _tenths(value: int) -> str:
    """A number of tenths as SVG takes it, without what can be left out."""
    return f"{value / 10:g}"


def seen(features: Sequence[Feature]) -> list[Sequence[float]]:
    """The places a map of these features must show: specks far out at sea would make the rest too small.

    A ring counts from half a hundredth of the largest one's box on; the others are drawn where they fall.
    """
    boxed = [(_box(ring), ring) for feature in features for ring in rings(feature)]
    least = max((size for size, _ring in boxed), default=0) / 200
    return [place for size, ring in boxed if size >= least for place in ring]


def _box(ring: Ring) -> float:
    lons, lats = [place[0] for place in ring], [place[1] for place in ring]
    return (max(lons) - min(lons)) * (max(lats) - min(lats))


def fitted(places: Sequence[Sequence[float]], width: int, *, foot: float = 0) -> tuple[Projection, float]:
    """The projection that shows all (lon, lat) on a drawing of this width; the world where there is none."""
    return projection(places or WORLD, width, tallest=560 if width == WIDE else 420, foot=foot)
