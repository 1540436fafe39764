"""What the places do by themselves: countries are in every database from the first migration on."""

from typing import Any

from django.apps import apps as installed

from acogida.territories import actions


def load_after_migration(using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Write countries and divisions into the database just migrated (or emptied by a test)."""
    if using == "default" and "territory" in apps.all_models["territories"]:
        actions.load_countries()
