"""Seats that a country left empty, offered by rule to those who wait in the same profile."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import rules
from acogida.training.actions.nomination import require_municipality
from acogida.training.actions.quota import free_seat
from acogida.training.actions.tell import tell
from acogida.training.models import Edition, Nomination, Quota
from acogida.training.queries.fill import deadline_of
from acogida.training.states import State


@transaction.atomic
def offer_unused(edition: Edition, *, by: User, at: datetime) -> list[Nomination]:
    """Give seats that stayed empty after their country's deadline to people who wait elsewhere; to whom.

    The rule: within the same profile; the country that has received fewest such seats first, then who
    has waited longest. A country whose own list still waits keeps its seats.
    """
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat offers unused seats."))
    if not edition.offers_unused_seats:
        raise Refused(_("In this edition unused seats are not offered to others."))
    moved: list[Nomination] = []
    for slot in edition.slots.filter(is_observer=False):
        quotas = list(Quota.objects.select_for_update().filter(slot=slot).order_by("pk"))
        waiting = list(
            Nomination.objects.select_for_update(of=("self",))
            .filter(slot=slot, state=State.WAITING)
            .select_related("edition", "slot", "country")
            .order_by("nominated_at", "pk")
        )
        received: Counter[int | None] = Counter()
        for quota in quotas:
            closes = deadline_of(edition, quota.country_id)
            if closes is None or at <= closes or any(w.country_id == quota.country_id for w in waiting):
                continue
            moved += _give(quota, waiting, received, at=at)
    audit.record("training.unused_offered", edition, by=by, at=at, detail={"people": [n.pk for n in moved]})
    return moved


def _give(
    quota: Quota, waiting: list[Nomination], received: Counter[int | None], *, at: datetime
) -> list[Nomination]:
    given = []
    while waiting and (seat := free_seat(quota)) is not None:
        order = sorted(waiting, key=lambda w: (received[w.country_id], w.nominated_at, w.pk))
        chosen = next((w for w in order if _may_take(w, quota)), None)
        if chosen is None:
            break
        waiting.remove(chosen)
        received[chosen.country_id] += 1
        chosen.quota, chosen.seat, chosen.state = quota, seat, State.PROPOSED
        chosen.save(update_fields=["quota", "seat", "state"])
        audit.record("training.promoted", chosen, by="acogida", at=at, detail={"quota": quota.pk})
        tell(chosen)
        given.append(chosen)
    return given


def _may_take(person: Nomination, quota: Quota) -> bool:
    try:
        require_municipality(person, quota)
    except Refused:
        return False
    return True
