"""Background work: ids in, one action called."""

from django_tasks import task

from acogida.evidence import actions


@task()  # type: ignore[untyped-decorator] # django-tasks ships no types
def rebuild_figures() -> None:
    """A new snapshot of the figures store after an import."""
    actions.rebuild_figures()
