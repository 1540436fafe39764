"""Distances over the ground from plain coordinates: no map service is asked."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
KM_OF_A_DEGREE = 111.2


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great circle distance in kilometres (haversine, mean radius of the Earth)."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def box_around(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, north, west and east of a square that holds every point within so many kilometres."""
    high = km / KM_OF_A_DEGREE
    wide = km / (KM_OF_A_DEGREE * max(0.05, cos(radians(min(85.0, abs(lat) + high)))))
    return lat - high, lat + high, lon - wide, lon + wide
