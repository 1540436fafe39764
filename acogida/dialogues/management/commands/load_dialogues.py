"""`acogida load_dialogues`: the real events and recommendations that ship with it. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from acogida.dialogues.actions import loading


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Dialogues loaded: {loading.load()} recommendations.")
