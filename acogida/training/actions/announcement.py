"""Telling everybody who takes part: kept on their pages at once, mailed to each in the background."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.training import rules
from acogida.training.models import Announcement, Edition, Nomination
from acogida.training.queries.links import address_of

# After so long without a sign, whoever was mailing it has stopped.
STOPPED = timedelta(hours=1)


@transaction.atomic
def announce(
    edition: Edition, *, title: Mapping[str, str], body: Mapping[str, str], by: User, at: datetime
) -> Announcement:
    """Tell everybody who takes part, in their language where it is written. `mail` sends it."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes to everybody."))
    if not (in_language(title) and in_language(body)):
        raise Refused(_("Write a title and a text."))
    total = Nomination.objects.accepted().filter(edition=edition).count()
    made = Announcement.objects.create(
        edition=edition, title=dict(title), body=dict(body), told_by=by, told_at=at, total=total
    )
    audit.record("training.announced", made, by=by, at=at)
    return made


def waiting(edition: Edition, *, at: datetime) -> list[int]:
    """Announcements of an edition that nobody is mailing: fresh ones, and those whose mailing stopped."""
    return list(_idle(at).filter(edition=edition).order_by("pk").values_list("pk", flat=True))


def _idle(at: datetime) -> QuerySet[Announcement]:
    return Announcement.objects.filter(finished_at__isnull=True).filter(
        Q(mailed_from__isnull=True) | Q(mailed_from__lt=at - STOPPED)
    )


def mail(pk: int, *, at: datetime) -> Announcement | None:
    """Mail an announcement to each who takes part and has not got it; None where it is being mailed.

    Each mail is noted as it goes, so that a stop loses nothing and nobody gets it twice. Whom the mail
    server does not take stays in `missed`, to be tried again.
    """
    if not _idle(at).filter(pk=pk).update(mailed_from=at):
        return None
    found = Announcement.objects.get(pk=pk)
    for person in list(_due(found)):
        missed = set(found.missed) - {person.pk}
        try:
            _write_to(person, found)
        except OSError:  # whatever the mail server says: smtplib's faults are all of this kind
            missed.add(person.pk)
        else:
            found.sent += 1
        found.missed = sorted(missed)
        found.reached = max(found.reached, person.pk)
        found.save(update_fields=["sent", "reached", "missed"])
    found.finished_at = at
    found.total = found.sent + len(found.missed)
    found.save(update_fields=["finished_at", "total"])
    return found


def _due(found: Announcement) -> QuerySet[Nomination]:
    """Whom it has not been tried for, and whom it did not reach the last time."""
    people = Nomination.objects.accepted().filter(edition=found.edition_id).select_related("edition")
    return people.filter(Q(pk__gt=found.reached) | Q(pk__in=found.missed)).order_by("pk")


def _write_to(person: Nomination, found: Announcement) -> None:
    with translation.override(person.language):
        send_mail(
            subject=in_language(found.title),
            message=f"{in_language(found.body)}\n\n{address_of(person)}",
            from_email=None,
            recipient_list=[person.email],
        )


@transaction.atomic
def try_again(announcement: Announcement, *, by: User, at: datetime) -> Announcement:
    """Let an announcement be mailed once more to whom it did not reach."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes to everybody."))
    found = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if found.finished_at is None:
        if not _idle(at).filter(pk=found.pk).exists():
            raise Refused(_("It is being sent. Wait until that is done."))
        return found
    if not found.missed:
        raise Refused(_("It has reached everybody."))
    found.finished_at = found.mailed_from = None
    found.save(update_fields=["finished_at", "mailed_from"])
    audit.record("training.announced_again", found, by=by, at=at, detail={"people": len(found.missed)})
    return found
