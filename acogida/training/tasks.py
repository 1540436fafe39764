"""Work in the background: ids in, one action called."""

from django.utils import timezone
from django_tasks import task

from acogida.training.actions import announcement
from acogida.training.actions.certificate import work_batch
from acogida.training.actions.tell import send_link
from acogida.training.models import Batch, Nomination


@task()  # type: ignore[untyped-decorator] # the package has no types
def send_links(pks: list[int]) -> int:
    """Write to people brought in by a list; how many."""
    people = Nomination.objects.filter(pk__in=pks).select_related("edition")
    for person in people:
        send_link(person)
    return len(people)


@task()  # type: ignore[untyped-decorator] # the package has no types
def issue_certificates(pk: int) -> int:
    """Work through a batch; how many certificates. Taken up again, it goes on where it stopped."""
    return work_batch(Batch.objects.get(pk=pk), at=timezone.now()).done


@task()  # type: ignore[untyped-decorator] # the package has no types
def mail_announcement(pk: int) -> int:
    """Mail an announcement to who has not got it; how many have."""
    found = announcement.mail(pk, at=timezone.now())
    return found.sent if found else 0
