"""What an action stands on and may fall over: what comes before it, its risks, the people it reaches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.actions.ground import locked, require_fresh, require_text, require_writing, written
from acogida.plans.models import Action, Group, Level
from acogida.plans.queries.path import circle

MOST_RISKS = 10


@dataclass(frozen=True)
class Risk:
    """What could go wrong, how likely, how bad (`Level`), and what is done so that it does not."""

    text: str
    likelihood: int
    impact: int
    answer: str


@transaction.atomic
def set_needs(action: Action, *, needs: Iterable[Action], by: User, at: datetime) -> Action:
    """Say which actions must have ended before this one begins. A circle is refused with its names."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = Action.objects.select_for_update(of=("self",)).current().get(pk=action.pk)
    current = {found.pk: found for found in plan.actions.current()}
    wanted = sorted({found.pk for found in needs})
    if set(wanted) - set(current):
        raise Refused(_("This action is no longer part of the plan. Load the page again."))
    waiting = {pk: set(found.needs) for pk, found in current.items()} | {action.pk: set(wanted)}
    if found := circle(waiting, action.pk):
        raise Refused(_in_a_circle([current[pk].title for pk in found]))
    written(action, needs=wanted)
    audit.record("plans.needs_set", action, by=by, at=at, detail={"needs": wanted})
    return action


def _in_a_circle(titles: list[str]) -> str:
    if len(titles) == 1:
        return _("“%(action)s” cannot wait for itself.") % {"action": titles[0]}
    steps = ", ".join(
        _("“%(one)s” waits for “%(other)s”") % {"one": one, "other": other}
        for one, other in zip(titles, [*titles[1:], titles[0]], strict=True)
    )
    return _("They would wait for each other in a circle: %(steps)s. Take one of these out.") % {
        "steps": steps
    }


@transaction.atomic
def set_risks(action: Action, *, risks: Sequence[Risk], revision: int, by: User, at: datetime) -> Action:
    """Write what could go wrong with an action; each risk says what is done about it."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = Action.objects.select_for_update(of=("self",)).current().get(pk=action.pk)
    require_fresh(action, revision)
    if len(risks) > MOST_RISKS:
        raise Refused(_("Ten risks at most: those that matter."))
    for risk in risks:
        require_text(risk.text, _("Say what could go wrong."))
        require_text(risk.answer, _("Say what is done so that it does not happen, or hurts less."))
        if risk.likelihood not in Level.values or risk.impact not in Level.values:
            raise Refused(_("Say how likely each risk is and how much it would hurt."))
    written(action, risks=[asdict(risk) for risk in risks])
    audit.record("plans.risks_set", action, by=by, at=at, detail={"risks": len(risks)})
    return action


@transaction.atomic
def set_reach(
    action: Action, *, reach: Mapping[str, int | None], revision: int, by: User, at: datetime
) -> Action:
    """Say how many people of each `Group` an action should reach; None for those not counted."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = Action.objects.select_for_update(of=("self",)).current().get(pk=action.pk)
    require_fresh(action, revision)
    written(action, reach=counted(reach))
    audit.record("plans.reach_set", action, by=by, at=at, detail={"groups": sorted(action.reach)})
    return action


def counted(people: Mapping[str, int | None]) -> dict[str, int]:
    """Counts of people by group, in the order of the groups; refuses an unknown group or a negative count."""
    if set(people) - set(Group.values):
        raise Refused(_("There is no such group of people."))
    if any(count is not None and count < 0 for count in people.values()):
        raise Refused(_("A number of people is not negative."))
    return {group: count for group in Group.values if (count := people.get(group)) is not None}
