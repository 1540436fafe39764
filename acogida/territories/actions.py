"""Bringing the places from the package's own files into the table, the same every time."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files

from django.db import transaction

from acogida.territories.models import Level, Territory, search_text_of

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
    keys: dict[str, int] = {}
    for level in TOP_DOWN:
        rows = _parents_first(by_level[level])
        for some in rows:
            _save(some, keys)
            keys = _keys()


@transaction.atomic
def load() -> None:
    """Everything: countries and divisions, then municipalities and populated places.

    What is there already is brought to the files' wording; nothing is removed. There is no deed of a
    person here, so there is no audit line.
    """
    load_countries()
    _save(shipped("municipalities.csv.gz"), _keys())


def _parents_first(rows: list[Row]) -> list[list[Row]]:
    """Regions hold regions: those whose parent is not among them first, and so on downward."""
    waves, left = [], rows
    while left:
        waiting = {row["code"] for row in left}
        waves.append([row for row in left if row["parent"] not in waiting])
        left = [row for row in left if row["parent"] in waiting]
    return waves


def _keys() -> dict[str, int]:
    known = Territory.objects.filter(level__in=TOP_DOWN)
    return dict(known.values_list("code", "pk"))


def _save(rows: Iterable[Row], keys: dict[str, int]) -> None:
    Territory.objects.bulk_create(
        [_territory(row, keys) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=WRITTEN,
        batch_size=BATCH,
    )


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
