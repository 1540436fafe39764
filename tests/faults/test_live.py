"""The live process as it runs: killed and started again, without Redis and with it, and nothing is lost."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from acogida.core.live.tokens import token_for
from acogida.dialogues.queries import live as asked
from acogida.dialogues.tests.test_questions import Live
from tests.faults.test_serve import free_port, until

pytestmark = pytest.mark.django_db(transaction=True)


def database(folder: Path) -> dict[str, str]:
    """The environment in which another process reads the database of this test."""
    if connection.vendor == "sqlite":
        (folder / "acogida.sqlite3").symlink_to(connection.settings_dict["NAME"])
        return {}
    found = connection.settings_dict
    at = f"{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}"
    return {"DATABASE_URL": f"postgresql://{at if found['HOST'] else ''}/{found['NAME']}"}


@pytest.fixture
def environment(tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ACOGIDA_", "DATABASE_URL", "DJANGO_"))}
    return {
        **kept,
        **database(tmp_path),
        "ACOGIDA_DATA": str(tmp_path),
        "ACOGIDA_SECRET_KEY": settings.SECRET_KEY,
    }


@contextmanager
def process(environment, port):
    """A live process on this port, up when we begin and gone when we end."""
    command = [sys.executable, "-m", "acogida", "live", "--port", str(port)]
    running = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        until(lambda: health(port) is not None)
        yield running
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(10)


def health(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            line.sendall(b"GET /live/health/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return json.loads(line.makefile("rb").read().split(b"\r\n\r\n")[1])
    except (OSError, IndexError, ValueError):
        return None


class Page:
    """A page that listens: keeps what it was told by key, and the last number."""

    def __init__(self, channel: str) -> None:
        self.token, self.number, self.items = token_for(channel), 0, {}

    @contextmanager
    def open(self, port):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            asked_for = f"GET /live/?to={self.token} HTTP/1.1\r\nHost: localhost\r\n"
            line.sendall(f"{asked_for}Last-Event-ID: {self.number}\r\n\r\n".encode())
            self.file = line.makefile("rb")
            self.status = self.file.readline().split()[1]
            yield self

    def until(self, *words):
        """Read until these are the texts of the questions it knows."""
        while sorted(i["text"] for i in self.items.values()) != sorted(words):
            line = self.file.readline().decode().strip()
            if line.startswith("id: "):
                self.number = int(line[4:])
            elif line.startswith("data: ["):
                self.items |= {item["key"]: item for item in json.loads(line[6:])}


def test_a_restart_loses_no_question(environment, settings):
    live, port = Live(6), free_port()
    settings.LIVE_PORT = port
    page = Page(asked.channel(live.theme, asked.DESK))
    with process(environment, port), page.open(port):
        live.ask("Before?", 0)
        page.until("Before?")
    live.ask("While it was down?", 1)  # told to nobody, and no deed fails for it
    with process(environment, port):
        live.ask("Before anybody came back?", 2)
        with page.open(port):
            page.until("Before?", "While it was down?", "Before anybody came back?")
            live.ask("After?", 3)
            page.until("Before?", "While it was down?", "Before anybody came back?", "After?")
    assert page.number == 4


def test_nobody_listens_without_a_leave_and_whoever_leaves_is_let_go(environment):
    live, port = Live(1), free_port()
    page, stranger = Page(asked.channel(live.theme, asked.ROOM)), Page("x")
    stranger.token = "made-up"
    with process(environment, port):
        with stranger.open(port):
            assert stranger.status == b"403"
        with page.open(port):
            assert page.status == b"200"
            until(lambda: health(port)["listeners"] == 1)
        page.file.close()
        until(lambda: health(port)["listeners"] == 0)


def test_moderators_hear_one_another_through_redis_and_a_redis_that_died_loses_nothing(
    environment, tmp_path, settings
):
    if not shutil.which("redis-server"):
        pytest.skip("this machine has no redis-server: news through Redis are not proved here")
    at = free_port()
    here, there = free_port(), free_port()
    environment = {**environment, "REDIS_URL": f"redis://127.0.0.1:{at}/0"}
    settings.REDIS_URL = environment["REDIS_URL"]
    live = Live(6)
    pages = [Page(asked.channel(live.theme, asked.DESK)) for _ in range(2)]
    with process(environment, here), process(environment, there):
        with redis(at, tmp_path):
            time.sleep(2.5)  # both find Redis within a second of its start
            with pages[0].open(here), pages[1].open(there):
                live.ask("Through Redis?", 0)
                for page in pages:
                    page.until("Through Redis?")
        live.ask("Without it?", 1)
        with redis(at, tmp_path), pages[0].open(here), pages[1].open(there):
            for page in pages:
                page.until("Through Redis?", "Without it?")


@contextmanager
def redis(port, folder):
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: answers(port))
        yield
    finally:
        running.kill()
        running.wait(10)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
