"""`make bench`: measure the budgets on this machine and print the table."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.measure import Row, rows_of, show

PARTS = (
    "pages",
    "evidence",
    "explorer",
    "imports",
    "search",
    "reports",
    "mechanisms",
    "pledges",
    "training",
    "practices",
    "plans",
    "services",
    "openness",
    "live",
)


def main() -> int:
    found: list[Row] = []
    # A process for each part: what one leaves in memory is not counted to the next.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        for part in sys.argv[1:] or PARTS:
            print(f"measuring {part} …", flush=True)
            found += processes.submit(rows_of, part).result()
    print(f"\n{os.cpu_count()} processors, Python {sys.version.split()[0]}\n")
    show(found)
    return 1 if any(row.kept is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
