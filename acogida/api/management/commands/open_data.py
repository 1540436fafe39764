"""`acogida open-data`: make today's open data now. The worker does it each night by itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.api.opendata.making import make


class Command(BaseCommand):
    help = "Make today's open data: every public thing as CSV and JSON in one archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--territory", action="append", help="figures of this place only; may be repeated"
        )

    def handle(self, *args: Any, territory: list[str] | None, **options: Any) -> None:
        made = make(timezone.now(), territories=territory or ())
        rows = sum(part["rows"] for part in made.parts)
        self.stdout.write(f"{made.path}: {len(made.parts)} tables, {rows} rows, {made.size / 1e6:.1f} MB")
