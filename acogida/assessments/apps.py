from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssessmentsConfig(AppConfig):
    name = "acogida.assessments"

    def ready(self) -> None:
        from acogida.assessments import panels, receivers, threads  # noqa: PLC0415 -- models must be loaded

        post_migrate.connect(receivers.after_migration, sender=self)
        panels.register()
        threads.register()
