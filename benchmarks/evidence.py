"""Questions to the figures store over five million observations, and the same to SQLite with its index."""

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from acogida.evidence.store import BUILDING, COLUMNS, READING
from benchmarks.measure import Row, median, p95, times

OBSERVATIONS = 5_000_000
QUESTIONS = {
    "series of one place": (
        "SELECT year, value FROM observation WHERE indicator = 'i17' AND territory = 't123' "
        "AND origin = 'all' ORDER BY year"
    ),
    "top origins of one place and year": (
        "SELECT origin, sum(value) AS n FROM observation WHERE indicator = 'i17' AND territory = 't123' "
        "AND year = 2020 GROUP BY origin ORDER BY n DESC, origin LIMIT 10"
    ),
    "all places in one year": (
        "SELECT territory, sum(value) FROM observation WHERE indicator = 'i17' AND year = 2020 "
        "GROUP BY territory ORDER BY territory"
    ),
    "every indicator by year": (
        "SELECT indicator, year, count(*), avg(value) FROM observation GROUP BY indicator, year "
        "ORDER BY indicator, year"
    ),
}


def _fill(path: Path) -> None:
    """Five million synthetic observations in the store's own table and order."""
    connection = duckdb.connect(path, config=BUILDING)
    connection.execute(
        f"""CREATE TABLE observation AS SELECT 'bench' AS dataset, '1' AS edition,
        'i' || (i % 50) AS indicator, 't' || ((i // 50) % 400) AS territory,
        CASE WHEN (i // 20000) % 10 = 0 THEN 'all' ELSE 'o' || ((i // 20000) % 10) END AS origin,
        (2000 + (i // 200000) % 25)::VARCHAR AS period, (2000 + (i // 200000) % 25)::SMALLINT AS year,
        'all' AS sex, 'all' AS age, (hash(i) % 100000)::DOUBLE AS value, '' AS flag
        FROM range({OBSERVATIONS}) t(i) ORDER BY indicator, territory, year"""
    )
    connection.close()


def _copy_to_sqlite(store: Path, path: Path) -> None:
    """The alternative: the same rows with the composite index a careful person would give them."""
    reading = duckdb.connect(store, read_only=True)
    writing = sqlite3.connect(path)
    writing.execute(f"CREATE TABLE observation ({COLUMNS})")
    found = reading.execute(f"SELECT {COLUMNS} FROM observation")
    while rows := found.fetchmany(100_000):
        writing.executemany(f"INSERT INTO observation VALUES ({','.join('?' * 11)})", rows)
    writing.execute("CREATE INDEX place ON observation (indicator, territory, year, origin, value)")
    writing.commit()
    writing.close()
    reading.close()


def _asked(ask: Callable[[str], object], sql: str, runs: int) -> list[float]:
    return times(lambda: ask(sql), runs=runs, warm=1)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="acogida-bench-") as folder:
        store, other = Path(folder, "figures.duckdb"), Path(folder, "figures.sqlite3")
        _fill(store)
        _copy_to_sqlite(store, other)
        figures = duckdb.connect(store, read_only=True, config=READING)
        table = sqlite3.connect(other)
        for name, sql in random.Random(5).sample(sorted(QUESTIONS.items()), len(QUESTIONS)):
            ours = _asked(lambda q: figures.execute(q).fetchall(), sql, 30)
            theirs = _asked(lambda q: table.execute(q).fetchall(), sql, 3)
            yield Row(
                f"5 M observations: {name}",
                f"{median(ours):.1f} ms, p95 {p95(ours):.1f} ms",
                "p95 ≤ 100 ms",
                f"SQLite {median(theirs):.1f} ms",
                p95(ours) <= 100,
            )
        yield Row(
            "5 M observations: size",
            f"{store.stat().st_size / 1e6:.0f} MB",
            alternative=f"SQLite {other.stat().st_size / 1e6:.0f} MB",
        )
