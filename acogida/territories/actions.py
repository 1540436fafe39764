"""Bringing the places from the package's own files into the table, the same every time."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files

from django.db import transaction

from acogida.territories.models import Level, PlaceName, Territory, names_of, search_text_of

Row = dict[str, str]
TOP_DOWN = (Level.WORLD, Level.REGION, Level.COUNTRY, Level.DIVISION)
WRITTEN = [f.name for f in Territory._meta.local_fields if f.name not in {"id", "code"}]
BATCH = 2000


def shipped(name: str) -> Iterator[Row]:
    """The rows of one table of `territories/data`, as text."""
    raw = files("acogida.territories").joinpath("data", name).read_bytes()
    yield from csv.DictReader(io.StringIO(gzip.decompress(raw).decode("utf-8")))


@transaction.atomic
def load_countries() -> None:
    """The world, its regions, all countries, and the first-level divisions of the region served."""
    by_level: dict[str, list[Row]] = {}
    for row in shipped("countries.csv.gz"):
        by_level.setdefault(row["level"], []).append(row)
    for level in TOP_DOWN:
        for rows in _parents_first(by_level[level]):
            _save(rows)


@transaction.atomic
def load() -> None:
    """Everything: countries and divisions, then municipalities and populated places.

    What is there already is brought to the files' wording; nothing is removed. There is no deed of a
    person here, so there is no audit line.
    """
    load_countries()
    _save(shipped("municipalities.csv.gz"))


def _parents_first(rows: list[Row]) -> list[list[Row]]:
    """Regions hold regions: those whose parent is not among them first, and so on downward."""
    waves, left = [], rows
    while left:
        waiting = {row["code"] for row in left}
        waves.append([row for row in left if row["parent"] not in waiting])
        left = [row for row in left if row["parent"] in waiting]
    return waves


def _save(rows: Iterable[Row]) -> None:
    """Write places whose parents are there already, and the names they are found by."""
    keys = dict(Territory.objects.filter(level__in=TOP_DOWN).values_list("code", "pk"))
    places = Territory.objects.bulk_create(
        [_territory(row, keys) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=WRITTEN,
        batch_size=BATCH,
    )
    for start in range(0, len(places), BATCH):
        PlaceName.objects.filter(territory__in=places[start : start + BATCH]).delete()
    PlaceName.objects.bulk_create([n for place in places for n in names_of(place)], batch_size=BATCH)


def _territory(row: Row, keys: dict[str, int]) -> Territory:
    names = json.loads(row["names"]) if row["names"] else {}
    return Territory(
        code=row["code"],
        level=row["level"],
        parent_id=keys[row["parent"]] if row["parent"] else None,
        country_id=keys[row["country"]] if row["country"] else None,
        name=row["name"],
        names=names,
        slug=row["slug"],
        iso2=row["iso2"],
        m49=int(row["m49"]) if row["m49"] else None,
        code_system=row["code_system"],
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        population=int(row["population"]) if row["population"] else None,
        population_year=int(row["population_year"]) if row["population_year"] else None,
        population_source=row["population_source"],
        prominence=int(row["prominence"]),
        is_lac=row["is_lac"] == "1",
        search_text=search_text_of(row["name"], names),
    )
