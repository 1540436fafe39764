"""The speaker's clock: started, stopped, gone on with. Every screen shows the same."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.dialogues import rules
from acogida.dialogues.actions.news import announce
from acogida.dialogues.models import Panellist, Theme, Timer
from acogida.dialogues.states import EventState

LONGEST = 60


@transaction.atomic
def start(theme: Theme, *, minutes: int, seat: Panellist | None, by: User, at: datetime) -> Timer:
    """Give somebody the floor for so many minutes from now; whoever had it is done."""
    theme = _running(theme, by)
    if not 1 <= minutes <= LONGEST:
        raise Refused(_("From 1 to %(n)s minutes.") % {"n": LONGEST})
    if seat is not None and seat.theme_id != theme.pk:
        raise Refused(_("That seat is of another panel."))
    timer, _new = Timer.objects.update_or_create(
        theme=theme,
        defaults={
            "seconds": minutes * 60,
            "who": seat.organisation if seat else "",
            "ends_at": at + timedelta(minutes=minutes),
            "left": None,
        },
    )
    return _told(timer, "started", by=by, at=at)


@transaction.atomic
def pause(theme: Theme, *, by: User, at: datetime) -> Timer:
    """Stop the clock with what is left."""
    timer = _timer(_running(theme, by))
    if timer.is_running:
        timer.left, timer.ends_at = timer.left_at(at), None
        timer.save(update_fields=["left", "ends_at"])
        _told(timer, "paused", by=by, at=at)
    return timer


@transaction.atomic
def go_on(theme: Theme, *, by: User, at: datetime) -> Timer:
    """Let the clock run again from where it stands."""
    timer = _timer(_running(theme, by))
    if not timer.is_running:
        timer.ends_at, timer.left = at + timedelta(seconds=timer.left or 0), None
        timer.save(update_fields=["left", "ends_at"])
        _told(timer, "resumed", by=by, at=at)
    return timer


def _running(theme: Theme, by: User) -> Theme:
    if not rules.is_facilitator(by):
        raise Refused(_("Only facilitators and the secretariat keep the time."))
    theme = Theme.objects.select_for_update(of=("self",)).select_related("event").get(pk=theme.pk)
    if theme.event.state != EventState.UNDER_WAY:
        raise Refused(_("The clock runs while the event is under way."))
    return theme


def _timer(theme: Theme) -> Timer:
    found: Timer | None = Timer.objects.filter(theme=theme).first()
    if found is None:
        raise Refused(_("Nobody has the floor yet: start the clock."))
    return found


def _told(timer: Timer, what: str, *, by: User, at: datetime) -> Timer:
    audit.record(f"dialogues.timer_{what}", timer.theme, by=by, at=at)
    announce(timer.theme, timer=True)
    return timer
