"""Live news: 2,000 pages that listen, 500 questions in a minute, memory a listener; and groups of opinion."""

import asyncio
import bisect
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Row, median, p95, times

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LISTENERS = 2000
QUESTIONS = 500
SECONDS = 60.0


def rows() -> Iterator[Row]:
    from django.core.management import call_command  # noqa: PLC0415 -- settings first
    from django.db import connections  # noqa: PLC0415 -- as above

    with tempfile.TemporaryDirectory() as folder:
        found = connections["default"].settings_dict
        before = found["NAME"]
        if connections["default"].vendor == "sqlite":
            connections["default"].close()
            found["NAME"] = os.fspath(Path(folder) / "acogida.sqlite3")
        call_command("migrate", verbosity=0)
        try:
            yield from _fan_out(folder)
        finally:
            connections["default"].close()
            found["NAME"] = before
    yield from _opinion()


def _fan_out(folder: str) -> Iterator[Row]:
    from django.conf import settings  # noqa: PLC0415 -- settings first

    from acogida.core.live.tokens import token_for  # noqa: PLC0415 -- as above
    from acogida.dialogues.queries import live as asked  # noqa: PLC0415 -- as above
    from acogida.dialogues.tests.test_questions import Live  # noqa: PLC0415 -- as above

    live = Live(100)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.LIVE_PORT = free.getsockname()[1]
    with _process(folder, settings.LIVE_PORT) as live_pid:
        _listen(1, live, asked, token_for, seconds=2)  # its channel once loaded, its code once run
        empty = _kilobytes(live_pid)
        heard, asked_at, refused, full = _listen(
            LISTENERS, live, asked, token_for, seconds=SECONDS, pid=live_pid, questions=QUESTIONS
        )
    late = [t - asked_at[n] for each in heard for n, t in _seen(each, asked_at)]
    missing = LISTENERS * len(asked_at) - len(late)
    yield Row(
        f"{QUESTIONS} questions in {SECONDS:.0f} s, {LISTENERS:,} pages listen: asked to seen",
        f"p50 {median(late) * 1000:.0f} ms, p95 {p95(late) * 1000:.0f} ms, last {max(late) * 1000:.0f} ms",
        "p95 ≤ 1 s",
        kept=p95(late) <= 1,
    )
    yield Row(
        "questions not seen by somebody, questions refused or failed",
        f"{missing}, {refused}",
        "0, 0",
        kept=missing == 0 and refused == 0,
    )
    each = (full - empty) / LISTENERS
    yield Row(
        f"memory of the live process, a listener ({empty // 1024} MB with none)",
        f"{each:.0f} kB",
        "≤ 60 kB",
        kept=each <= 60,
    )


def _seen(heard: list[tuple[int, float]], asked_at: dict[int, float]) -> Iterator[tuple[int, float]]:
    """For each question, when one listener saw it: with the first event of its number or a later one."""
    numbers = [number for number, _t in heard]
    for n in asked_at:
        place = bisect.bisect_left(numbers, n)
        if place < len(heard):
            yield n, heard[place][1]


def _listen(count, live, asked, token_for, *, seconds, pid=0, questions=1):
    """Let so many pages listen in a process of their own while questions are asked at an even pace."""
    from django.conf import settings  # noqa: PLC0415 -- settings first

    from acogida.dialogues.actions import questions as deeds  # noqa: PLC0415 -- as above

    channel = asked.channel(live.theme, asked.DESK)
    command = [
        sys.executable, "-m", "benchmarks.live", str(count), str(settings.LIVE_PORT), token_for(channel)
    ]  # fmt: skip
    listeners = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert listeners.stdout.readline() == "open\n"
    asked_at, refused, began = {}, 0, time.time()
    memory = []
    for n in range(questions):
        time.sleep(max(0.0, began + n * seconds / questions - time.time()))
        moment = time.time()
        try:
            made = deeds.ask(
                live.theme, text=f"{count}: {n}?", guest=live.people[n % len(live.people)], at=AT
            )
        except Exception as error:  # counted, whatever it is
            print(error)
            refused += 1
        else:
            made.refresh_from_db(fields=["news"])
            asked_at[made.news] = moment
        if pid and n % 50 == 49:
            memory.append(_kilobytes(pid))
    time.sleep(2)
    heard = json.loads(listeners.communicate("end\n")[0])
    return heard, asked_at, refused, max(memory, default=0)


@contextmanager
def _process(folder: str, port: int) -> Iterator[int]:
    """The live process on the benchmark's database; the pid of the one that does the work."""
    from django.conf import settings  # noqa: PLC0415 -- settings first

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "acogida.settings.base",
        "ACOGIDA_DATA": folder,
        "ACOGIDA_SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-m", "acogida", "live", "--port", str(port)]
    running = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(3)
        shown = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(running.pid)], capture_output=True, text=True, check=True
        )
        yield max((int(pid) for pid in shown.stdout.split()), key=_kilobytes)
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _kilobytes(pid: int) -> int:
    found = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in found if line.startswith("VmRSS:")))


def _opinion() -> Iterator[Row]:
    from acogida.dialogues.queries.opinion import opinion_of  # noqa: PLC0415 -- settings first

    for people, statements in ((150, 200), (5000, 500)):
        ballots = _ballots(people, statements)
        found = times(lambda b=ballots, s=statements: opinion_of(b, range(1, s + 1)), runs=3, warm=1)
        yield Row(
            f"groups of opinion, {people:,} people × {statements} statements",
            f"{median(found) / 1000:.2f} s, p95 {p95(found) / 1000:.2f} s",
        )


def _ballots(people: int, statements: int) -> list[dict[str, int]]:
    """Three invented leanings; everybody answers two statements of three."""
    chance = random.Random(2026)
    leanings = [[chance.choice((-1, 1)) for _ in range(statements)] for _ in range(3)]
    return [
        {
            str(s + 1): leanings[p % 3][s] if chance.random() < 0.8 else chance.choice((-1, 0, 1))
            for s in range(statements)
            if chance.random() < 2 / 3
        }
        for p in range(people)
    ]


# The pages that listen: run as `python -m benchmarks.live COUNT PORT TOKEN`.


class _Page(asyncio.Protocol):
    def __init__(self, request: bytes) -> None:
        self.request, self.heard, self.ready = request, [], asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if not self.ready.done():
            self.ready.set_result(None)
        start = data.rfind(b"id: ")
        if start >= 0:
            self.heard.append((int(data[start + 4 : data.index(b"\n", start)]), time.time()))


async def _pages(count: int, port: int, token: str) -> None:
    loop = asyncio.get_running_loop()
    request = f"GET /live/?to={token} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    found = []
    for _ in range(count):
        _t, page = await loop.create_connection(lambda: _Page(request), "127.0.0.1", port)
        found.append(page)
    await asyncio.gather(*(page.ready for page in found))
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    print(json.dumps([page.heard for page in found]))


if __name__ == "__main__":
    asyncio.run(_pages(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
