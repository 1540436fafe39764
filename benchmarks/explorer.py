"""The explorer's own queries over 5 million observations, in a process of their own: time and peak memory."""

import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.evidence import _fill
from benchmarks.measure import Row, median, p95, peak_megabytes

RUNS = 30
LARGEST_MB = 200  # of a web process, all of it: docs of the stack


def _choices() -> dict[str, dict[str, Any]]:
    return {
        "through time, six places": {"places": range(6)},
        "one origin through time": {"places": [7], "origin": "o3"},
        "by origin": {"places": [7], "by": "origin"},
        "places side by side": {"places": range(2, 8), "by": "place"},
    }


def _explore(pipe: Connection, store: str) -> None:
    import django  # noqa: PLC0415 -- settings first

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- after setup

    from acogida.evidence import queries  # noqa: PLC0415 -- after setup

    settings.DATA = Path(store).parent
    reader = queries.Reader([])
    before = peak_megabytes()
    for name, asked in _choices().items():
        places = [SimpleNamespace(code=f"t{i}") for i in asked["places"]]
        rest = {key: value for key, value in asked.items() if key != "places"}
        choice = queries.Choice(SimpleNamespace(code="i7"), places, **rest)  # type: ignore[arg-type] # codes are all it asks
        found = []
        for _ in range(RUNS):
            began = time.perf_counter()
            rows = queries.answer(choice, user=reader)
            found.append((time.perf_counter() - began) * 1000)
        assert rows, name
        pipe.send((name, found))
    pipe.send((before, peak_megabytes()))


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="acogida-bench-") as folder:
        store = Path(folder, "figures.duckdb")
        _fill(store)
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(target=_explore, args=(theirs, str(store)))
        child.start()
        for _ in _choices():
            name, found = ours.recv()
            yield Row(
                f"explorer, 5 M observations: {name}",
                f"{median(found):.1f} ms, p95 {p95(found):.1f} ms",
                "p95 ≤ 100 ms",
                kept=p95(found) <= 100,
            )
        before, peak = ours.recv()
        child.join()
        yield Row(
            "explorer: peak memory of its process",
            f"{peak:.0f} MB ({peak - before:.0f} MB by the queries)",
            f"≤ {LARGEST_MB} MB",
            kept=peak <= LARGEST_MB,
        )
