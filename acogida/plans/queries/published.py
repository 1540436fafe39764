"""Adopted plans, as the public and the modules above read them."""

from typing import Any

from acogida.plans.models import Plan, PlanQuerySet


def published() -> PlanQuerySet:
    """Every adopted plan with its current version, by name of the place, then newest first. No ranking.

    `plan.current_version.content` is what the public may read (see `queries.content.content_of`); the
    live rows may hold an amendment that is not adopted yet.
    """
    return (
        Plan.objects.filter(first_adopted_at__isnull=False)
        .select_related("territory__country", "organisation", "current_version")
        .order_by("territory__name", "-starts_on", "-pk")
    )


def public_content(plan: Plan) -> dict[str, Any]:
    """The adopted content of a plan. Raises ValueError for a plan never adopted."""
    if plan.current_version is None:
        raise ValueError(f"plan {plan.pk} was never adopted")
    content: dict[str, Any] = plan.current_version.content
    return content
