"""Which tables travel: those of every installed module, but for what each module leaves out and says why."""

from django.apps import apps
from django.db.models import Model

LEFT_OUT: dict[str, str] = {
    "sessions.Session": "whoever is signed in signs in again",
    "django_tasks_database.DBTaskResult": "work that waits belongs to the machine that does it",
    "core.SearchChange": "the search index is built anew",
    "contenttypes.ContentType": "made from the code",
    "auth.Permission": "made from the code",
    "auth.Group": "never used here",
    "auth.Group_permissions": "never used here",
}


def leave_out(label: str, *, why: str) -> None:
    """Called once from a module's `AppConfig.ready`, for what can be made anew or must not travel."""
    LEFT_OUT[label] = why


def travelling() -> list[type[Model]]:
    """The models of every table that travels, those between two others too, in a lasting order."""
    found = apps.get_models(include_auto_created=True)
    ours = [m for m in found if m._meta.managed and not m._meta.proxy and m._meta.label not in LEFT_OUT]
    return sorted(ours, key=lambda model: model._meta.label)
