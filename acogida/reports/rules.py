"""Who may freeze a report: live ones are public."""

from typing import Any

from acogida.accounts.rules import may_oversee


def may_freeze(user: Any) -> bool:
    """The secretariat and operators answer for what is frozen."""
    return may_oversee(user)
