"""The figures store: one read-only DuckDB file that every process of this machine reads.

`DATA/figures.duckdb` is a link to the newest snapshot. A new one is built beside it and the link is
swapped in one step, so that a reader sees the old figures or the new ones, never half. Shipped figures
are loaded once from the package's own files by `data/observations.sql` (the base); each import of a
municipality copies the base and adds the municipalities' rows, small counts already hidden: the store
never holds a number that may not be shown. DuckDB is imported where it is first used, so that a web
process starts light, and runs without network, extensions or files other than the store.
"""

import csv
import hashlib
import os
import shutil
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from django.conf import settings

from acogida.core.aside import done_aside
from acogida.evidence.disclosure import ALL, Hidden, protect

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOCAL = "local-"
CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
READING = {**CLOSED, "threads": "1", "memory_limit": "96MB", "enable_external_access": "false"}
BUILDING = {**CLOSED, "threads": "2", "memory_limit": "400MB"}
COLUMNS = "dataset, edition, indicator, territory, origin, period, year, sex, age, value, flag"
NAME = ("territory", "period", "sex", "age", "origin")
NO_FLAG = "coalesce(flag, '')"


class Row(NamedTuple):
    """One figure. `value` is None where it is hidden; `flag` then says why (`disclosure.Hidden`)."""

    dataset: str
    edition: str
    indicator: str
    territory: str
    origin: str
    period: str
    year: int
    sex: str
    age: str
    value: float | None
    flag: str

    @property
    def is_hidden(self) -> bool:
        return self.value is None


def shipped() -> Path:
    """The folder of the package's own data files."""
    return Path(str(files("acogida.evidence").joinpath("data")))


@lru_cache(maxsize=1)
def base_mark() -> str:
    """Changes when the shipped files, how they are read or what is hidden of them change."""
    digest = hashlib.sha256(str(settings.SMALL_CELL_THRESHOLD).encode())
    code = [
        shipped() / "observations.sql",
        *(shipped().parent / f"{name}.py" for name in ("disclosure", "store")),
    ]
    for path in sorted([*shipped().glob("*.parquet"), *code]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _base() -> Path:
    """The shipped figures as a DuckDB file, built once for each version of them (about two seconds)."""
    import duckdb  # noqa: PLC0415 -- heavy: only a process that needs figures pays for it

    base = Path(settings.DATA) / f"figures-base-{base_mark()}.duckdb"
    if base.exists():
        return base
    base.parent.mkdir(parents=True, exist_ok=True)
    draft = base.with_name(f"{base.name}.{uuid4().hex}")
    connection = duckdb.connect(draft, config={**BUILDING, "file_search_path": str(shipped())})
    try:
        connection.execute((shipped() / "observations.sql").read_text())
        _hide_small_published(connection)
    finally:
        connection.close()
    os.replace(draft, base)
    for old in base.parent.glob("figures-base-*.duckdb"):
        if old != base:
            old.unlink(missing_ok=True)
    return base


def _hide_small_published(connection: "DuckDBPyConnection") -> None:
    """Small counts of small places are hidden in what others published too, with the shares made of them."""
    rows = [
        Row(*found)
        for found in connection.execute(
            f"SELECT {COLUMNS} FROM observation "
            "WHERE indicator = 'foreign-residents-chile' OR dataset = 'border-counts'"
        ).fetchall()
    ]
    safe = {(row.indicator, *_name(row)): row for row in guarded(rows, parents=_chile(connection))}
    hidden: dict[str, list[str]] = {name: [] for name in ("indicator", *NAME, "flag")}
    for row in rows:
        kept = safe.get((row.indicator, *_name(row)))
        if kept is None or kept.is_hidden:
            flag = str(kept.flag if kept else Hidden.PROTECTS)
            for values, value in zip(hidden.values(), (row.indicator, *_name(row), flag), strict=True):
                values.append(value)
    listed = ", ".join(f"unnest(${name}) AS {name}" for name in hidden)
    same = " AND ".join(f"observation.{name} = hidden.{name}" for name in hidden if name != "flag")
    connection.execute(
        f"UPDATE observation SET value = NULL, flag = hidden.flag FROM (SELECT {listed}) hidden WHERE {same}",
        hidden,
    )
    connection.execute(
        "UPDATE observation SET value = NULL, flag = 'protects' WHERE indicator = 'foreign-share-chile' "
        "AND (territory, period) IN (SELECT (territory, period) FROM observation "
        "WHERE indicator = 'foreign-residents-chile' AND origin = 'all' AND sex = 'all' AND age = 'all' "
        "AND value IS NULL)"
    )


def _chile(connection: "DuckDBPyConnection") -> dict[str, str]:
    """What holds each place of Chile: a comuna's region by its number, a region's country."""
    regions = dict(connection.execute("SELECT number, code FROM chilean_region").fetchall())
    comunas = connection.execute(
        "SELECT DISTINCT territory FROM observation WHERE starts_with(territory, 'CHL:')"
    ).fetchall()
    held = {code: regions[code[4:6]] for (code,) in comunas if code[4:6] in regions}
    return held | dict.fromkeys(regions.values(), "CHL")


def guarded(rows: Iterable[Row], *, parents: Mapping[str, str] | None = None) -> list[Row]:
    """The same rows with small counts hidden and others with them, table by table.

    One table is an indicator and a year of the places that hold one another (`parents`): places, sexes,
    ages, origins and the periods inside the year, each "all" a total. Rows withheld are left out.
    """
    held = parents or {}
    safe: list[Row] = []

    def table_of(row: Row) -> tuple[str, str, int]:
        return (row.indicator, _top(row.territory, held), row.year)

    for _, found in groupby(sorted(rows, key=table_of), key=table_of):
        table = {(row.territory, *_key(row)): row for row in found}
        hidden = protect(
            {key: row.value or 0 for key, row in table.items()},
            threshold=settings.SMALL_CELL_THRESHOLD,
            parents=held,
        )
        for key, row in table.items():
            why = hidden.get(key)
            if why is None:
                safe.append(row)
            elif why != Hidden.WITHHELD:
                safe.append(row._replace(value=None, flag=str(why)))
    return safe


def _top(place: str, parents: Mapping[str, str]) -> str:
    """The widest place that holds this one."""
    while place in parents:
        place = parents[place]
    return place


def _name(row: Row) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)) for name in NAME)


