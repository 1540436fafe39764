"""What serves is kept running, and all of it stops when told to."""

import os
import signal
import subprocess
import sys
import threading
import time

from acogida.core.supervisor import Child, Supervisor

FOREVER = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


def until(question, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def supervised(*commands, during, patience=4.0):
    """Run children; `during(children)` is called from a thread that ends by asking for the stop."""
    said = []
    children = [Child(f"child {n}", command) for n, command in enumerate(commands)]
    supervisor = Supervisor(children, say=said.append, environment=dict(os.environ), patience=patience)
    failures = []

    def other():
        try:
            until(lambda: all(c.process for c in children))
            during(children)
        except AssertionError as error:
            failures.append(error)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=other)
    thread.start()
    code = supervisor.run()
    thread.join()
    assert failures == []
    return code, said, children


def test_a_child_that_is_killed_is_started_again():
    def during(children):
        first = children[0].process.pid
        os.kill(first, signal.SIGKILL)
        until(lambda: children[0].process.pid != first)

    code, said, children = supervised(FOREVER, FOREVER, during=during)
    assert (code, said) == (0, ["child 0 ended (code -9); starting it again."])
    assert all(child.process.poll() is not None for child in children)


def test_a_child_that_will_not_stop_is_ended():
    def during(children):
        time.sleep(0.3)

    start = time.monotonic()
    code, said, children = supervised(DEAF, during=during, patience=0.5)
    assert code == 0
    assert said == ["A child did not stop within 0 s and is ended."]
    assert children[0].process.returncode == -signal.SIGKILL
    assert time.monotonic() - start < 5


def test_a_child_that_ends_five_times_on_end_stops_everything():
    said = []
    broken = Child("The broken one", [sys.executable, "-c", "raise SystemExit(3)"])
    healthy = Child("The healthy one", FOREVER)
    assert Supervisor([healthy, broken], say=said.append, environment=dict(os.environ)).run() == 1
    assert said[-1] == "The broken one ended 5 times on end (code 3)."
    assert healthy.process.poll() is not None


def test_what_a_dead_child_left_running_is_ended_with_it(tmp_path):
    note = tmp_path / "pid"
    parent = (
        "import subprocess, sys, time;"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"open({str(note)!r}, 'a').write(f'{{p.pid}} ');"
        "time.sleep(60)"
    )

    def during(children):
        until(lambda: note.exists() and len(note.read_text().split()) == 1)
        os.kill(children[0].process.pid, signal.SIGKILL)
        until(lambda: len(note.read_text().split()) == 2)

    supervised([sys.executable, "-c", parent], during=during)
    until(lambda: not any(lives(pid) for pid in note.read_text().split()))


def lives(pid: str) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False)
    return shown.stdout.strip()[:1] not in {"", "Z"}
