"""`acogida work`: run background work until told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from acogida.core.worker import run


class Command(BaseCommand):
    help = "Run what waits in the queue, and keep the search index up. `acogida serve` starts it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between two looks at the queue"
        )

    def handle(self, *args: Any, interval: float, **options: Any) -> None:
        run(interval=interval)
