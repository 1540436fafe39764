"""`acogida setup`: from an empty data folder to an installation that can be served. Safe to repeat."""

from time import perf_counter
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from acogida.core import static_files

# What `migrate` does not load by itself, where the module is installed; nothing changes the second time.
LOADERS = ("load_territories", "load_evidence")


class Command(BaseCommand):
    help = "Make or upgrade this installation: tables, reference data, figures, search index, static files."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        known = get_commands()
        steps = [
            ("migrate", {"interactive": False, "verbosity": 0}),
            ("createcachetable", {"verbosity": 0}),
            *((name, {"verbosity": verbosity}) for name in LOADERS if name in known),
            ("reindex", {}),
        ]
        whole = perf_counter()
        for name, words in steps:
            start = perf_counter()
            call_command(name, stdout=self.stdout, stderr=self.stderr, **words)
            self.stdout.write(f"  {name}: {perf_counter() - start:.1f} s")
        static_files.gather()
        self.stdout.write(f"Acogida is set up ({perf_counter() - whole:.1f} s). Next: `acogida serve`.")
