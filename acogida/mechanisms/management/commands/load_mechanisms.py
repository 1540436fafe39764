"""`acogida load_mechanisms`: the mechanisms the package ships with. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.mechanisms import actions


class Command(BaseCommand):
    help = "Load, or bring up to date, the regional mechanisms with their sources."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        count = actions.load_shipped(at=timezone.now())
        if verbosity:
            self.stdout.write(f"{count} mechanisms")
