"""Outreach days: planned with partners and a checklist, counted on the spot, closed with what came of it."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.services import rules
from acogida.services.actions.ground import require_text
from acogida.services.models import Office, OutreachDay
from acogida.services.states import OUTREACH_MOVES, OutreachState

MOST_ITEMS = 40


@transaction.atomic
def plan_day(
    office: Office,
    *,
    title: str,
    held_on: date,
    starts_at: time,
    ends_at: time,
    place: str,
    partners: Iterable[str] = (),
    checklist: Iterable[str] = (),
    quota: int | None = None,
    by: User,
    at: datetime,
) -> OutreachDay:
    """Plan a day out."""
    if not rules.may_keep(by, office.organisation):
        raise Refused(_("Only people who edit for this organisation plan its outreach days."))
    if ends_at <= starts_at:
        raise Refused(_("The day ends after it begins. Check the two hours."))
    day = OutreachDay.objects.create(
        organisation=office.organisation,
        office=office,
        title=require_text(title, _("Give the day a title."))[:160],
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=require_text(place, _("Say where it takes place."))[:200],
        partners=_lines(partners),
        checklist=[{"text": text, "done": False} for text in _lines(checklist)],
        quota=quota,
        created_by=by,
        created_at=at,
    )
    audit.record("services.outreach_planned", day, by=by, at=at)
    return day


@transaction.atomic
def tick(day: OutreachDay, *, item: int, is_done: bool, by: User, at: datetime) -> OutreachDay:
    """Mark one thing of the checklist as done, or not."""
    day = _locked(day, by)
    if not 0 <= item < len(day.checklist):
        raise Refused(_("This is not on the checklist."))
    day.checklist[item]["done"] = is_done
    day.save(update_fields=["checklist"])
    audit.record("services.outreach_ticked", day, by=by, at=at, detail={"item": item, "done": is_done})
    return day


@transaction.atomic
def close_day(
    day: OutreachDay, *, turned_away: int | None, lesson: str, by: User, at: datetime
) -> OutreachDay:
    """The day was held: nothing more is counted on it."""
    day = _locked(day, by)
    _require_move(day, OutreachState.HELD)
    if day.held_on > at.date():
        raise Refused(_("This day has not come yet."))
    day.state, day.turned_away, day.lesson = OutreachState.HELD, turned_away, lesson.strip()[:2000]
    day.save(update_fields=["state", "turned_away", "lesson"])
    audit.record("services.outreach_held", day, by=by, at=at)
    return day


@transaction.atomic
def cancel_day(day: OutreachDay, *, by: User, at: datetime) -> OutreachDay:
    """It will not be held. One on which people were counted was held."""
    day = _locked(day, by)
    _require_move(day, OutreachState.CANCELLED)
    if day.cells.exists():
        raise Refused(_("People were counted on this day: it was held."))
    day.state = OutreachState.CANCELLED
    day.save(update_fields=["state"])
    audit.record("services.outreach_cancelled", day, by=by, at=at)
    return day


def _locked(day: OutreachDay, by: User) -> OutreachDay:
    day = (
        OutreachDay.objects.select_for_update(of=("self",))
        .select_related("organisation", "office")
        .get(pk=day.pk)
    )
    if not rules.may_keep(by, day.organisation):
        raise Refused(_("Only people who edit for this organisation plan its outreach days."))
    return day


def _require_move(day: OutreachDay, to: OutreachState) -> None:
    if to not in OUTREACH_MOVES[OutreachState(day.state)]:
        raise Refused(_("This day is closed: what was counted stays as it is."))


def _lines(given: Iterable[str]) -> list[str]:
    found = [" ".join(line.split())[:160] for line in given if line.strip()]
    if len(found) > MOST_ITEMS:
        raise Refused(_("At most %(most)s lines.") % {"most": MOST_ITEMS})
    return found
