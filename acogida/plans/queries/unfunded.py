"""Adopted actions whose money is not all secured: the needs that others may offer to meet."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from acogida.plans.models import Plan
from acogida.plans.queries.published import public_content, published
from acogida.plans.states import State
from acogida.territories.models import Territory


@dataclass(frozen=True)
class Unfunded:
    """An adopted action with a gap in its funding, in the words of the adopted version.

    `action` is its pk, `gap` the sum of its lines not secured in `currency` (ISO 4217), `lines` what they
    are for; `objective` and `local_action` are pks of the Compact's. `url` is its public page.
    """

    plan: Plan
    action: int
    title: str
    description: str
    gap: Decimal
    currency: str
    lines: tuple[str, ...]
    objective: int
    local_action: str
    territory: Territory
    starts_on: str
    ends_on: str
    url: str


def unfunded(
    *, objective: int | None = None, territory: Territory | None = None, country: Territory | None = None
) -> list[Unfunded]:
    """Published actions with a funding gap of plans in implementation, by place, then as the plan has them.

    One query. Actions reported as finished or stopped are the caller's to leave out.
    """
    plans = published().filter(state=State.IMPLEMENTATION)
    if territory is not None:
        plans = plans.filter(territory=territory)
    if country is not None:
        plans = plans.filter(territory__country=country)
    return [
        found for plan in plans for found in _of(plan) if objective is None or found.objective == objective
    ]


def _of(plan: Plan) -> list[Unfunded]:
    rows = []
    for action in public_content(plan)["actions"]:
        missing = [line for line in action.get("lines", ()) if not line["is_secured"]]
        if missing:
            rows.append(
                Unfunded(
                    plan,
                    action["id"],
                    action["title"],
                    action["description"],
                    sum((Decimal(line["amount"]) for line in missing), Decimal(0)),
                    action["currency"],
                    tuple(line["title"] for line in missing),
                    action["objective"],
                    action["local_action"] or "",
                    plan.territory,
                    action["starts_on"],
                    action["ends_on"],
                    reverse("plans:public_action", args=[plan.slug, action["id"]]),
                )
            )
    return rows
