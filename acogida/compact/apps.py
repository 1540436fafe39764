from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CompactConfig(AppConfig):
    name = "acogida.compact"

    def ready(self) -> None:
        from acogida.compact import queries, receivers  # noqa: PLC0415 -- models are ready only here
        from acogida.core.search import sources, thesaurus  # noqa: PLC0415 -- as above

        post_migrate.connect(receivers.load_after_migration, sender=self)
        sources.register(
            sources.Source("objective", _("Objectives of the Compact"), 20, queries.search_entries)
        )
        thesaurus.register(queries.meanings)
