"""`acogida load_practices`: the practices compiled from public sources that the package ships with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.practices import actions
from acogida.practices.models import Origin, Practice


class Command(BaseCommand):
    help = "Load, or bring up to date, the practices compiled from public sources."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        changed = actions.load(at=timezone.now())
        if verbosity:
            number = Practice.objects.filter(origin=Origin.COMPILED).count()
            self.stdout.write(f"{number} practices compiled from public sources ({changed} new or changed)")
