"""Who may do what in training. Pure questions: no writing, no HTTP."""

from typing import Any

from acogida.accounts.models import MandateKind
from acogida.accounts.rules import may_oversee, today
from acogida.training.models import Nomination


def may_run(user: Any) -> bool:
    """The secretariat and operators run programmes: editions, sessions, attendance, certificates."""
    return may_oversee(user)


def countries_of(user: Any) -> list[int]:
    """The countries this person is national focal point of today."""
    if not (user and user.is_authenticated):
        return []
    held = user.mandates.on(today()).filter(kind=MandateKind.FOCAL_POINT)
    return list(held.values_list("country_id", flat=True))


def may_nominate(user: Any, country_id: int | None) -> bool:
    """A country's focal points put people forward for it; the secretariat for any, and for observers."""
    return may_run(user) or (country_id is not None and country_id in countries_of(user))


def may_substitute(user: Any, nomination: Nomination) -> bool:
    return may_nominate(user, nomination.country_id)
