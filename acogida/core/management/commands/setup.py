"""`acogida setup`: from an empty data folder to an installation that can be served. Safe to repeat."""

import hashlib
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from acogida import __version__
from acogida.core import static_files

# What `migrate` does not load by itself, where the module is installed; nothing changes the second time.
LOADERS = (
    "load_territories",
    "load_evidence",
    "load_practices",
    "load_pledges",
    "load_training",
    "load_dialogues",
    "load_mechanisms",
)


class Command(BaseCommand):
    help = "Make or upgrade this installation: tables, reference data, figures, search index, static files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="load the reference data even if unchanged")

    def handle(self, *args: Any, again: bool, verbosity: int, **options: Any) -> None:
        whole = perf_counter()
        mark = _mark()
        fresh = again or _tables_wait() or not _is_set_up(mark)
        known = get_commands()
        steps: list[tuple[str, dict[str, Any]]] = [
            ("migrate", {"interactive": False, "verbosity": 0}),
            ("createcachetable", {"verbosity": 0}),
        ]
        if fresh:
            steps += [(name, {"verbosity": verbosity}) for name in LOADERS if name in known]
            steps.append(("reindex", {}))
        for name, words in steps:
            start = perf_counter()
            call_command(name, stdout=self.stdout, stderr=self.stderr, **words)
            self.stdout.write(f"  {name}: {perf_counter() - start:.1f} s")
        static_files.gather()
        mark_file().write_text(mark)
        said = "is set up" if fresh else "was set up already"
        self.stdout.write(f"Acogida {said} ({perf_counter() - whole:.1f} s). Next: `acogida serve`.")


def _mark() -> str:
    """Changes with the version, the shipped data, or the database that they go into."""
    digest = hashlib.sha256(__version__.encode())
    database = settings.DATABASES[DEFAULT_DB_ALIAS]
    digest.update(repr([database.get(key) for key in ("ENGINE", "HOST", "PORT", "NAME")]).encode())
    for path in sorted(Path(settings.PACKAGE).glob("*/data/**/*")):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def mark_file() -> Path:
    """Says what was loaded here; without it the next setup loads everything again."""
    return Path(settings.DATA) / "set-up"


def _is_set_up(mark: str) -> bool:
    """Whether just this was loaded here before, and what was made of it is still there."""
    folder = Path(settings.DATA)
    made = (folder / "figures.duckdb").exists() and (folder / "index").exists()
    return made and mark_file().exists() and mark_file().read_text() == mark


def _tables_wait() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    applied = executor.recorder.applied_migrations()
    for migration in executor.loader.replacements.values():
        missing = [one for one in migration.replaces if one not in applied]
        if 0 < len(missing) < len(migration.replaces):
            raise CommandError(
                f"These tables are of an early Acogida that cannot be upgraded ({'.'.join(missing[0])} was"
                " never applied). Begin a new installation; `make demo-reset` does it for the demonstration."
            )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
