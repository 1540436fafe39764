"""Guests: added, registered by their link, entering in the room or on line, erased."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.queries import hash_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.dialogues import rules
from acogida.dialogues.actions.events import locked
from acogida.dialogues.actions.mail import send_invitation
from acogida.dialogues.models import Attendance, Event, Gender, Guest, Sector, Theme, Where
from acogida.dialogues.queries.answers import mechanisms_of
from acogida.dialogues.states import EventState
from acogida.territories.models import Territory

OPEN = {EventState.PREPARING, EventState.INVITED, EventState.UNDER_WAY}


@dataclass(frozen=True)
class Invited:
    """One line of the guest list."""

    email: str
    name: str
    organisation: str
    sector: str
    country: Territory
    language: str = "es"
    mechanism: str = ""


class InUseElsewhere(Refused):
    """The same personal link is open in another browser; entering here moves it."""


@transaction.atomic
def add_guests(event: Event, *, guests: Iterable[Invited], by: User, at: datetime) -> list[Guest]:
    """Put people on the guest list, all or none; once invitations are out they are sent theirs at once."""
    event = locked(event)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat invites."))
    if event.state not in OPEN:
        raise Refused(_("This event is over."))
    wanted = list(guests)
    addresses = [one.email.strip().lower() for one in wanted]
    twice = {a for a in addresses if addresses.count(a) > 1}
    twice |= set(event.guests.filter(email__in=addresses).values_list("email", flat=True))
    if twice:
        raise Refused(
            _("One person an address. Already on the list: %(addresses)s")
            % {"addresses": ", ".join(sorted(twice))}
        )
    if unknown := {one.mechanism for one in wanted if one.mechanism} - set(mechanisms_of(event)):
        raise Refused(
            _("No theme of this event names: %(mechanisms)s") % {"mechanisms": ", ".join(sorted(unknown))}
        )
    made = []
    for one, email in zip(wanted, addresses, strict=True):
        guest = Guest.objects.create(
            event=event,
            email=email,
            name=one.name.strip(),
            organisation=one.organisation.strip(),
            sector=one.sector,
            country=one.country,
            language=one.language,
            mechanism=one.mechanism,
            token_hash=hash_of(secrets.token_urlsafe(24)),
            added_at=at,
        )
        made.append(guest)
        if event.state != EventState.PREPARING:
            send_invitation(guest, event, at=at)
    audit.record("dialogues.guests_added", event, by=by, at=at, detail={"guests": len(made)})
    return made


@transaction.atomic
def register(
    guest: Guest,
    *,
    name: str,
    gender: str,
    where: str,
    interpretation: str,
    is_returning: bool,
    at: datetime,
) -> Guest:
    """A guest says they come, by their link. What is counted is written now and never changes after.

    Whoever came to an earlier event with this address is counted as returning, whatever was ticked.
    """
    event = locked(guest.event)
    guest = _current(guest)
    if event.state not in {EventState.INVITED, EventState.UNDER_WAY}:
        raise Refused(_("Registration is closed."))
    if guest.registered_at:
        raise Refused(_("You are already registered."))
    if gender not in Gender.values or where not in Where.values:
        raise Refused(_("Choose one of the answers."))
    earlier = Attendance.objects.filter(guest__email=guest.email).exclude(guest__event=event)
    guest.name = name.strip() or guest.name
    guest.gender, guest.where, guest.interpretation = gender, where, interpretation
    guest.is_returning = is_returning or earlier.exists()
    guest.registered_at = at
    guest.save()
    audit.record("dialogues.guest_registered", guest, by="guest", at=at)
    return guest


@transaction.atomic
def check_in(guest: Guest, *, theme: Theme, by: User, at: datetime) -> Attendance:
    """Tick somebody off at the door of the room. Twice is once."""
    event = locked(guest.event)
    if not rules.is_facilitator(by):
        raise Refused(_("Only facilitators and the secretariat check people in."))
    return _come(_current(guest), event, theme, where=Where.ROOM, by=by, at=at)


@transaction.atomic
def enter(guest: Guest, *, theme: Theme, device: str, move: bool = False, at: datetime) -> Attendance:
    """Enter on line with the personal link. Open in another browser, it moves only when asked to."""
    event = locked(guest.event)
    guest = _current(guest)
    hashed = hash_of(device)
    if guest.device_hash and guest.device_hash != hashed and not move:
        raise InUseElsewhere(
            _(
                "Your link is in use in another browser. If that was you, move here; "
                "the other one is shut out."
            )
        )
    attendance = _come(guest, event, theme, where=Where.ONLINE, by="guest", at=at)
    if guest.device_hash != hashed:
        guest.device_hash = hashed
        guest.save(update_fields=["device_hash"])
    return attendance


def _come(guest: Guest, event: Event, theme: Theme, *, where: str, by: object, at: datetime) -> Attendance:
    if event.state != EventState.UNDER_WAY:
        raise Refused(_("The doors are not open: the event has not begun, or it is over."))
    if theme.event_id != event.pk:
        raise Refused(_("This theme belongs to another event."))
    if not guest.registered_at:
        raise Refused(_("Register first: it takes a minute."))
    found, new = Attendance.objects.get_or_create(
        guest=guest, theme=theme, defaults={"where": where, "at": at}
    )
    if new:
        audit.record("dialogues.guest_came", theme, by=by, at=at)
    return found


@transaction.atomic
def erase(guest: Guest, *, by: object, at: datetime) -> Guest:
    """Take away name, address, organisation and link. What was counted stays, and so do frozen figures."""
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest.pk)
    if guest.erased_at:
        raise Refused(_("This has already been erased."))
    guest.email = guest.name = guest.organisation = guest.device_hash = ""
    guest.token_hash = hash_of(secrets.token_urlsafe(24))
    guest.erased_at = at
    guest.save()
    audit.record("dialogues.guest_erased", guest.event, by=by, at=at)
    return guest


def forget(at: datetime) -> int:
    """Erase the guests of events closed longer ago than they are kept; how many. The figures stay."""
    before = at - timedelta(days=settings.GUEST_DAYS)
    old = Guest.objects.filter(erased_at__isnull=True, event__closed_at__lt=before).order_by("pk")
    pks = list(old.values_list("pk", flat=True))
    for guest in Guest.objects.filter(pk__in=pks).order_by("pk"):
        erase(guest, by="acogida", at=at)
    return len(pks)


def _current(guest: Guest) -> Guest:
    guest = Guest.objects.select_for_update(of=("self",)).select_related("event").get(pk=guest.pk)
    if guest.revoked_at or guest.erased_at:
        raise Refused(_("This invitation is no longer valid."))
    return guest


def sector_of(word: str) -> str:
    """The sector a word of a guest list names: its key or its label in the page's language."""
    asked = word.strip().casefold()
    for sector in Sector:
        if asked in {sector.value, str(sector.label).casefold()}:
            return sector.value
    return ""
