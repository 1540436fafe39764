"""News for open pages: who may listen, what is handed out, and that a break of the line loses nothing."""

import asyncio
import json
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from acogida.core.live import http, news, tokens
from acogida.core.live import hub as hubs
from acogida.core.live.hub import Hub, Listener
from acogida.core.live.sources import State


def item(key, words):
    return {"key": key, "words": words}


def words(piece: bytes) -> list[str]:
    """What the page would show after an event."""
    [data] = [line for line in piece.decode().splitlines() if line.startswith("data: ")]
    return [found["words"] for found in json.loads(data.removeprefix("data: "))]


def hub_of(*states):
    """A hub whose database stands as the states say, one after the other, the last for ever."""
    waiting = list(states)

    async def load(name):
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return Hub(load)


def test_only_our_own_word_opens_a_channel_and_only_for_a_while():
    token = tokens.token_for("room.1", seconds=60)

    channel, until = tokens.read(token)

    assert (channel, 58 <= until - time.time() <= 60) == ("room.1", True)
    assert tokens.read(tokens.token_for("room.1", seconds=-1)) is None
    assert tokens.read(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert tokens.read("") is None


def test_news_are_taken_only_with_our_signature():
    assert news.is_ours(b"{}", news.signature(b"{}"))
    assert not news.is_ours(b"{} ", news.signature(b"{}"))
    assert not news.is_ours(b"{}", "")


def test_who_comes_first_hears_how_things_stand_and_then_what_is_new():
    async def play():
        hub, one = hub_of(State(3, [(2, item("a", "A")), (3, item("b", "B"))])), Listener()
        channel = await hub.enter("room.1", one)
        before = channel.missed(0)
        hub.take(4, {"room.1": [item("c", "C")], "room.2": [item("d", "D")]})
        return before, await channel.newer(one, channel.turn)

    before, after = asyncio.run(play())

    assert words(before) == ["A", "B"]
    assert (words(after), after.splitlines()[0]) == (["C"], b"id: 4")


def test_what_changed_twice_in_a_moment_is_handed_out_once(monkeypatch):
    monkeypatch.setattr(hubs, "PACE", 0.05)

    async def play():
        hub, one = hub_of(State(0, [])), Listener()
        channel = await hub.enter("room.1", one)
        heard = []
        for number in range(1, 21):
            hub.take(number, {"room.1": [item("a", f"A{number}")]})
        for _ in range(2):
            turn = channel.turn
            heard.append(asyncio.create_task(channel.newer(one, turn)))
            await asyncio.sleep(0.12)
        return [task.result() if task.done() else None for task in heard]

    first, second = asyncio.run(play())

    assert (words(first), second) == (["A20"], None)


def test_a_new_process_gives_back_what_was_missed_and_nothing_older():
    async def play():
        state = State(50, [(10, item("old", "Old")), (49, item("a", "A")), (50, item("b", "B"))])
        channel = await hub_of(state).enter("room.1", Listener())
        return channel.missed(48)

    assert words(asyncio.run(play())) == ["A", "B"]


def test_a_number_that_is_missing_is_fetched_from_the_database(monkeypatch):
    monkeypatch.setattr(hubs, "PACE", 0.0)

    async def play():
        later = State(3, [(2, item("b", "B")), (3, item("c", "C"))])
        hub, one = hub_of(State(1, [(1, item("a", "A"))]), later), Listener()
        channel = await hub.enter("room.1", one)
        turn = channel.turn
        hub.take(3, {"room.1": [item("c", "C")]})
        await asyncio.sleep(0.1)
        return await channel.newer(one, turn)

    assert sorted(words(asyncio.run(play()))) == ["B", "C"]


def test_what_arrives_late_does_not_undo_what_is_newer():
    async def play():
        hub, one = hub_of(State(1, [])), Listener()
        channel = await hub.enter("room.1", one)
        turn = channel.turn
        hub.take(3, {"room.1": [item("a", "third")]})
        hub.take(2, {"room.1": [item("a", "second"), item("b", "B")]})
        return channel.number, await channel.newer(one, turn)

    number, piece = asyncio.run(play())

    assert (number, words(piece)) == (3, ["third", "B"])


def test_a_channel_that_nobody_listens_to_is_forgotten():
    async def play():
        hub, one, two = hub_of(State(0, [])), Listener(), Listener()
        await hub.enter("room.1", one)
        await hub.enter("room.1", two)
        counts = [hub.listeners]
        for listener in (one, two):
            hub.leave("room.1", listener)
            counts.append(hub.listeners)
        return counts, hub.channels

    assert asyncio.run(play()) == ([2, 1, 0], {})


def test_a_listener_who_is_gone_stops_waiting():
    async def play():
        hub, one = hub_of(State(0, [])), Listener()
        channel = await hub.enter("room.1", one)
        waiting = asyncio.create_task(channel.newer(one, channel.turn))
        await asyncio.sleep(0)
        one.go()
        return await asyncio.wait_for(waiting, 1)

    assert asyncio.run(play()) == hubs.SILENCE


def test_a_database_that_is_away_keeps_nobody_out(caplog):
    async def play():
        async def load(name):
            raise OSError("away")

        return (await Hub(load).enter("room.1", Listener())).missed(0)

    assert asyncio.run(play()) == b""
    assert "how room.1 stands could not be read" in caplog.text


@pytest.mark.parametrize(
    ("proxies", "begins", "allowed"),
    [(1, "/live/?to=", None), (0, "http://town.example:9123/live/?to=", ["http://town.example:9123"])],
)
def test_a_page_listens_at_its_own_address_behind_a_proxy_else_at_the_port_of_the_news(
    proxies, begins, allowed
):
    request = RequestFactory(SERVER_NAME="town.example", SERVER_PORT=8123).get("/")
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies, LIVE_PORT=9123, ALLOWED_HOSTS=["*"]):
        assert http.address(request, "room.1").startswith(begins)
        answer = http.let_listen(HttpResponse(), request)
    assert getattr(answer, "_csp_update", {}).get("connect-src") == allowed
