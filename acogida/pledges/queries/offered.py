"""What pledges offer to a priority of a plan, each with its reason: the plan's page of suggestions asks."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from acogida.plans.models import Challenge
from acogida.plans.queries.offers import Offer
from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Pledge
from acogida.pledges.queries.needs import open_offers


def offered(challenge: Challenge) -> Iterable[Offer]:
    """Open offers of others that serve an objective of the challenge; those of the same country first."""
    plan = challenge.plan
    wanted = {objective.number for objective in challenge.objectives.all()}
    country = plan.territory.country_id
    found = [
        (pledge, shared)
        for pledge in open_offers()
        if pledge.organisation_id != plan.organisation_id
        and (shared := sorted(wanted & set(numbers_in(pledge.objectives_mask))))
    ]
    found.sort(key=lambda row: (row[0].country_id != country, -len(row[1]), -row[0].pk))
    return [
        Offer(str(pledge.pk), pledge.title, _reason(pledge, shared, country), pledge.get_absolute_url())
        for pledge, shared in found
    ]


def _reason(pledge: Pledge, shared: list[int], country: int | None) -> str:
    reasons = [_("both serve objective %(number)s") % {"number": number} for number in shared]
    if country and pledge.country_id == country:
        reasons.append(_("both are in %(country)s") % {"country": pledge.country})
    return _("%(who)s offers it: %(reasons)s.") % {"who": pledge.pledger_name, "reasons": ", ".join(reasons)}
