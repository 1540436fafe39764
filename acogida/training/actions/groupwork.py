"""The board of a working group: challenges written without saying who, shared with everybody afterwards."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import rules
from acogida.training.actions.closing import require_going
from acogida.training.models import Component, GroupWorkItem, WorkGroup
from acogida.training.models.groupwork import Horizon


@transaction.atomic
def add_item(
    group: WorkGroup,
    *,
    title: str,
    horizon: str,
    description: str = "",
    objectives: Iterable[Objective] = (),
    by: User | None = None,
    at: datetime,
) -> GroupWorkItem:
    """Write a challenge on a group's board. Who takes part writes too; their name is kept nowhere."""
    WorkGroup.objects.select_for_update().get(pk=group.pk)
    if not title.strip():
        raise Refused(_("Say the challenge in one sentence."))
    if horizon not in Horizon.values:
        raise Refused(_("Say whether it needs a short, medium or long time."))
    require_going(group.component.edition)
    item = GroupWorkItem.objects.create(
        group=group,
        title=title.strip()[:200],
        description=description.strip()[:4000],
        horizon=horizon,
        order=group.items.count() + 1,
        created_by=by,
        created_at=at,
    )
    item.objectives.set(objectives)
    audit.record("training.challenge_added", item, by=by or "group", at=at)
    return item


@transaction.atomic
def remove_item(item: GroupWorkItem, *, by: User, at: datetime) -> None:
    """Take a challenge off the board: deleted before it is shared, withdrawn after, for what names it."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat takes challenges off the board."))
    found = GroupWorkItem.objects.select_for_update().get(pk=item.pk)
    audit.record("training.challenge_removed", found, by=by, at=at)
    if found.shared_at is None:
        found.delete()
        return
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])


@transaction.atomic
def share(component: Component, *, by: User, at: datetime) -> int:
    """Share the boards with everybody, once each group has what it was asked for; how many became public."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat shares what the groups found."))
    groups = list(component.groups.select_for_update())
    for group in groups:
        there = group.items.filter(withdrawn_at__isnull=True).count()
        if there < group.asks_for:
            raise Refused(
                _("“%(group)s” has %(n)s of the %(asked)s challenges it was asked for.")
                % {"group": group, "n": there, "asked": group.asks_for}
            )
    fresh = GroupWorkItem.objects.filter(group__in=groups, shared_at__isnull=True, withdrawn_at__isnull=True)
    count = fresh.update(shared_at=at)
    audit.record("training.groups_shared", component, by=by, at=at, detail={"items": count})
    return count
