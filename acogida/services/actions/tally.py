"""Counting at the counter: each tap once, however often it is sent; a tap can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.services import rules
from acogida.services.lists import LANGUAGE_CODES, TOPICS, Age, Sex
from acogida.services.models import Cell, Office, OutreachDay, Receipt, Service
from acogida.services.states import OutreachState, ServiceState
from acogida.territories.models import Level, Territory

FIELDS = {"key", "at", "topic", "origin", "sex", "age", "language", "referred", "outreach"}
OLDEST_DAYS = 31
UNDO_DAYS = 2
FORGET_DAYS = 2 * OLDEST_DAYS
MOST_AT_ONCE = 500
OTHER = "other"
# A clock that is a few minutes off is everybody's; beyond that the server's own is believed.
CLOCK_LEEWAY = timedelta(minutes=5)


@dataclass
class Counted:
    """What became of taps, by their keys: counted now, known before, or refused with a sentence."""

    counted: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def open_office(
    organisation: Organisation,
    *,
    name: str,
    territory: Territory,
    time_zone: str,
    topics: Iterable[str],
    origins: Iterable[str],
    languages: Iterable[str],
    by: User,
    at: datetime,
) -> Office:
    """Open a counter with its buttons."""
    if not rules.may_keep(by, organisation):
        raise Refused(_("Only people who edit for this organisation open a counter."))
    office = Office(
        organisation=organisation, territory=territory, time_zone=time_zone, created_by=by, created_at=at
    )
    _put_buttons(office, name=name, topics=topics, origins=origins, languages=languages)
    office.save()
    audit.record("services.office_opened", office, by=by, at=at)
    return office


@transaction.atomic
def change_office(
    office: Office,
    *,
    name: str,
    topics: Iterable[str],
    origins: Iterable[str],
    languages: Iterable[str],
    is_open: bool,
    by: User,
    at: datetime,
) -> Office:
    """Change a counter's buttons, or close it. What was counted stays."""
    office = Office.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=office.pk)
    if not rules.may_keep(by, office.organisation):
        raise Refused(_("Only people who edit for this organisation open a counter."))
    _put_buttons(office, name=name, topics=topics, origins=origins, languages=languages)
    office.is_open = is_open
    office.save()
    audit.record("services.office_changed", office, by=by, at=at)
    return office


def _put_buttons(
    office: Office, *, name: str, topics: Iterable[str], origins: Iterable[str], languages: Iterable[str]
) -> None:
    office.name = " ".join(name.split())[:120]
    if not office.name:
        raise Refused(_("Name the counter as your people call it."))
    twins = Office.objects.filter(organisation=office.organisation, name=office.name).exclude(pk=office.pk)
    if twins.exists():
        raise Refused(_("There is already a counter of that name."))
    chosen = set(topics)
    if chosen - TOPICS.keys() or not chosen:
        raise Refused(_("Choose the topics people come for, from the list."))
    office.topics = [key for key in TOPICS if key in chosen]
    office.origins = list(dict.fromkeys(origins))
    known = Territory.objects.filter(level=Level.COUNTRY, code__in=office.origins).count()
    if known != len(office.origins):
        raise Refused(_("An origin is a country of the list."))
    office.languages = [code for code in LANGUAGE_CODES if code in set(languages)]


@transaction.atomic
def count(
    office: Office, *, taps: Iterable[Mapping[str, Any]], sent_by_clock: datetime, by: User, at: datetime
) -> Counted:
    """Count taps, each once. `sent_by_clock` is what the phone's clock said when it sent them: how far
    it is from ours is taken off the moment of each tap.

    A tap that cannot be counted does not keep the others from being counted.
    """
    office = Office.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=office.pk)
    if not rules.may_count(by, office.organisation):
        raise Refused(_("Only people of this organisation count here."))
    if not office.is_open:
        raise Refused(_("This counter is closed."))
    taps = list(taps)
    if len(taps) > MOST_AT_ONCE:
        raise Refused(_("At most %(most)s at once.") % {"most": MOST_AT_ONCE})
    skew = at - sent_by_clock
    if abs(skew) < CLOCK_LEEWAY:
        skew = timedelta()
    found = Counted()
    services = set(
        Service.objects.filter(pk__in=[n for tap in taps if (n := _number(tap.get("referred")))])
        .exclude(state=ServiceState.DRAFT)
        .values_list("pk", flat=True)
    )
    days = {day.pk: day for day in office.outreach_days.filter(state=OutreachState.PLANNED)}
    for tap in taps:
        key = str(tap.get("key", ""))[:64]
        try:
            made = _cell(office, tap, skew=skew, services=services, days=days, at=at)
            (found.counted if _add(_uuid(key), made) else found.known).append(key)
        except Refused as refusal:
            found.refused[key] = str(refusal)
    if found.counted:
        audit.record("services.counted", office, by=by, at=at, detail={"taps": len(found.counted)})
    return found


