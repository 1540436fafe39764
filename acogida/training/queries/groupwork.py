"""What working groups found: for their board, for everybody, and for plans that take it up."""

from acogida.training.models import Component, Edition, GroupWorkItem, WorkGroup
from acogida.training.models.groupwork import Horizon
from acogida.training.states import Kind


def boards_of(edition: Edition) -> list[Component]:
    return list(edition.components.filter(kind=Kind.GROUP_WORK))


def board(
    component: Component, *, shared_only: bool = False
) -> list[tuple[WorkGroup, list[tuple[str, list[GroupWorkItem]]]]]:
    """Each group with its challenges by the time they need, in three queries."""
    items = GroupWorkItem.objects.filter(
        group__component=component, withdrawn_at__isnull=True
    ).prefetch_related("objectives")
    if shared_only:
        items = items.filter(shared_at__isnull=False)
    found = list(items)
    return [
        (
            group,
            [
                (str(horizon.label), [i for i in found if i.group_id == group.pk and i.horizon == horizon])
                for horizon in Horizon
            ],
        )
        for group in component.groups.all()
    ]


def shared_items() -> "list[GroupWorkItem]":
    """Challenges that everybody may read, the newest editions first: what a plan may name as a cause."""
    return list(
        GroupWorkItem.objects.filter(shared_at__isnull=False, withdrawn_at__isnull=True)
        .select_related("group__component__edition")
        .order_by("-group__component__edition__starts_on", "group__order", "order")
    )
