"""What could be done about a priority, each with its reason in one sentence."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.plans.models import Challenge
from acogida.plans.queries import suggestions
from acogida.plans.queries.offers import offers_for
from acogida.plans.queries.suggestions import begun_earlier, practices_for
from acogida.practices.queries import public_content, title_of


@dataclass(frozen=True)
class Suggested:
    kind: str
    key: str
    title: str
    reason: str
    url: str
    page: str = ""


def suggested(challenge: Challenge) -> list[Suggested]:
    """First what was begun and not finished, then practices that fit, what others offer, and the Compact's
    local actions.
    """
    address = reverse("plans:action_new", args=[challenge.plan_id])
    rows = [
        Suggested(
            "earlier",
            str(action.pk),
            action.title,
            _("“%(plan)s” began it for the same challenge and did not finish it.")
            % {"plan": challenge.cause.get("plan", "")},
            _from(address, challenge, earlier=action.pk),
        )
        for action in begun_earlier(challenge)
    ]
    rows += [
        Suggested(
            "practice",
            str(fit.practice.pk),
            title_of(public_content(fit.practice), get_language() or "es"),
            fit.reason,
            _from(address, challenge, practice=fit.practice.pk),
            reverse("practices:practice", args=[fit.practice.slug]),
        )
        for fit in practices_for(challenge)
    ]
    rows += [
        Suggested(kind, offer.key, offer.title, offer.reason, _from(address, challenge), offer.url)
        for kind, offer in offers_for(challenge)
    ]
    taken = challenge.plan.actions.current().filter(local_action__isnull=False)
    found = suggestions([challenge], taken=taken.order_by().values("local_action"))[challenge.pk]
    rows += [
        Suggested(
            "local",
            one.local_action.pk,
            str(one.local_action),
            _(
                "The Compact asks it of local authorities (%(ref)s) under objective %(number)s, "
                "which this challenge touches."
            )
            % {"ref": one.local_action.gcm_ref, "number": one.objective.number},
            _from(address, challenge, local_action=one.local_action.pk),
        )
        for one in found
    ]
    return rows


def _from(address: str, challenge: Challenge, **begun: str | int) -> str:
    return f"{address}?{urlencode({'challenge': challenge.pk, **begun})}"
