"""Preparing an event: its themes and panels, sending the invitations, opening and closing it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.dialogues import rules, signals
from acogida.dialogues.actions.mail import send_invitation
from acogida.dialogues.models import Event, EventKind, Format, Panellist, Theme
from acogida.dialogues.queries.balance import weigh
from acogida.dialogues.queries.figures import count
from acogida.dialogues.states import MOVES, EventState
from acogida.territories.models import Territory

LIGHTNING_SEATS = 6
CORRECTIONS = timedelta(days=14)


@transaction.atomic
def create(*, values: dict[str, Any], by: User, at: datetime) -> Event:
    """Begin to prepare an event of these `values`. The last one of its kind is its previous edition."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat prepares events."))
    before = (
        Event.objects.public()
        .filter(kind=values["kind"], held_on__lt=values["held_on"], is_demonstration=False)
        .order_by("-held_on")
        .first()
    )
    values = {"previous": before} | values
    if values["kind"] == EventKind.MECHANISMS and not values.get("questions"):
        raise Refused(_("A session of mechanisms asks its guiding questions of each of them: write them."))
    event = Event.objects.create(slug=_free_slug(values), created_by=by, created_at=at, **values)
    audit.record("dialogues.event_created", event, by=by, at=at)
    return event


def _free_slug(values: dict[str, Any]) -> str:
    base = slugify(f"{values['title'][:60]} {values['held_on'].year}") or "event"
    taken = set(Event.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(name for n in range(1, 10_000) if (name := base if n == 1 else f"{base}-{n}") not in taken)


@transaction.atomic
def add_theme(
    event: Event, *, values: dict[str, Any], objectives: Iterable[Objective], by: User, at: datetime
) -> Theme:
    """Add a theme with its hours, objectives, guiding questions and format."""
    event = preparing(event, by)
    number = event.themes.count() + 1
    theme = Theme.objects.create(event=event, number=number, **values)
    theme.objectives.set(objectives)
    audit.record("dialogues.theme_added", theme, by=by, at=at)
    return theme


@transaction.atomic
def add_panellist(
    theme: Theme, *, sector: str, organisation: str, country: Territory, gender: str, by: User, at: datetime
) -> Panellist:
    """Give a seat on a theme's panel. A lightning talk has six."""
    preparing(theme.event, by)
    seats = theme.panel.count()
    if theme.format == Format.LIGHTNING and seats >= LIGHTNING_SEATS:
        raise Refused(_("A lightning talk has six seats, of five minutes each; take somebody off first."))
    last = theme.panel.order_by("position").last()
    made = Panellist.objects.create(
        theme=theme,
        position=(last.position if last else 0) + 1,
        sector=sector,
        organisation=organisation.strip(),
        country=country,
        gender=gender,
    )
    audit.record("dialogues.panellist_added", theme, by=by, at=at)
    return made


@transaction.atomic
def remove_panellist(panellist: Panellist, *, by: User, at: datetime) -> Theme:
    """Take a seat off a panel, while it is being prepared."""
    theme = panellist.theme
    preparing(theme.event, by)
    panellist.delete()
    audit.record("dialogues.panellist_removed", theme, by=by, at=at)
    return theme


@transaction.atomic
def send_invitations(event: Event, *, balance_reason: str, by: User, at: datetime) -> Event:
    """Send each guest their personal link and make the event public. The panel is fixed from here.

    A panel that misses the formula, or leans to one gender or country, goes out with a written reason.
    """
    event = preparing(event, by)
    themes = list(event.themes.prefetch_related("panel__country"))
    if not themes:
        raise Refused(_("The event has no theme yet."))
    if any(theme.starts_at is None for theme in themes):
        raise Refused(_("Every theme needs its hours before people are invited."))
    guests = list(event.guests.filter(revoked_at__isnull=True))
    if not guests:
        raise Refused(_("There is nobody to invite yet: add the guests."))
    uneven = [b.theme.number for b in weigh(event, themes) if event.formula and not b.is_even]
    if uneven and not balance_reason.strip():
        raise Refused(
            _("The panel of theme %(themes)s is not balanced. Change it, or write why it goes out so.")
            % {"themes": ", ".join(str(n) for n in uneven)}
        )
    event.state, event.invited_at = EventState.INVITED, at
    event.balance_reason = balance_reason.strip() if uneven else ""
    event.save(update_fields=["state", "invited_at", "balance_reason"])
    for guest in guests:
        send_invitation(guest, event, at=at)
    audit.record("dialogues.invitations_sent", event, by=by, at=at, detail={"guests": len(guests)})
    changed("event", event.pk)
    return event


@transaction.atomic
def begin(event: Event, *, by: User, at: datetime) -> Event:
    """Open the doors: people enter, questions may be asked."""
    event = moving(event, EventState.UNDER_WAY, by, _("This event cannot begin now."))
    event.save(update_fields=["state"])
    audit.record("dialogues.event_begun", event, by=by, at=at)
    return event


@transaction.atomic
def close(event: Event, *, by: User, at: datetime) -> Event:
    """End the event: who came is counted once and frozen; the correction window opens."""
    event = moving(event, EventState.CLOSED, by, _("Only an event under way is closed."))
    event.freeze(count(event))
    event.closed_at = at
    event.corrections_until = _later(at)
    event.save(update_fields=["state", "figures", "figures_sha256", "closed_at", "corrections_until"])
    audit.record("dialogues.event_closed", event, by=by, at=at, detail={"sha256": event.figures_sha256})
    changed("event", event.pk)
    transaction.on_commit(partial(signals.event_closed.send, Event, event=event))
    return event


def _later(at: datetime) -> date:
    return (at + CORRECTIONS).date()


def locked(event: Event) -> Event:
    """The event as it stands: deeds on one event follow one another."""
    found: Event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    return found


def preparing(event: Event, by: User) -> Event:
    event = locked(event)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat prepares events."))
    if event.state != EventState.PREPARING:
        raise Refused(_("The invitations are out: themes and panels no longer change."))
    return event


def moving(event: Event, to: EventState, by: User, otherwise: str) -> Event:
    """The locked event with its new state, not yet saved."""
    event = locked(event)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat opens and closes events."))
    if to not in MOVES[EventState(event.state)]:
        raise Refused(otherwise)
    event.state = to
    return event
