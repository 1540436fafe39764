"""Handing news to everybody who listens, in one process. No HTTP and no domain words here.

A channel keeps the last item of each key, never a queue a listener: whoever is slow gets everything newer
than what they saw, in one piece, when they are ready. News are handed out four times a second at most.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from acogida.core.live.sources import Item, State

logger = logging.getLogger(__name__)

PACE = 0.25
BEAT = 15.0
AFRESH = 30.0
# Numbers may arrive a little out of order; who comes back is given these few again, which changes nothing.
OVERLAP = 20
SILENCE = b": still here\n\n"


class Listener:
    """Somebody who listens: waits for the next turn, or is gone."""

    __slots__ = ("_waits", "is_gone")

    def __init__(self) -> None:
        self._waits: asyncio.Future[None] | None = None
        self.is_gone = False

    async def wait(self) -> None:
        self._waits = asyncio.get_running_loop().create_future()
        await self._waits

    def wake(self) -> None:
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)

    def go(self) -> None:
        self.is_gone = True
        self.wake()


class Channel:
    """What is known of one channel: by key, the item's number, the turn it was handed out in, its JSON."""

    def __init__(self) -> None:
        self.number = 0
        self.turn = 0
        self.listeners: set[Listener] = set()
        self.items: dict[str, tuple[int, int, str]] = {}
        self.loaded = asyncio.Event()
        self._pieces: dict[int, bytes] = {}
        self._due: asyncio.TimerHandle | None = None
        self._handed_out = 0.0

    def take(self, number: int, items: Iterable[tuple[int, Item]]) -> bool:
        """Keep what is newer than what is here; whether a number is missing in between."""
        gap = number > self.number + 1
        changed = False
        for own, item in items:
            known = self.items.get(item["key"])
            if known is None or known[0] < own:
                self.items[item["key"]] = (own, self.turn + 1, json.dumps(item, ensure_ascii=False))
                changed = True
        self.number = max(self.number, number)
        if changed and self._due is None:
            loop = asyncio.get_running_loop()
            self._due = loop.call_at(max(loop.time(), self._handed_out + PACE), self._hand_out)
        return gap

    def _hand_out(self) -> None:
        self._due = None
        self._handed_out = asyncio.get_running_loop().time()
        self.turn += 1
        self._pieces.clear()
        self.wake()

    def wake(self) -> None:
        for listener in self.listeners:
            listener.wake()

    async def newer(self, listener: Listener, turn: int) -> bytes:
        """What came after `turn`, as one event; waits for it. Just a sign of life when nothing did."""
        if self.turn == turn and not listener.is_gone:
            await listener.wait()
        if self.turn == turn:
            return SILENCE
        if turn not in self._pieces:
            self._pieces[turn] = self._event_of(
                i for _n, t, i in self.items.values() if turn < t <= self.turn
            )
        return self._pieces[turn]

    def missed(self, since: int) -> bytes:
        """What somebody has missed whose last number was `since`."""
        found = [i for n, t, i in self.items.values() if n > since - OVERLAP and t <= self.turn]
        return self._event_of(found) if found else b""

    def _event_of(self, items: Iterable[str]) -> bytes:
        return f"id: {self.number}\ndata: [{','.join(items)}]\n\n".encode()


class Hub:
    """The channels of one process. `load` says how a channel stands in the database."""

    def __init__(self, load: Callable[[str], Awaitable[State]]) -> None:
        self.channels: dict[str, Channel] = {}
        self._load = load
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def listeners(self) -> int:
        return sum(len(channel.listeners) for channel in self.channels.values())

    async def enter(self, name: str, listener: Listener) -> Channel:
        """One more listens; the first one waits until the channel is loaded, and so do those who follow."""
        channel = self.channels.get(name)
        if channel is None:
            channel = self.channels[name] = Channel()
            self._soon(self.refresh(name))
        channel.listeners.add(listener)
        await channel.loaded.wait()
        return channel

    def leave(self, name: str, listener: Listener) -> None:
        """One less; with nobody left the channel is forgotten, and loaded anew for the next."""
        channel = self.channels.get(name)
        if channel is not None:
            channel.listeners.discard(listener)
            if not channel.listeners:
                del self.channels[name]

    async def refresh(self, name: str) -> None:
        """Take over how the channel stands in the database."""
        channel = self.channels.get(name)
        if channel is None:
            return
        try:
            state = await self._load(name)
        except Exception:
            # The database may be away for a while; who listens must not be, and it is asked again soon.
            logger.exception("how %s stands could not be read", name)
        else:
            channel.take(state.number, state.items)
            if not channel.loaded.is_set():
                channel.turn += 1
        channel.loaded.set()

    def take(self, number: int, channels: dict[str, list[Item]]) -> None:
        """News from a page. Where a number is missing in between, the database is asked."""
        for name, items in channels.items():
            channel = self.channels.get(name)
            if channel is not None and channel.take(number, [(number, item) for item in items]):
                self._soon(self.refresh(name))

    async def keep_going(self) -> None:
        """Signs of life; now and then a look at the database."""
        looked = time.monotonic()
        while True:
            await asyncio.sleep(BEAT)
            for channel in list(self.channels.values()):
                channel.wake()
            if time.monotonic() - looked >= AFRESH:
                looked = time.monotonic()
                await self.refresh_all()

    async def refresh_all(self) -> None:
        for name in list(self.channels):
            await self.refresh(name)

    def _soon(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
