"""Telling the live process what happened: through Redis where there is one, else straight to it.

Told on commit and never in the way of the deed: what could not be told is found in the database by the
live process, half a minute later or with the next news.
"""

import http.client
import json
import logging
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from acogida.core.live.sources import Item

logger = logging.getLogger(__name__)

REDIS_CHANNEL = "acogida.live"
SALT = "acogida.live.news"
HEADER = "x-acogida-signature"
PATIENCE = 1.0


def tell(number: int, channels: Mapping[str, Sequence[Item]]) -> None:
    """News number `number`, with the changed items of each channel."""
    body = json.dumps({"number": number, "channels": channels}, ensure_ascii=False).encode()
    try:
        if settings.REDIS_URL:
            _through_redis(body)
        else:
            _straight(body)
    except (OSError, http.client.HTTPException) as error:
        logger.warning("news were not told at once: %s", error)


def signature(body: bytes) -> str:
    return salted_hmac(SALT, body, algorithm="sha256").hexdigest()


def is_ours(body: bytes, signed: str) -> bool:
    return constant_time_compare(signature(body), signed)


def _straight(body: bytes) -> None:
    there = urlsplit(f"http://127.0.0.1:{settings.LIVE_PORT}")
    line = http.client.HTTPConnection(there.hostname or "", there.port, timeout=PATIENCE)
    try:
        line.request("POST", "/live/", body, {HEADER: signature(body), "Content-Type": "application/json"})
        if (status := line.getresponse().status) != http.client.NO_CONTENT:
            raise ConnectionError(f"the live process answered {status}")
    finally:
        line.close()


def _through_redis(body: bytes) -> None:
    import redis  # noqa: PLC0415 -- only where there is one

    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=PATIENCE) as line:
            line.publish(REDIS_CHANNEL, body)
    except redis.RedisError as error:
        raise ConnectionError(str(error)) from error
