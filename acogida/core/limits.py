"""How often one may knock: a few lines over the cache, for our own public forms."""

from datetime import datetime

from django.core.cache import cache


def allowed(deed: str, who: str, *, times: int, seconds: int, at: datetime) -> bool:
    """Whether `who` (an address, an account) may do the deed once more: `times` in each window of `seconds`.

    Counted without a lock, and forgotten when the cache is: it slows guessing down, it is never the
    lock itself.
    """
    key = f"limit:{deed}:{who}:{int(at.timestamp()) // seconds}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, seconds)
    return bool(count <= times)
