"""An installation served on a clock that a journey turns: `python -m tests.journeys.clocked PORT FILE`.

It serves the data folder as `acogida serve` does, in one process; the day is the one written in FILE,
looked at before each request. It stands among the tests on purpose: nothing that is installed can have its
clock moved, by a request or by a setting.
"""

import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import time_machine
from django.core.servers.basehttp import run

from acogida.core import static_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.base")


class Clocked:
    """The application of the product, each request answered on the day the file says."""

    def __init__(self, application: Callable[..., Any], file: Path) -> None:
        self.application, self.file = application, file
        self.lock = threading.Lock()
        self.day = file.read_text()
        self.clock = time_machine.travel(moment(self.day), tick=True).start()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        with self.lock:
            if (day := self.file.read_text()) != self.day:
                self.clock.move_to(moment(day))
                self.day = day
        return self.application(environ, start_response)


def moment(day: str) -> datetime:
    """The morning of that day, in America as in Europe."""
    return datetime.fromisoformat(day).replace(hour=15, tzinfo=UTC)


if __name__ == "__main__":
    django.setup()
    static_files.gather()
    from acogida.wsgi import application  # it looks for static files as it is loaded

    run("127.0.0.1", int(sys.argv[1]), Clocked(application, Path(sys.argv[2])), threading=True)
