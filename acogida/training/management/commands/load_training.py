"""`acogida load_training`: the programmes the package ships with. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acogida.training.actions import course_loading, programme, questionnaire


class Command(BaseCommand):
    help = "Load, or bring up to date, the shipped programmes, editions and courses."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        count = programme.load(at=timezone.now())
        questionnaire.load_questionnaires()
        course_loading.load_courses(at=timezone.now())
        if verbosity:
            self.stdout.write(f"{count} editions")
