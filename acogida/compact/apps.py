from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CompactConfig(AppConfig):
    name = "acogida.compact"

    def ready(self) -> None:
        from acogida.compact import receivers  # noqa: PLC0415 -- models are ready only here

        post_migrate.connect(receivers.load_after_migration, sender=self)
