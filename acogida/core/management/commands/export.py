"""`acogida export FILE`: the whole installation in one open file, for another engine or another machine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.core.transfer import archive


class Command(BaseCommand):
    help = "Write every table and file into one archive. It holds personal data: keep it safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        manifest = archive.send(file, at=timezone.now())
        rows = sum(table["rows"] for table in manifest["tables"].values())
        size = file.stat().st_size / 1_000_000
        self.stdout.write(
            f"{file}: {len(manifest['tables'])} tables, {rows} rows, {len(manifest['files'])} files,"
            f" {size:.1f} MB"
        )
