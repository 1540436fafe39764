from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TerritoriesConfig(AppConfig):
    name = "acogida.territories"

    def ready(self) -> None:
        from acogida.territories import receivers  # noqa: PLC0415 -- models are ready only here

        post_migrate.connect(receivers.load_after_migration, sender=self)
