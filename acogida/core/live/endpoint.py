"""The bare ASGI application of the live process: listen, take news, say that it lives.

Django is here only for its settings and, once a channel, to ask how things stand: no request goes through it.
"""

import asyncio
import json
import logging
import os
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 -- the house must stand first
from django.db import connections  # noqa: E402 -- as above

from acogida.core.live import news, sources, tokens  # noqa: E402 -- as above
from acogida.core.live.hub import Hub, Listener  # noqa: E402 -- as above
from acogida.core.live.sources import State  # noqa: E402 -- as above

logger = logging.getLogger(__name__)

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST = int(os.environ.get("ACOGIDA_LIVE_LISTENERS", "12000"))
LARGEST = 1024 * 1024
STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    # The token is the leave to listen, no cookie is read: pages of another port of this host may come.
    (b"access-control-allow-origin", b"*"),
]


async def load(channel: str) -> State:
    """How a channel stands, asked in a thread: nobody else waits meanwhile."""
    return await asyncio.to_thread(_load, channel)


def _load(channel: str) -> State:
    try:
        return sources.state_of(channel)
    finally:
        connections.close_all()


HUB = Hub(load)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        path, method = scope["path"], scope["method"]
        if path == "/live/" and method == "GET":
            await _listen(scope, receive, send)
        elif path == "/live/" and method == "POST":
            await _take(scope, receive, send)
        elif path == "/live/health/":
            await _answer(send, 200, json.dumps({"status": "ok", "listeners": HUB.listeners}).encode())
        else:
            await _answer(send, 404)


async def _live(receive: Receive, send: Send) -> None:
    work: list[asyncio.Task[None]] = []
    while True:
        said = await receive()
        if said["type"] == "lifespan.startup":
            work.append(asyncio.create_task(HUB.keep_going()))
            if settings.REDIS_URL:
                work.append(asyncio.create_task(_follow_redis()))
            await send({"type": "lifespan.startup.complete"})
        else:
            for task in work:
                task.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _listen(scope: Message, receive: Receive, send: Send) -> None:
    """One listener, until they leave or their word runs out."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    leave = tokens.read(query.get("to", [""])[0])
    if leave is None:
        return await _answer(send, 403)
    if HUB.listeners >= MOST:
        return await _answer(send, 503)
    name, until = leave
    listener = Listener()
    leaving = asyncio.ensure_future(_leaving(receive, listener))
    try:
        channel = await HUB.enter(name, listener)
        await send({"type": "http.response.start", "status": 200, "headers": STREAM})
        # Everybody comes back at a moment of their own after a restart.
        hello = f"retry: {random.randint(1000, 3000)}\nevent: clock\ndata: {time.time() * 1000:.0f}\n\n"
        turn, piece = channel.turn, hello.encode() + channel.missed(_since(scope, query))
        while time.time() < until and not listener.is_gone:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await channel.newer(listener, turn)
            turn = channel.turn
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        HUB.leave(name, listener)
        leaving.cancel()
    return None


async def _leaving(receive: Receive, listener: Listener) -> None:
    """Wait until the browser has gone: a write to it would not say so."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.go()


def _since(scope: Message, query: dict[str, list[str]]) -> int:
    """The last number this listener has seen: its browser says so when it comes back, else its page does."""
    headers = dict(scope["headers"])
    said = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("since", ["0"])[0]
    return int(said) if said.isascii() and said.isdigit() else 0


async def _take(scope: Message, receive: Receive, send: Send) -> None:
    """News straight from a process of pages, signed."""
    body, more = b"", True
    while more and len(body) <= LARGEST:
        said = await receive()
        if said["type"] == "http.disconnect":
            return
        body += said.get("body", b"")
        more = said.get("more_body", False)
    signed = dict(scope["headers"]).get(news.HEADER.encode(), b"").decode("latin-1")
    if len(body) > LARGEST or not news.is_ours(body, signed):
        await _answer(send, 403)
    else:
        _hand_over(body)
        await _answer(send, 204)


def _hand_over(body: bytes) -> None:
    said = json.loads(body)
    HUB.take(said["number"], said["channels"])


async def _follow_redis() -> None:
    """News from every process of pages through Redis. After a break of the line the database is asked."""
    import redis.asyncio  # noqa: PLC0415 -- only where there is one

    while True:
        try:
            async with redis.asyncio.Redis.from_url(settings.REDIS_URL, socket_timeout=None) as line:
                heard = line.pubsub(ignore_subscribe_messages=True)
                await heard.subscribe(news.REDIS_CHANNEL)
                await HUB.refresh_all()
                async for message in heard.listen():
                    _hand_over(message["data"])
        except (redis.RedisError, OSError) as error:
            logger.warning("the line to Redis broke: %s", error)
            await asyncio.sleep(1)


async def _answer(send: Send, status: int, body: bytes = b"") -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
