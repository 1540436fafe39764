"""What waits for a person in training, for their week."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from acogida.core.gathered import ShortList, told_together, whole
from acogida.core.text import in_language
from acogida.training import rules
from acogida.training.models import Credit, DuplicatePair, Edition, Guest, Nomination
from acogida.training.queries.fill import matrix
from acogida.training.queries.links import token_by
from acogida.training.states import State


@dataclass(frozen=True)
class Due:
    text: str
    url: str
    due_on: date | None


def due_for(user: Any, today: date, *, with_waiting: bool = True) -> list[Due]:
    """Seats to fill until a deadline, and what `waiting` tells, if it is not asked for with that of other
    rooms.
    """
    found = told_together(waiting(user, today)) if with_waiting else []
    if rules.may_run(user):
        return found
    return [*found, *_of_countries(rules.countries_of(user), timezone.now())]


def _of_countries(countries: list[int], now: datetime) -> list[Due]:
    if not countries:
        return []
    found = []
    open_ones = Edition.objects.filter(
        closed_at__isnull=True, published_at__isnull=False, nominations_close_at__gt=now
    )
    for edition in open_ones:
        for line in matrix(edition, countries=countries).lines:
            free = sum(cell.free for cell in line.cells)
            if free and edition.nominations_close_at:
                found.append(
                    Due(
                        _("%(n)s seats of %(country)s are free in “%(edition)s”")
                        % {"n": free, "country": line.country, "edition": edition},
                        reverse("training:country", args=[edition.pk, line.country.code]),
                        timezone.localdate(edition.nominations_close_at),
                    )
                )
    return found


def waiting(user: Any, _today: date) -> list[ShortList[Due]]:
    """Nominations to answer, and at the desk what only a person decides: names in reports, earlier
    certificates, people who may be the same.
    """
    mine = Nomination.objects.filter(
        email=user.email.lower(), state=State.PROPOSED, edition__closed_at__isnull=True
    )
    found = [ShortList(mine.values_list("pk", "link_serial", "edition__title"), _nomination)]
    return [*found, *_at_the_desk()] if rules.may_run(user) else found


def _nomination(pk: int, link_serial: int, title: Any) -> Due:
    words = _("Say whether you take part in “%(edition)s”") % {"edition": in_language(whole(title))}
    return Due(words, reverse("training:seat", args=[token_by(pk, link_serial)]), None)


def _at_the_desk() -> list[ShortList[Due]]:
    guests = Guest.objects.counting().filter(verdict=Guest.Verdict.OPEN)
    sessions = guests.order_by("report__session_id").values_list("report__session_id").distinct()
    presented = Credit.objects.filter(verdict=Credit.Verdict.PRESENTED).values_list("nomination__edition_id")
    pairs = DuplicatePair.objects.filter(verdict="").values_list("first__edition_id")
    return [
        ShortList(
            sessions[:5], partial(_at, "training:attendance", _("Names in an attendance report to decide on"))
        ),
        ShortList(
            presented.order_by("nomination__edition_id").distinct()[:5],
            partial(_at, "training:certificates", _("Earlier certificates to decide on")),
        ),
        ShortList(
            pairs.order_by("first__edition_id").distinct()[:5],
            partial(_at, "training:pairs", _("People who may be the same")),
        ),
    ]


def _at(view: str, words: str, pk: int) -> Due:
    return Due(words, reverse(view, args=[pk]), None)
