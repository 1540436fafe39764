"""The two lights. The same rule twice: for one pledge in Python, for all of them in SQL.

A test asks both about the same pledges; they may never disagree.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from acogida.pledges.models import Pledge
from acogida.pledges.states import CLOSINGS, Delivery, Freshness, State

FRESH_DAYS = 183
STALE_DAYS = 365
SAME_NAME = (*CLOSINGS, State.DELAYED)


def delivery(pledge: Pledge, on: date) -> Delivery:
    """What came of it, on a day: what the pledger declared first, then milestones and targets."""
    if pledge.state in {State.RECORDED, State.DRAFT}:
        return Delivery.NOT_REPORTED
    if pledge.state in SAME_NAME:
        return Delivery(pledge.state)
    if not pledge.steps:
        return Delivery.NO_STEPS
    if pledge.next_due_on is None:
        return Delivery.COMPLETE
    if pledge.next_due_on < on:
        return Delivery.BEHIND
    if pledge.starts_on and pledge.starts_on > on and pledge.last_reported_on is None:
        return Delivery.NOT_STARTED
    return Delivery.ON_TRACK


def freshness(pledge: Pledge, on: date) -> Freshness:
    """How old the last report is on a day; before the first one, how long ago it was announced."""
    if pledge.state in {State.RECORDED, State.DRAFT}:
        return Freshness.UNREPORTED
    if pledge.state in CLOSINGS:
        return Freshness.FINAL
    last = pledge.last_reported_on or pledge.announced_on
    if last is None or (on - last).days > STALE_DAYS:
        return Freshness.STALE
    return Freshness.AGEING if (on - last).days > FRESH_DAYS else Freshness.FRESH


def with_lights(pledges: "QuerySet[Pledge]", on: date) -> Any:
    """The pledges with `delivery_light` and `freshness_light`, worked out by the database."""
    return pledges.annotate(delivery_light=_delivery(on), freshness_light=_freshness(on))


def _delivery(on: date) -> Case:
    return Case(
        When(state__in=[State.RECORDED, State.DRAFT], then=Value(Delivery.NOT_REPORTED.value)),
        When(state__in=SAME_NAME, then=F("state")),
        When(steps=0, then=Value(Delivery.NO_STEPS.value)),
        When(next_due_on__isnull=True, then=Value(Delivery.COMPLETE.value)),
        When(next_due_on__lt=on, then=Value(Delivery.BEHIND.value)),
        When(Q(starts_on__gt=on, last_reported_on__isnull=True), then=Value(Delivery.NOT_STARTED.value)),
        default=Value(Delivery.ON_TRACK.value),
        output_field=CharField(),
    )


def _freshness(on: date) -> Case:
    return Case(
        When(state__in=[State.RECORDED, State.DRAFT], then=Value(Freshness.UNREPORTED.value)),
        When(state__in=CLOSINGS, then=Value(Freshness.FINAL.value)),
        When(_last_before(on, FRESH_DAYS, older=False), then=Value(Freshness.FRESH.value)),
        When(_last_before(on, STALE_DAYS, older=False), then=Value(Freshness.AGEING.value)),
        default=Value(Freshness.STALE.value),
        output_field=CharField(),
    )


def _last_before(on: date, days: int, *, older: bool) -> Q:
    """Whether the last report, or the announcement before the first one, lies within some days."""
    day = on - timedelta(days=days)
    within = Q(last_reported_on__gte=day) | Q(last_reported_on__isnull=True, announced_on__gte=day)
    return ~within if older else within


def waits_since(on: date, days: int) -> Q:
    """Open pledges whose last report, or announcement before the first one, is older than some days."""
    return Q(state__in=[State.ANNOUNCED, State.IN_PROGRESS, State.DELAYED]) & _last_before(
        on, days, older=True
    )


def last_word(pledge: Pledge) -> date | None:
    return pledge.last_reported_on or pledge.announced_on
