"""What the house does by itself once a day: reminders, and forgetting what is kept long enough.

Modules register; the worker asks. A chore may be done twice on a day (two workers, a lost cache), so
each must leave the same behind however often it is done.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=30)
CHORES: dict[str, Callable[[datetime], object]] = {}


def register(name: str, do: Callable[[datetime], object]) -> None:
    """Called once from an `AppConfig.ready`; `do` is given the moment."""
    CHORES[name] = do


def do_what_is_due(*, at: datetime) -> list[str]:
    """Do each chore not yet done today; the names of those done. One that fails is tried again later."""
    today = timezone.localdate(at).isoformat()
    done = []
    for name, do in CHORES.items():
        key = f"chore.{name.replace(' ', '-')}"
        if cache.get(key) == today:
            continue
        if not cache.add(f"{key}.tried", today, AGAIN_AFTER.total_seconds()):
            continue
        try:
            do(at)
        except Exception:
            # One chore that fails must not keep the others, nor the queue, from being done.
            logger.exception("the daily chore %s failed; it is tried again later", name)
        else:
            cache.set(key, today, timedelta(days=2).total_seconds())
            done.append(name)
    return done
