"""Needs that plans raise, offers that pledges make, and why one fits the other: reasons, never a score."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.core.text import words
from acogida.plans.models import Condition, Progress
from acogida.plans.queries import Unfunded, unfunded
from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Backing, Contribution, Pledge
from acogida.pledges.states import OPEN

MOST_OFFERS = 200
ENDED = (Condition.DONE, Condition.STOPPED)


@dataclass(frozen=True)
class Match:
    """A pledge and an action that could meet, with the reasons as sentences."""

    pledge: Pledge
    need: Unfunded
    reasons: tuple[str, ...]


def needs(*, objective: int | None = None) -> list[Unfunded]:
    """Adopted actions with a gap that were neither finished, stopped nor backed yet: three queries."""
    found = unfunded(objective=objective)
    pks = [need.action for need in found]
    last: dict[int, str] = {}
    for action, condition in (
        Progress.objects.filter(action__in=pks)
        .order_by("reported_on", "pk")
        .values_list("action", "condition")
    ):
        last[action] = condition
    backed = set(Backing.objects.agreed().filter(action__in=pks).values_list("action", flat=True))
    return [need for need in found if last.get(need.action) not in ENDED and need.action not in backed]


def open_offers() -> QuerySet[Pledge]:
    """Open pledges that offer support to others, newest first; their objectives are in their mask."""
    found: QuerySet[Pledge] = Pledge.objects.filter(is_offer=True, state__in=OPEN)
    return found.select_related("organisation", "country", "territory").order_by("-listed_on", "-pk")[
        :MOST_OFFERS
    ]


def offers() -> list[Pledge]:
    """The same with their objectives, by number."""
    return list(open_offers().prefetch_related(Prefetch("objectives", Objective.objects.order_by("number"))))


def matches(found: Iterable[Unfunded], offered: Iterable[Pledge]) -> list[Match]:
    """Each pair that shares an objective, with all its reasons; those with more reasons first."""
    rows = []
    offered = list(offered)
    for need in found:
        for pledge in offered:
            if need.objective in numbers_in(pledge.objectives_mask) and not _same(pledge, need):
                rows.append(Match(pledge, need, tuple(_reasons(pledge, need))))
    return sorted(rows, key=lambda m: (-len(m.reasons), m.need.title, m.pledge.pk))


def _same(pledge: Pledge, need: Unfunded) -> bool:
    return pledge.organisation_id == need.plan.organisation_id


def _reasons(pledge: Pledge, need: Unfunded) -> list[str]:
    """Why they could meet, the objective always first."""
    found = [_("both serve objective %(number)s") % {"number": need.objective}]
    if pledge.territory_id and pledge.territory_id == need.territory.pk:
        found.append(_("both are in %(place)s") % {"place": need.territory})
    elif pledge.country_id and pledge.country_id == need.territory.country_id:
        found.append(_("both are in %(country)s") % {"country": pledge.country})
    if Contribution.FINANCIAL in pledge.contributions:
        found.append(_("the pledge brings money, and the action lacks it"))
        if pledge.currency and pledge.currency == need.currency:
            found.append(_("both count in %(currency)s") % {"currency": need.currency})
    if _overlap(pledge, need):
        found.append(_("their dates overlap"))
    shared = _shared(pledge, need)
    if shared:
        found.append(_("both speak of: %(words)s") % {"words": ", ".join(shared)})
    return found


def _overlap(pledge: Pledge, need: Unfunded) -> bool:
    if not (pledge.starts_on and pledge.ends_on):
        return False
    begins, ends = date.fromisoformat(need.starts_on), date.fromisoformat(need.ends_on)
    return pledge.starts_on <= ends and begins <= pledge.ends_on


def _shared(pledge: Pledge, need: Unfunded) -> list[str]:
    """Long words that the two titles and what is lacking have in common."""
    said = set(words(f"{pledge.title} {pledge.description}"))
    asked = words(" ".join([need.title, *need.lines]))
    return list(dict.fromkeys(w for w in asked if len(w) > 6 and w in said))[:3]
