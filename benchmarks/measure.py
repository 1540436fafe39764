"""Timing and the printed table."""

import gc
import math
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


@dataclass
class Row:
    """One line of the table: what was measured, against which budget, and the alternative beside it."""

    what: str
    measured: str
    budget: str = ""
    alternative: str = ""
    kept: bool | None = None


def rows_of(part: str) -> list[Row]:
    """The lines of one part."""
    import django  # noqa: PLC0415 -- settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.test")
    django.setup()
    return list(import_module(f"benchmarks.{part}").rows())


def times(call: Callable[[], object], *, runs: int, warm: int = 3) -> list[float]:
    """Milliseconds of each run, after a few that do not count. What was made before is collected first, and
    what stays is looked through no more: as in a process for pages (`acogida/wsgi.py`).
    """
    for _ in range(warm):
        call()
    gc.collect()
    gc.freeze()
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1000)
    return found


def p95(found: list[float]) -> float:
    return sorted(found)[max(0, math.ceil(len(found) * 0.95) - 1)]


def median(found: list[float]) -> float:
    return statistics.median(found)


def peak_megabytes() -> float:
    """The most memory this process ever had resident. Not ru_maxrss: that remembers the parent's."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def forget_peak() -> None:
    """Let `peak_megabytes` begin anew from what is resident now."""
    Path("/proc/self/clear_refs").write_text("5")


def show(rows: list[Row]) -> None:
    """Print the table; a budget that was not kept is marked."""
    head = ("what", "measured", "budget", "alternative", "")
    mark = {True: "kept", False: "NOT KEPT", None: ""}
    lines = [head, *((r.what, r.measured, r.budget, r.alternative, mark[r.kept]) for r in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
