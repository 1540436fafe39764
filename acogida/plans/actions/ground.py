"""What every deed on a plan stands on: the locked row, the right, the moment, the revision."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core.errors import Refused
from acogida.plans import rules
from acogida.plans.models import Plan
from acogida.plans.states import MOVES, WRITING, State


class Stale(Refused):
    """A colleague saved first. `current` is what stands now, so that a page can show both."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            _(
                "A colleague changed this while you were writing. Nothing of yours is lost: compare both "
                "below, and save again what should stand."
            )
        )
        self.current = current


def locked(plan: Plan) -> Plan:
    """The plan as it stands, locked: deeds on one plan follow one another.

    It is read after it is locked. Were both one query, PostgreSQL would hand whoever waited the version
    that was current before the wait.
    """
    held = Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    return Plan.objects.select_related("organisation", "territory__country", "current_version").get(
        pk=held.pk
    )


def require_writer(plan: Plan, by: User) -> None:
    if not rules.may_write(by, plan):
        raise Refused(_("Only people who edit for this organisation can change its plan."))


def require_writing(plan: Plan, by: User) -> None:
    """Actions and indicators are written in design, and again in implementation as an amendment."""
    require_writer(plan, by)
    if State(plan.state) in WRITING:
        return
    if plan.state in {State.EVALUATION, State.CLOSED}:
        raise Refused(_("This plan is closed: what it says no longer changes."))
    raise Refused(_("Choose the priorities first: actions answer to them."))


def require_move(plan: Plan, to: State, otherwise: str) -> None:
    if to not in MOVES[State(plan.state)]:
        raise Refused(otherwise)


def require_fresh(found: Any, revision: int) -> None:
    if found.revision != revision:
        raise Stale(found)


def require_text(text: str, sentence: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(sentence)
    return text


def written(found: Any, **values: Any) -> None:
    """Save these fields and raise the revision."""
    for name, value in values.items():
        setattr(found, name, value)
    found.revision += 1
    found.save(update_fields=[*values, "revision"])
