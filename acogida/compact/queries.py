"""Reading the Compact: what plans, practices and pages of other modules ask."""

from collections.abc import Iterable

from django.db.models import QuerySet

from acogida.compact.models import LocalAction, Objective


def objectives() -> QuerySet[Objective]:
    """The 23 objectives in their order, with their round table: one query."""
    return Objective.objects.select_related("round_table").order_by("number")


def local_actions_of(numbers: Iterable[int]) -> QuerySet[LocalAction]:
    """What the Compact asks that a local authority can do for these objectives, in their order."""
    return (
        LocalAction.objects.filter(objective__in=list(numbers))
        .select_related("objective")
        .order_by("objective__number", "code")
    )