@transaction.atomic
def take_back(office: Office, *, key: str, by: User, at: datetime) -> bool:
    """Take back a tap by mistake, for two days. False where it was taken back before.

    One that has not arrived yet is marked, so that it is not counted when it does.
    """
    office = Office.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=office.pk)
    if not rules.may_count(by, office.organisation):
        raise Refused(_("Only people of this organisation count here."))
    receipt, is_new = Receipt.objects.select_for_update().get_or_create(
        key=_uuid(key), defaults={"day": at.date(), "is_undone": True}
    )
    if receipt.is_undone:
        return is_new
    cell = receipt.cell
    if cell is None or cell.office_id != office.pk:
        raise Refused(_("This can no longer be taken back."))
    if cell.count == 1:
        cell.delete()
    else:
        Cell.objects.filter(pk=cell.pk).update(count=F("count") - 1)
    receipt.is_undone, receipt.cell = True, None
    receipt.save(update_fields=["is_undone", "cell"])
    audit.record("services.tap_taken_back", office, by=by, at=at)
    return True


def forget_receipts(at: datetime) -> int:
    """Part taps from what they counted after two days, and forget them once no copy can arrive."""
    day = at.date()
    parted = Receipt.objects.filter(day__lt=day - timedelta(days=UNDO_DAYS), cell__isnull=False)
    done = parted.update(cell=None)
    Receipt.objects.filter(day__lt=day - timedelta(days=FORGET_DAYS)).delete()
    return done


def _cell(
    office: Office,
    tap: Mapping[str, Any],
    *,
    skew: timedelta,
    services: set[int],
    days: Mapping[int, OutreachDay],
    at: datetime,
) -> Cell:
    """The cell a tap belongs to, not saved. Raises Refused: only what is on the lists is counted."""
    if tap.keys() - FIELDS:
        raise Refused(_("A count takes no notes: only what is on the lists."))
    values = {name: _listed(tap, name, allowed) for name, allowed in _allowed(office).items()}
    if not values["topic"]:
        raise Refused(_("Choose what the person came for."))
    referred = _number(tap.get("referred"))
    outreach = _number(tap.get("outreach"))
    if referred and referred not in services:
        raise Refused(_("The service referred to is not in the directory."))
    if outreach and outreach not in days:
        raise Refused(_("This outreach day is not open for counting."))
    day = _day(office, tap.get("at"), skew=skew, at=at)
    identity = "|".join(
        str(part) for part in (office.pk, day, outreach or "", *values.values(), referred or "")
    )
    return Cell(
        organisation=office.organisation,
        office=office,
        outreach_id=outreach or None,
        day=day,
        month=f"{day:%Y-%m}",
        referred_id=referred or None,
        count=1,
        identity=identity,
        **values,
    )


def _allowed(office: Office) -> dict[str, Iterable[str]]:
    return {
        "topic": TOPICS,
        "origin": [*office.origins, OTHER, ""],
        "sex": Sex.values,
        "age": Age.values,
        "language": [*LANGUAGE_CODES, OTHER, ""],
    }


def _listed(tap: Mapping[str, Any], name: str, allowed: Iterable[str]) -> str:
    value = tap.get(name) or ""
    if not isinstance(value, str) or (value and value not in allowed):
        raise Refused(
            _("“%(value)s” is not on the list: a count takes no free text.") % {"value": str(value)[:40]}
        )
    return value


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdigit() and len(text) < 16 else 0


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as error:
        raise Refused(_("This count has no key: it could be counted twice.")) from error


def _day(office: Office, milliseconds: Any, *, skew: timedelta, at: datetime) -> date:
    """The office's day of a tap, the phone's clock put right; today for a clock from the future."""
    moment = at
    if isinstance(milliseconds, int | float) and 0 < milliseconds < 1e14:
        moment = min(datetime.fromtimestamp(milliseconds / 1000, UTC) + skew, at)
    if at - moment > timedelta(days=OLDEST_DAYS):
        raise Refused(_("This was counted more than %(days)s days ago.") % {"days": OLDEST_DAYS})
    return moment.astimezone(ZoneInfo(office.time_zone)).date()


def _add(key: UUID, cell: Cell) -> bool:
    """Add one, unless this tap has been counted. The office is locked: nobody adds beside us."""
    receipt, is_new = Receipt.objects.get_or_create(key=key, defaults={"day": cell.day})
    if not is_new:
        return False
    if Cell.objects.filter(identity=cell.identity).update(count=F("count") + 1):
        cell.pk = Cell.objects.values_list("pk", flat=True).get(identity=cell.identity)
    else:
        cell.save()
    Receipt.objects.filter(pk=receipt.pk).update(cell=cell.pk)
    return True
