"""What the worker does for the search index."""

from django_tasks import task

from acogida.core.search import index


@task()  # type: ignore[untyped-decorator] # django-tasks ships no types of its own
def apply_search_changes() -> int:
    """Bring the index up with what changed. Without an index there is nothing to bring up: whoever
    builds it (`acogida reindex`, or the worker when it starts) reads everything anyway.
    """
    return index.apply_changes()
