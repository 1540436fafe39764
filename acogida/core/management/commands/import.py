"""`acogida import FILE`: a whole installation into an empty one, of whichever engine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from acogida.core.errors import Refused
from acogida.core.management.commands.setup import mark_file
from acogida.core.transfer import archive


class Command(BaseCommand):
    help = "Bring a whole installation into this empty one. Everything is counted and summed again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bare", action="store_true", help="without building figures and search anew")

    def handle(self, *args: Any, file: Path, bare: bool, verbosity: int, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        try:
            manifest = archive.bring_in(file)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        mark_file().unlink(missing_ok=True)  # what was made here is not of what was brought in
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"Brought in as of {manifest['made_at']} from {manifest['engine']}: {rows} rows and"
            f" {len(manifest['files'])} files, each as it was."
        )
        if not bare:
            call_command("setup", again=True, verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
