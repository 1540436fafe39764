from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "acogida.territories"

    def ready(self) -> None:
        from acogida.core.search import sources  # noqa: PLC0415 -- models are ready only here
        from acogida.territories import queries, receivers  # noqa: PLC0415 -- as above

        post_migrate.connect(receivers.load_after_migration, sender=self)
        sources.register(sources.Source("territory", _("Territories"), 10, queries.search_entries))
