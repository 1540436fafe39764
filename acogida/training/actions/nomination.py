"""Nominating, answering, replacing, waiting: seats change hands here and nowhere else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.territories.models import Territory
from acogida.training import rules
from acogida.training.actions import duplicates
from acogida.training.actions.closing import require_going
from acogida.training.actions.quota import free_seat, locked
from acogida.training.actions.tell import tell
from acogida.training.models import Edition, Nomination, Quota, Slot
from acogida.training.models.nomination import Where
from acogida.training.people import name_key
from acogida.training.queries.fill import deadline_of
from acogida.training.states import HOLDING, MOVES, OPEN, Mode, State

PERSON = (
    "first_name",
    "last_name",
    "email",
    "gender",
    "experience",
    "sector",
    "organisation",
    "municipality",
    "position",
    "language",
)


@transaction.atomic
def nominate(
    edition: Edition,
    *,
    slot: Slot,
    country: Territory | None,
    person: Mapping[str, Any],
    by: User,
    at: datetime,
) -> Nomination:
    """Put a person forward. They hold a seat where one is free, else they wait within the same slot."""
    require_open(edition, country, by=by, at=at)
    new = drafted(edition, slot=slot, country=country, person=person, by=by, at=at)
    require_new(new)
    if not slot.is_observer:
        _take_or_wait(new)
    kept = _kept(new)
    duplicates.propose([kept])
    audit.record("training.nominated", kept, by=by, at=at, detail={"state": kept.state})
    tell(kept)
    return kept


def require_open(edition: Edition, country: Territory | None, *, by: User, at: datetime) -> None:
    """Raise Refused where this person cannot nominate for the country now."""
    if not rules.may_nominate(by, country.pk if country else None):
        raise Refused(_("Only the country's focal points and the secretariat nominate."))
    require_going(edition)
    closes = deadline_of(edition, country.pk if country else None)
    if closes and at > closes and not rules.may_run(by):
        raise Refused(_("The deadline for nominations has passed. Ask the secretariat for more time."))


def drafted(
    edition: Edition,
    *,
    slot: Slot,
    country: Territory | None,
    person: Mapping[str, Any],
    by: User,
    at: datetime,
) -> Nomination:
    """A nomination, not yet kept, with its texts in order."""
    values = {name: str(person[name]).strip() for name in PERSON if person.get(name)}
    values["email"] = values.get("email", "").lower()
    if not (values.get("first_name") and values["email"]):
        raise Refused(_("A nominee needs a name and an e-mail address."))
    if slot.edition_id != edition.pk or (country is None and not slot.is_observer):
        raise Refused(_("Choose a profile of this edition and a country."))
    return Nomination(
        edition=edition,
        slot=slot,
        country=country,
        name_key=name_key(values["first_name"], values.get("last_name", "")),
        nominated_by=by,
        nominated_at=at,
        **values,
    )


def require_new(new: Nomination) -> None:
    """Raise Refused where the address is nominated already, by this country or by another."""
    there = Nomination.objects.open().filter(edition=new.edition, email=new.email).select_related("country")
    if known := there.first():
        if known.country_id == new.country_id:
            raise Refused(_("%(email)s is already nominated.") % {"email": new.email})
        raise Refused(
            _("%(email)s is already nominated by %(country)s. A person takes part for one country only.")
            % {"email": new.email, "country": known.country or _("the secretariat")}
        )


def _take_or_wait(new: Nomination) -> None:
    quota = Quota.objects.select_for_update().filter(slot=new.slot, country=new.country).first()
    if quota is None:
        raise Refused(_("This country has no seats in this profile."))
    require_municipality(new, quota)
    new.quota = quota
    new.seat = free_seat(quota)
    new.state = State.PROPOSED if new.seat else State.WAITING


def require_municipality(new: Nomination, quota: Quota, *, leaving: int | None = None) -> None:
    """Raise Refused where the slot bounds people of one municipality and the bound is reached."""
    bound = new.slot.per_municipality
    if bound is None:
        return
    if not new.municipality:
        raise Refused(_("Say which municipality the person represents."))
    same = [
        name
        for pk, name in Nomination.objects.holding().filter(quota=quota).values_list("pk", "municipality")
        if pk != leaving and fold(name) == fold(new.municipality)
    ]
    if len(same) >= bound:
        raise Refused(
            _("%(municipality)s already has its %(n)s of this country's seats. Choose another municipality.")
            % {"municipality": new.municipality, "n": bound}
        )


def _kept(new: Nomination) -> Nomination:
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("%(email)s is already nominated.") % {"email": new.email}) from error
    return new


def _moved(nomination: Nomination, state: State) -> Nomination:
    """The nomination with its row locked, if it may move to the state."""
    found = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("edition", "slot", "country", "quota")
        .get(pk=nomination.pk)
    )
    if state not in MOVES[State(found.state)]:
        raise Refused(
            _("This is no longer possible: the nomination is “%(state)s”.") % {"state": found.state_label}
        )
    require_going(found.edition)
    return found


@transaction.atomic
def answer(nomination: Nomination, *, accepts: bool, by: object, at: datetime) -> Nomination:
    """The nominee says yes or no by their personal link. Who says no frees the seat for who waits."""
    if nomination.quota_id and not accepts:
        locked(Quota(pk=nomination.quota_id))
    found = _moved(nomination, State.ACCEPTED if accepts else State.DECLINED)
    held = found.state in HOLDING
    found.state, found.answered_at = (State.ACCEPTED if accepts else State.DECLINED), at
    found.save(update_fields=["state", "answered_at"])
    audit.record("training.accepted" if accepts else "training.declined", found, by=by, at=at)
    if not accepts and held and found.quota_id:
        promote(found.quota_id, at=at)
    return found


@transaction.atomic
def withdraw(nomination: Nomination, *, reason: str, by: User, at: datetime) -> Nomination:
    """Take a nomination back, with its reason. Its seat goes to who waits in the same slot."""
    if not rules.may_substitute(by, nomination):
        raise Refused(_("Only the country's focal points and the secretariat nominate."))
    if not reason.strip():
        raise Refused(_("Say why: it is kept with the nomination."))
    if nomination.quota_id:
        locked(Quota(pk=nomination.quota_id))
    found = _moved(nomination, State.WITHDRAWN)
    held = found.state in HOLDING
    found.state, found.reason = State.WITHDRAWN, reason.strip()[:300]
    found.save(update_fields=["state", "reason"])
    audit.record("training.withdrawn", found, by=by, at=at)
    if held and found.quota_id:
        promote(found.quota_id, at=at)
    return found


@transaction.atomic
def substitute(
    nomination: Nomination, *, person: Mapping[str, Any], reason: str, by: User, at: datetime
) -> Nomination:
    """Put another person in somebody's very seat. Both stay on record, each pointing to the other."""
    if not rules.may_substitute(by, nomination):
        raise Refused(_("Only the country's focal points and the secretariat nominate."))
    if not reason.strip():
        raise Refused(_("Say why: it is kept with the nomination."))
    if nomination.quota_id:
        locked(Quota(pk=nomination.quota_id))
    old = _moved(nomination, State.REPLACED)
    new = drafted(old.edition, slot=old.slot, country=old.country, person=person, by=by, at=at)
    require_new(new)
    new.quota, new.seat, new.replaces = old.quota, old.seat, old
    if old.quota is not None:
        require_municipality(new, old.quota, leaving=old.pk)
    old.state, old.reason = State.REPLACED, reason.strip()[:300]
    old.save(update_fields=["state", "reason"])
    kept = _kept(new)
    duplicates.propose([kept])
    audit.record("training.substituted", kept, by=by, at=at, detail={"replaces": old.pk})
    tell(kept)
    return kept


