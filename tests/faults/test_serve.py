"""`acogida setup` and `acogida serve`, as a person runs them: started, killed, stopped."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from acogida.core.management.commands.serve import beside


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An installation of its own, on SQLite, as `acogida setup` makes it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ACOGIDA_", "DATABASE_URL", "DJANGO_"))}
    environment = {**kept, "ACOGIDA_DATA": str(tmp_path_factory.mktemp("data"))}
    subprocess.run(
        [sys.executable, "-m", "acogida", "setup"], env=environment, check=True, capture_output=True
    )
    return environment


def set_up(environment) -> str:
    made = subprocess.run(
        [sys.executable, "-m", "acogida", "setup"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout


def test_what_is_set_up_is_not_loaded_again_until_something_is_missing(environment):
    assert "was set up already" in set_up(environment)
    assert "load_territories" not in set_up(environment)

    shutil.rmtree(os.path.join(environment["ACOGIDA_DATA"], "index"))

    assert "Acogida is set up" in set_up(environment)


@pytest.fixture
def served(environment):
    """The running supervisor and its port; stopped afterwards whatever happens."""
    port = free_port()
    command = [sys.executable, "-m", "acogida", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().strip() in {"Static files gathered.", said(port)}
        until(lambda: health(port)[0] == 200)
        yield process, port
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(10)
        process.stdout.close()


def said(port: int) -> str:
    return f"Acogida is on http://127.0.0.1:{port}/ (Ctrl+C stops it)"


def health(port: int, path: str = "/health/"):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.status, json.loads(answer.read())
    except OSError:
        return 0, {}
    finally:
        asked.close()


def until(question, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def children_of(pid: int, words: str) -> list[int]:
    shown = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in shown.stdout.splitlines() if words in line]


def test_pages_come_back_after_a_kill_and_all_stops_within_five_seconds(served):
    process, port = served
    for words in ("acogida work", "acogida aside", "--interface wsgi", "--interface asgi"):
        [pid] = children_of(process.pid, words)
        os.kill(pid, signal.SIGKILL)
        until(lambda pid=pid, words=words: children_of(process.pid, words) not in ([], [pid]))
    until(lambda: health(port)[0] == 200)
    until(lambda: health(beside(port), "/live/health/") == (200, {"status": "ok", "listeners": 0}))
    start = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert time.monotonic() - start < 5
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def serve(environment, *words):
    command = [sys.executable, "-m", "acogida", "serve", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)


def test_a_taken_port_is_said(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = serve(environment, "--port", str(port))
    assert answer.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port} (Address already in use)." in answer.stderr


def test_an_installation_that_is_not_set_up_says_what_to_do(environment, tmp_path):
    answer = serve({**environment, "ACOGIDA_DATA": str(tmp_path)})
    assert answer.returncode == 1
    assert "Run `acogida setup` first." in answer.stderr
