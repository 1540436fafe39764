"""`acogida demo`: set up, add the demonstration region, serve. What `make demo` runs; destroys nothing."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Set up this installation with the demonstration region and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        for name, words in (("setup", {}), ("load_demo", {}), ("serve", {"port": port})):
            call_command(name, stdout=self.stdout, stderr=self.stderr, **words)
            self.stdout.flush()
