"""The end of an edition, and the deadlines before it: of a country, of a part."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.territories.models import Territory
from acogida.training import rules
from acogida.training.models import Batch, Component, CountryDeadline, Credit, Edition, Guest
from acogida.training.states import OPEN


def require_going(edition: Edition) -> None:
    """Raise Refused where the edition is closed: what it came to stands."""
    if edition.closed_at:
        raise Refused(_("This edition is closed."))


def require_no_certificates(edition: Edition) -> None:
    """Raise Refused where people of the edition have certificates: nothing more is asked of them."""
    if edition.nominations.filter(
        state__in=OPEN, certificates__revoked_at__isnull=True, certificates__isnull=False
    ).exists():
        raise Refused(_("Certificates are issued already: no condition can be added."))


def _mine(edition: Edition, by: User) -> Edition:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat changes editions."))
    return Edition.objects.select_for_update().get(pk=edition.pk)


@transaction.atomic
def close_edition(edition: Edition, *, by: User, at: datetime) -> Edition:
    """Close an edition that is over: attendance, credits and answers stand as they are.

    Refused while something waits for a person's decision, and before a final report is frozen. Certificates
    may still be revoked and issued anew, and the questionnaire months later is still answered.
    """
    found = _mine(edition, by)
    require_going(found)
    if found.ends_on >= at.date():
        raise Refused(_("The edition is not over yet."))
    if waiting := undecided(found):
        raise Refused(
            ngettext(
                "%(n)d decision is still open: names in a report or earlier certificates.",
                "%(n)d decisions are still open: names in a report or earlier certificates.",
                waiting,
            )
            % {"n": waiting}
        )
    if not found.final_reports.exists():
        raise Refused(_("Freeze the final report first: after closing nothing changes its figures."))
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    audit.record("training.edition_closed", found, by=by, at=at)
    changed("edition", found.pk)
    return found


def undecided(edition: Edition) -> int:
    """What only a person can decide and nobody has: names, earlier certificates, a batch at work."""
    guests = Guest.objects.counting().filter(
        report__session__component__edition=edition, verdict=Guest.Verdict.OPEN
    )
    presented = Credit.objects.filter(nomination__edition=edition, verdict=Credit.Verdict.PRESENTED)
    batches = Batch.objects.filter(edition=edition, finished_at__isnull=True)
    return guests.count() + presented.count() + batches.count()


@transaction.atomic
def reopen_edition(edition: Edition, *, reason: str, by: User, at: datetime) -> Edition:
    """Open a closed edition again, with the reason."""
    found = _mine(edition, by)
    if not found.closed_at:
        raise Refused(_("This edition is not closed."))
    if not reason.strip():
        raise Refused(_("Say why: it is kept with the edition."))
    found.closed_at = None
    found.save(update_fields=["closed_at"])
    audit.record("training.edition_reopened", found, by=by, at=at, detail={"reason": reason.strip()[:300]})
    changed("edition", found.pk)
    return found


@transaction.atomic
def set_deadline(
    edition: Edition, *, country: Territory, closes_at: datetime | None, reason: str, by: User, at: datetime
) -> CountryDeadline | None:
    """Give a country its own deadline for nominations, with the reason; None: the edition's again."""
    found = _mine(edition, by)
    require_going(found)
    if closes_at is None:
        CountryDeadline.objects.filter(edition=found, country=country).delete()
        audit.record("training.deadline_taken_back", found, by=by, at=at, detail={"country": country.code})
        return None
    if not found.slots.filter(quotas__country=country).exists():
        raise Refused(_("This country has no seats in this edition."))
    if not reason.strip():
        raise Refused(_("Say why: other countries may ask."))
    made, _new = CountryDeadline.objects.update_or_create(
        edition=found, country=country, defaults={"closes_at": closes_at, "reason": reason.strip()[:200]}
    )
    audit.record("training.deadline_set", made, by=by, at=at, detail={"country": country.code})
    return made


@transaction.atomic
def set_part(
    component: Component,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    is_required: bool,
    title: Mapping[str, str] | None = None,
    hours: int | None = None,
    by: User,
    at: datetime,
) -> Component:
    """Say what a part is called (None: as before), from when until when it can be done, how many hours
    it is said to need, and whether the certificate asks for it.

    Refused where it would ask more of people who have a certificate already.
    """
    found = Component.objects.select_for_update(of=("self",)).select_related("edition").get(pk=component.pk)
    require_going(_mine(found.edition, by))
    if opens_at and closes_at and closes_at <= opens_at:
        raise Refused(_("It closes after it opens."))
    if is_required and not found.is_required:
        require_no_certificates(found.edition)
    if title is not None and not any(title.values()):
        raise Refused(_("Give the part a title."))
    found.opens_at, found.closes_at, found.is_required = opens_at, closes_at, is_required
    found.title, found.hours = dict(title or found.title), hours
    found.save(update_fields=["title", "hours", "opens_at", "closes_at", "is_required"])
    audit.record("training.part_set", found, by=by, at=at)
    return found