def _key(row: Row) -> tuple[str, ...]:
    within = ALL if row.period == str(row.year) else row.period
    return (within, row.sex, row.age, row.origin)


def build(local: Sequence[Row] = (), *, parents: Mapping[str, str] | None = None) -> Path:
    """Make a new snapshot of the shipped figures and these rows of municipalities; swap it in.

    `local` rows hold true counts; what goes into the file is `guarded`, with `parents` saying which of
    their places holds which. Returns the snapshot's path.
    """
    import duckdb  # noqa: PLC0415 -- heavy: only a process that needs figures pays for it

    folder = Path(settings.DATA)
    snapshot = folder / f"figures-{uuid4().hex}.duckdb"
    shutil.copyfile(_base(), snapshot)
    safe = guarded(local, parents=parents)
    if safe:
        connection = duckdb.connect(snapshot, config=BUILDING)
        try:
            _insert(connection, safe, folder)
        finally:
            connection.close()
    link = folder / f"link-{uuid4().hex}"
    link.symlink_to(snapshot.name)
    os.replace(link, _current())
    for old in folder.glob("figures-*.duckdb"):
        # Readers that still hold an older file keep it open; its name may go.
        if old != snapshot and not old.name.startswith("figures-base-"):
            old.unlink(missing_ok=True)
    return snapshot


def _insert(connection: "DuckDBPyConnection", rows: Sequence[Row], folder: Path) -> None:
    """Add rows through a file beside the store: one statement however many there are."""
    path = folder / f"rows-{uuid4().hex}.csv"
    try:
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
        connection.execute(
            f"INSERT INTO observation ({COLUMNS}) SELECT {COLUMNS.replace('flag', NO_FLAG)} FROM read_csv(?, "
            "header = false, all_varchar = true, nullstr = '', names = ?)",
            [str(path), COLUMNS.split(", ")],
        )
    finally:
        path.unlink(missing_ok=True)


def _current() -> Path:
    return Path(settings.DATA) / "figures.duckdb"


class _Reader(threading.local):
    path: Path | None = None
    connection: "DuckDBPyConnection | None" = None


_reader = _Reader()


# All queries of a process share the memory above; more of them at once would fail for want of it.
_at_once = threading.BoundedSemaphore(2)


def _connection() -> "DuckDBPyConnection":
    """This thread's reading connection to the newest snapshot; the first ever builds the base."""
    import duckdb  # noqa: PLC0415 -- heavy: only a process that needs figures pays for it

    for last_try in (False, True):
        if not _current().exists():
            build()
        path = _current().resolve()
        if _reader.connection is not None and _reader.path == path:
            return _reader.connection
        try:
            fresh = duckdb.connect(path, read_only=True, config=READING)
        except duckdb.IOException:
            # The snapshot was replaced between reading the link and opening it: the next one is there.
            if last_try:
                raise
            continue
        if _reader.connection is not None:
            _reader.connection.close()
        _reader.path, _reader.connection = path, fresh
        break
    assert _reader.connection is not None
    return _reader.connection


@done_aside
def ask(sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Run one query with bound parameters (`$name`) on the newest snapshot."""
    with _at_once:
        return list(_connection().execute(sql, parameters or {}).fetchall())


def rows(
    where: str, parameters: dict[str, Any], *, order: str = "year", limit: int | None = None
) -> list[Row]:
    """Figures that meet a condition. `where`, `order` and `limit` are ours, never a person's text."""
    sql = f"SELECT {COLUMNS} FROM observation WHERE {where} ORDER BY {order}"
    return [Row(*r) for r in ask(f"{sql} LIMIT {int(limit)}" if limit else sql, parameters)]
