from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssessmentsConfig(AppConfig):
    name = "acogida.assessments"

    def ready(self) -> None:
        from acogida.assessments.receivers import after_migration  # noqa: PLC0415 -- models must be loaded

        post_migrate.connect(after_migration, sender=self)
