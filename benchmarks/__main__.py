"""`make bench`: measure the budgets on this machine and print the table."""

import os
import sys
from importlib import import_module

from benchmarks.measure import Row, show

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
    import django  # noqa: PLC0415 -- settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.test")
    django.setup()
    chosen = sys.argv[1:] or PARTS
    found: list[Row] = []
    for part in chosen:
        print(f"measuring {part} …", flush=True)
        found += list(import_module(f"benchmarks.{part}").rows())
    print(f"\n{os.cpu_count()} processors, Python {sys.version.split()[0]}\n")
    show(found)
    return 1 if any(row.kept is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
