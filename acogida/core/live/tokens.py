"""Who may listen to what: a signed, expiring word in the page, so that listening asks no database."""

import time

from django.core import signing

SALT = "acogida.live"
SECONDS = 12 * 3600


def token_for(channel: str, *, seconds: int = SECONDS) -> str:
    """The word with which a page may listen to a channel, for so many seconds from now."""
    return signing.dumps([channel, int(time.time()) + seconds], salt=SALT)


def read(token: str) -> tuple[str, int] | None:
    """The channel and until when (seconds since 1970); none for a word that is not ours, or over."""
    try:
        channel, until = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return (channel, until) if until > time.time() else None
