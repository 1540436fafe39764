"""What waits for a person among pledges, who has gone quiet, and who has nobody left to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.models import APPROVING, EDITING, Membership
from acogida.accounts.rules import roles_on
from acogida.core.gathered import ShortList, told_together
from acogida.pledges.models import Backing, Partner, Pledge, Update
from acogida.pledges.queries.lights import FRESH_DAYS, last_word, waits_since
from acogida.pledges.states import OPEN, State

AHEAD_DAYS = 30
MOST = 20


@dataclass(frozen=True)
class Due:
    """One thing on somebody's week: a sentence, where to do it, and until when, if there is a day."""

    text: str
    url: str
    due_on: date | None = None


def due_for(user: Any, on: date, *, with_waiting: bool = True) -> list[Due]:
    """Pledges to sign, reports to give, drafts to finish, and what `waiting` tells, if it is not asked for
    with that of other rooms: two queries for any number.
    """
    if not (user and user.is_authenticated):
        return []
    roles = roles_on(user, on)
    writing = [pk for pk, role in roles.items() if role in EDITING]
    signing = [pk for pk, role in roles.items() if role in APPROVING]
    if not writing:
        return []
    found = [*_pledges(writing, signing, on), *(told_together(_waiting(signing)) if with_waiting else ())]
    return sorted(found, key=lambda due: (due.due_on is None, due.due_on or on, due.text))


def waiting(user: Any, on: date) -> list[ShortList[Due]]:
    """Offers and requests that wait for this side."""
    if not (user and user.is_authenticated):
        return []
    return _waiting([pk for pk, role in roles_on(user, on).items() if role in APPROVING])


def _waiting(signing: list[int]) -> list[ShortList[Due]]:
    mine = Q(pledger_agreed_at__isnull=True, pledge__organisation__in=signing) | Q(
        plan_agreed_at__isnull=True, action__plan__organisation__in=signing
    )
    found = Backing.objects.waiting().filter(mine).order_by("pk")
    return [ShortList(found.values_list("pk", "pledge__title", "action__title")[:MOST], _answer)]


def _answer(pk: int, pledge: str, action: str) -> Due:
    words = _("“%(pledge)s” and “%(action)s”: an offer waits for your answer.")
    return Due(words % {"pledge": pledge, "action": action}, reverse("pledges:backing", args=[pk]))


def _pledges(writing: list[int], signing: list[int], on: date) -> Iterator[Due]:
    """Drafts to sign; open pledges with a report begun, or whose last word will soon be six months old."""
    ours = Q(organisation__in=writing) | Q(
        pk__in=Partner.objects.confirmed().filter(organisation__in=writing).values("pledge")
    )
    begun = Update.objects.filter(pledge=OuterRef("pk"), published_at__isnull=True, organisation__in=writing)
    asked = Q(state=State.DRAFT, signature_asked_at__isnull=False, organisation__in=signing)
    waiting: Any = (
        Pledge.objects.filter(ours | asked)
        .annotate(is_begun=Exists(begun))
        .filter(asked | Q(state__in=OPEN, is_begun=True) | waits_since(on, FRESH_DAYS - AHEAD_DAYS))
    )
    for pledge in waiting.order_by("pk")[:MOST]:
        name = {"pledge": pledge.title}
        if pledge.state == State.DRAFT:
            yield Due(
                _("“%(pledge)s” waits for you to sign it.") % name, reverse("pledges:sign", args=[pledge.pk])
            )
            continue
        address = reverse("pledges:report", args=[pledge.pk])
        if pledge.is_begun:
            yield Due(_("Finish the report that an event began for “%(pledge)s”.") % name, address)
            continue
        since = last_word(pledge)
        due = since + timedelta(days=FRESH_DAYS) if since else on
        words = (
            _("Report on the pledge “%(pledge)s”: overdue.")
            if due < on
            else _("Report on the pledge “%(pledge)s”.")
        )
        yield Due(words % name, address, due)


def orphans(on: date) -> QuerySet[Pledge]:
    """Open pledges with nobody to ask: neither contact belongs to the organisation any more."""
    in_force = Membership.objects.on(on).filter(organisation=OuterRef("organisation"), user__is_active=True)
    return (
        Pledge.objects.filter(state__in=OPEN)
        .annotate(
            has_contact=Exists(in_force.filter(user=OuterRef("contact"))),
            has_second=Exists(in_force.filter(user=OuterRef("second_contact"))),
            has_people=Exists(in_force),
        )
        .filter(has_contact=False, has_second=False)
        .select_related("organisation", "country")
        .order_by(F("last_reported_on").asc(nulls_first=True), "pk")
    )
