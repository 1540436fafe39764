"""What the Compact does by itself: it is in every database from the first migration on."""

from typing import Any

from django.apps import apps as installed

from acogida.compact import actions


def load_after_migration(using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Write the reference data into the database just migrated (or emptied by a test)."""
    if using == "default" and "objective" in apps.all_models["compact"]:
        actions.load()
