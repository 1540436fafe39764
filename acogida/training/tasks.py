"""Work in the background: ids in, one action called."""

from django_tasks import task

from acogida.training.actions.tell import send_link
from acogida.training.models import Nomination


@task()  # type: ignore[untyped-decorator] # the package has no types
def send_links(pks: list[int]) -> int:
    """Write to people brought in by a list; how many."""
    people = Nomination.objects.filter(pk__in=pks).select_related("edition")
    for person in people:
        send_link(person)
    return len(people)
