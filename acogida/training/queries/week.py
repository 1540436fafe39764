"""What waits for a person in training, for their week."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from acogida.training import rules
from acogida.training.models import Credit, DuplicatePair, Edition, Guest, Nomination
from acogida.training.queries.fill import matrix
from acogida.training.queries.links import token_of
from acogida.training.states import State


@dataclass(frozen=True)
class Due:
    text: str
    url: str
    due_on: date | None


def due_for(user: Any, today: date) -> list[Due]:
    """Nominations to answer, seats to fill until a deadline, and at the desk what only a person decides."""
    found = [
        Due(
            _("Say whether you take part in “%(edition)s”") % {"edition": nomination.edition},
            reverse("training:seat", args=[token_of(nomination)]),
            None,
        )
        for nomination in Nomination.objects.filter(
            email=user.email.lower(), state=State.PROPOSED, edition__closed_at__isnull=True
        ).select_related("edition")
    ]
    if rules.may_run(user):
        return [*found, *_at_the_desk()]
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


def _at_the_desk() -> list[Due]:
    """In three queries: names in reports, earlier certificates, people who may be the same."""
    found = []
    guests = Guest.objects.counting().filter(verdict=Guest.Verdict.OPEN)
    sessions = guests.order_by("report__session_id").values_list("report__session_id", flat=True).distinct()
    for session in sessions[:5]:
        found.append(
            Due(
                _("Names in an attendance report to decide on"),
                reverse("training:attendance", args=[session]),
                None,
            )
        )
    presented = Credit.objects.filter(verdict=Credit.Verdict.PRESENTED).values_list("nomination__edition_id")
    for (edition,) in presented.order_by("nomination__edition_id").distinct()[:5]:
        found.append(
            Due(
                _("Earlier certificates to decide on"), reverse("training:certificates", args=[edition]), None
            )
        )
    pairs = DuplicatePair.objects.filter(verdict="").values_list("first__edition_id")
    for (edition,) in pairs.order_by("first__edition_id").distinct()[:5]:
        found.append(Due(_("People who may be the same"), reverse("training:pairs", args=[edition]), None))
    return found
