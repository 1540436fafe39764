"""`acogida load_territories`: the municipalities and populated places the package ships with."""

from typing import Any

from django.core.management.base import BaseCommand

from acogida.territories import actions
from acogida.territories.models import Territory


class Command(BaseCommand):
    help = "Load, or bring up to date, every place: countries, divisions, municipalities."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        actions.load()
        if verbosity:
            self.stdout.write(f"{Territory.objects.count()} places")