def promote(quota_id: int, *, at: datetime) -> list[Nomination]:
    """Give the free seats of a locked quota to its own waiting list, first come first; who moved up.

    Only people of the same country and slot are on it. It joins the deed that freed the seat.
    """
    quota = locked(Quota(pk=quota_id))
    moved = []
    waiting = Nomination.objects.filter(quota=quota, state=State.WAITING).order_by("nominated_at", "pk")
    for person in waiting.select_for_update(of=("self",)).select_related("edition", "slot"):
        seat = free_seat(quota)
        if seat is None:
            break
        try:
            require_municipality(person, quota)
        except Refused:
            continue  # the next one in the list is of a municipality that still may
        person.state, person.seat = State.PROPOSED, seat
        person.save(update_fields=["state", "seat"])
        audit.record("training.promoted", person, by="acogida", at=at)
        tell(person)
        moved.append(person)
    return moved


@transaction.atomic
def say_how(
    nomination: Nomination, *, where: str, in_recordings: bool | None, by: object, at: datetime
) -> Nomination:
    """Who takes part says whether they come or join on line, and whether public recordings may show them."""
    found = Nomination.objects.select_for_update(of=("self",)).select_related("edition").get(pk=nomination.pk)
    if found.state != State.ACCEPTED:
        raise Refused(_("This person does not take part in this edition."))
    require_going(found.edition)
    if where and (found.edition.mode != Mode.HYBRID or where not in Where.values):
        raise Refused(_("Choose one of the answers."))
    found.where, found.in_recordings = where, in_recordings
    found.save(update_fields=["where", "in_recordings"])
    audit.record(
        "training.said_how", found, by=by, at=at, detail={"where": where, "in_recordings": in_recordings}
    )
    return found


@transaction.atomic
def renew_link(nomination: Nomination, *, by: User, at: datetime) -> Nomination:
    """Make the personal link anew: whoever holds the old one is out. The new one is sent."""
    if not rules.may_substitute(by, nomination):
        raise Refused(_("Only the country's focal points and the secretariat nominate."))
    found = Nomination.objects.select_for_update(of=("self",)).select_related("edition").get(pk=nomination.pk)
    if found.state not in OPEN:
        raise Refused(_("This nomination is no longer open."))
    found.link_serial += 1
    found.save(update_fields=["link_serial"])
    audit.record("training.link_renewed", found, by=by, at=at)
    tell(found)
    return found
