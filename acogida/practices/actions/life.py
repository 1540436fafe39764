"""What happens to a practice once it is public: kept fresh, updated, ended, done again elsewhere."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import day_of, may_edit
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.practices import rules
from acogida.practices.actions import tell
from acogida.practices.actions.ground import freeze, locked, move, require_writer, write_traits
from acogida.practices.models import Adaptation, Outcome, Practice, Review, ReviewState
from acogida.practices.queries.published import KIND
from acogida.practices.states import PUBLIC, State

FRESH = timedelta(days=365)
SOON = timedelta(days=3)


@transaction.atomic
def confirm_active(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Say that it still stands as it is told: asked for once a year."""
    practice = locked(practice)
    require_writer(practice, by)
    if practice.state != State.PUBLISHED:
        raise Refused(_("Only a published practice can be confirmed."))
    practice.confirmed_on = day_of(at)
    practice.save(update_fields=["confirmed_on"])
    audit.record("practices.still_active", practice, by=by, at=at)
    return practice


@transaction.atomic
def archive(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Say that it is no longer active; it stays public, marked so."""
    return _turn(practice, State.ARCHIVED, _("Only a published practice can be ended."), by=by, at=at)


@transaction.atomic
def reopen(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Say that it is active again."""
    return _turn(practice, State.PUBLISHED, _("It is active already."), by=by, at=at)


def _turn(practice: Practice, to: State, refusal: str, *, by: User, at: datetime) -> Practice:
    practice = locked(practice)
    require_writer(practice, by)
    if practice.state not in PUBLIC:
        raise Refused(refusal)
    move(practice, to, refusal)
    practice.confirmed_on = day_of(at)
    practice.save(update_fields=["state", "confirmed_on"])
    if practice.current_version:
        write_traits(practice, practice.current_version.content)
    changed(KIND, practice.pk)
    audit.record(f"practices.{to.value}_by_its_people", practice, by=by, at=at)
    return practice


@transaction.atomic
def publish_update(practice: Practice, *, note: str, by: User, at: datetime) -> Practice:
    """Publish what was written since, as a new version with a note that says what changed."""
    practice = locked(practice)
    if not rules.may_submit(by, practice):
        raise Refused(_("Only approvers of this organisation publish an update."))
    if practice.state not in PUBLIC:
        raise Refused(_("Only what is public has updates."))
    if not note.strip():
        raise Refused(_("Say in a sentence what changed."))
    if freeze(practice, note=note.strip()[:300], by=by, at=at) is None:
        raise Refused(_("Nothing has changed since the last version."))
    practice.save()
    audit.record("practices.updated", practice, by=by, at=at)
    return practice


@transaction.atomic
def adapt(
    practice: Practice,
    organisation: Organisation,
    *,
    year: int,
    outcome: str,
    changes: str,
    result: str = "",
    told_as: Practice | None = None,
    by: User,
    at: datetime,
) -> Adaptation:
    """Tell that one's organisation does it again, or bring what was told up to date. `told_as` is its own
    practice that came of it, where there is one.
    """
    practice = locked(practice)
    if not may_edit(by, organisation):
        raise Refused(_("Only people who edit for this organisation tell what it does."))
    if practice.state not in PUBLIC:
        raise Refused(_("Only what is public can be adapted."))
    if practice.organisation_id == organisation.pk:
        raise Refused(_("It is your own practice: tell what changed in an update."))
    if outcome not in Outcome.values or not 2000 <= year <= at.year + 2:
        raise Refused(_("Say how far it is, and the year with four digits."))
    if not changes.strip():
        raise Refused(_("Say what you changed, or that you changed nothing."))
    if outcome not in (Outcome.PLANNED, Outcome.UNDER_WAY) and not result.strip():
        raise Refused(_("Say what came of it: what did not work helps others most."))
    if told_as and told_as.organisation_id != organisation.pk:
        raise Refused(_("What came of it is a practice of your own organisation."))
    adaptation, _new = Adaptation.objects.update_or_create(
        practice=practice,
        organisation=organisation,
        defaults={
            "year": year,
            "outcome": outcome,
            "changed": changes.strip(),
            "result": result.strip(),
            "told_as": told_as,
            "by": by,
            "at": at,
        },
    )
    changed(KIND, practice.pk)
    audit.record("practices.adapted", adaptation, by=by, at=at, detail={"outcome": outcome})
    return adaptation


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Once a day: reviews that are due or late, and practices not confirmed for a year. How many were told.

    Whoever was reminded today is not told again, however often this is done.
    """
    today = day_of(at)
    reviews = (
        Review.objects.select_for_update(of=("self",))
        .select_related("reviewer")
        .filter(state__in=[ReviewState.INVITED, ReviewState.ACCEPTED], due_on__lte=today + SOON)
    )
    told = 0
    for review in reviews.order_by("pk"):
        if review.reminded_on and review.reminded_on > today - SOON:
            continue
        tell.to_reviewer(review, tell.REVIEW_LATE if review.due_on < today else tell.REVIEW_DUE, at=at)
        review.reminded_on = today
        review.save(update_fields=["reminded_on"])
        told += 1
    aged = Practice.objects.filter(
        state=State.PUBLISHED, organisation__isnull=False, confirmed_on=today - FRESH
    )
    for practice in aged.order_by("pk"):
        tell.to_people(practice, tell.STILL_ACTIVE, at=at, due_on=today + timedelta(days=30))
        told += 1
    return told
