"""Who may correct the registry."""

from typing import Any

from acogida.accounts.rules import may_oversee


def may_edit(user: Any) -> bool:
    """The secretariat and operators answer proposals and keep the registry."""
    return may_oversee(user)


def may_propose(user: Any) -> bool:
    return bool(user and user.is_authenticated)
