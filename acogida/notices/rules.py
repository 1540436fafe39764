"""Who may. Pure questions: no writing, no HTTP."""

from typing import Any


def may_hand_over(user: Any) -> bool:
    """Kept mail holds personal links: only operators see it."""
    return bool(user and user.is_authenticated and user.is_operator)
