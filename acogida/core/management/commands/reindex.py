"""`acogida reindex`: build the search index anew from the database."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from acogida.core.search.index import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from the database. Readers see the old one until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        start = perf_counter()
        made = rebuild()
        parts = ", ".join(f"{kind} {number}" for kind, number in made.items()) or "no source"
        self.stdout.write(
            f"Search index: {sum(made.values())} things in {perf_counter() - start:.1f} s ({parts})"
        )
