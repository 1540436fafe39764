"""`acogida purge`: delete what is kept no longer than it must be. Run it every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.notices import actions


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        gone = actions.purge(by="acogida purge", at=timezone.now())
        self.stdout.write(f"Deleted: {gone['news']} read news, {gone['mails']} mails handed over.")
