"""One process that keeps others running: starts them, starts again what dies, stops them all."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
TICK = 0.2
AT_ONCE = 10.0
TOO_OFTEN = 5


@dataclass
class Child:
    """A command kept running. One that dies within ten seconds, five times on end, is given up."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0


@dataclass
class Supervisor:
    """`say` is given one sentence a happening; `ready` is asked until it is true, then `on_ready` called."""

    children: list[Child]
    say: Callable[[str], None]
    environment: Mapping[str, str]
    ready: Callable[[], bool] = lambda: True
    on_ready: Callable[[], None] = lambda: None
    patience: float = 4.0
    _stopping: bool = field(default=False, init=False)

    def run(self) -> int:
        """Keep the children running until a signal comes; 0, or 1 where one of them would not run."""
        before = {number: signal.signal(number, self._stop) for number in STOPS}
        try:
            for child in self.children:
                self._start(child)
            return self._watch()
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _watch(self) -> int:
        announced = False
        while not self._stopping:
            if not announced and self.ready():
                announced = True
                self.on_ready()
            for child in self.children:
                if child.process is not None and child.process.poll() is not None and not self._again(child):
                    return 1
            time.sleep(TICK)
        return 0

    def _again(self, child: Child) -> bool:
        """Start a dead child again; False where it dies too often."""
        assert child.process is not None
        lived = time.monotonic() - child.started
        child.deaths = child.deaths + 1 if lived < AT_ONCE else 1
        _signal(child.process, signal.SIGKILL)  # what it may have left running in its group
        if child.deaths >= TOO_OFTEN:
            self.say(f"{child.name} ended {child.deaths} times on end (code {child.process.returncode}).")
            return False
        self.say(f"{child.name} ended (code {child.process.returncode}); starting it again.")
        self._start(child)
        return True

    def _start(self, child: Child) -> None:
        child.started = time.monotonic()
        child.process = subprocess.Popen(  # a group of its own: the terminal's Ctrl+C reaches only us
            list(child.command), env=dict(self.environment), start_new_session=True
        )

    def _end_all(self) -> None:
        running = [c.process for c in self.children if c.process is not None]
        for process in running:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + self.patience
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"A child did not stop within {self.patience:.0f} s and is ended.")
        for process in running:
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to a child; SIGKILL goes to all that it started."""
    try:
        if number == signal.SIGKILL:
            os.killpg(process.pid, number)
        elif process.poll() is None:
            process.send_signal(number)
    except (ProcessLookupError, PermissionError):
        return  # nobody is left in the group
