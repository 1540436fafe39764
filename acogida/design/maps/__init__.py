"""Maps drawn on the server from boundaries that come with the product; no outside tiles, ever.

The caller passes GeoJSON features; this module knows no places. Every map has the same rows as a
table, and a word on boundaries.
"""

from acogida.design.maps.areas import area_key, choropleth, classes
from acogida.design.maps.map import Feature, Map, disclaimer
from acogida.design.maps.points import Point, clusters, point_map

__all__ = [
    "Feature",
    "Map",
    "Point",
    "area_key",
    "choropleth",
    "classes",
    "clusters",
    "disclaimer",
    "point_map",
]
