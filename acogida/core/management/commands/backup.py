"""`acogida backup [FILE]`: the whole installation in one file, while it goes on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.core.backup import archive


class Command(BaseCommand):
    help = "Write database, files and key into one archive. It holds personal data: keep it safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="default: backups/ in the data folder")
        parser.add_argument("--keep", type=int, default=0, help="delete all but so many in backups/")

    def handle(self, *args: Any, file: Path | None, keep: int, **options: Any) -> None:
        now = timezone.now()
        target = file or archive.default_name(now)
        manifest = archive.make(target, at=now)
        size = target.stat().st_size / 1_000_000
        self.stdout.write(f"{target}: {len(manifest['files'])} parts, {size:.1f} MB")
        for old in archive.forget_old(keep):
            self.stdout.write(f"{old}: deleted")
