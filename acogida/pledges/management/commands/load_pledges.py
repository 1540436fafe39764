"""`acogida load_pledges`: the public pledges the package ships with. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from acogida.pledges import actions


class Command(BaseCommand):
    help = "Load, or bring up to date, the public pledges that were compiled from open sources."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        count = actions.load_public_pledges()
        if verbosity:
            self.stdout.write(f"{count} public pledges")
