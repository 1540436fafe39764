"""`acogida restore FILE`: an installation out of its backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from acogida.core.backup import archive
from acogida.core.errors import Refused


class Command(BaseCommand):
    help = "Put a backup in the place of this installation. Stop `acogida serve` first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="even though what is here is lost")

    def handle(self, *args: Any, file: Path, replace: bool, verbosity: int, **options: Any) -> None:
        try:
            manifest = archive.restore(file, replace=replace)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored as of {manifest['made_at']}: {len(manifest['files'])} parts.")
        call_command("setup", verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
