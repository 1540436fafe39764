"""`acogida load_evidence`: the catalogue, the public facts and the figures, as shipped. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from acogida.evidence import actions


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        actions.load_catalogue()
        facts = actions.load_public_facts()
        snapshot = actions.rebuild_figures()
        self.stdout.write(f"Catalogue loaded, {facts} public facts, figures in {snapshot.name}.")
