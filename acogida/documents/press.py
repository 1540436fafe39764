"""Typst at work in processes of its own: what it keeps of a long document goes when its process ends."""

import atexit
import json
import socket
import subprocess
import sys
import threading
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from acogida.core.aside import done_aside
from acogida.documents import fonts

AT_ONCE = 2  # documents set at the same time
# Letters of data. Typst keeps some 70 MB of a report of 17 pages (100,000 letters), next to nothing of a
# certificate (7,000): a process is used again only after short ones.
LONG = 20_000
LONGEST = 110.0  # seconds; less than the process aside is given


class PressError(RuntimeError):
    """Typst refused a document, or its process ended under it."""


class _Typesetter:
    """One process and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        program = str(Path(__file__).with_name("typesetter.py"))
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, program, str(theirs.fileno()), *map(str, fonts.FOLDERS)],
                pass_fds=[theirs.fileno()],
            )
        self.line = Connection(ours.detach())

    def set(self, work: tuple[Any, ...]) -> bytes:
        self.line.send(work)
        if not self.line.poll(LONGEST):
            raise PressError(f"a document took more than {LONGEST:.0f} s")
        went_well, made = self.line.recv()
        if not went_well:
            raise PressError(made)
        return cast(bytes, made)

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.wait()


_free: list[_Typesetter] = []
_places = threading.Semaphore(AT_ONCE)


@atexit.register
def _end_all() -> None:
    while _free:
        _free.pop().end()


@done_aside
def compiled(template: Path, data: dict[str, Any], **options: Any) -> bytes:
    """A Typst template with its data as one file; `options` are those of Typst's `compile`.

    Errors: `PressError` (a program's fault: no person's text is read as markup).
    """
    text = json.dumps(data, ensure_ascii=False)
    with _places:
        setter = _ready()
        is_good = False
        try:
            made = setter.set((_read(template), str(template.parent), text, options))
            is_good = len(text) <= LONG
        except (EOFError, OSError) as error:
            raise PressError("Typst's process ended under a document") from error
        finally:
            if is_good:
                _free.append(setter)
            else:
                setter.end()
    return made


def _ready() -> _Typesetter:
    while _free:
        setter = _free.pop()
        if setter.process.poll() is None:
            return setter
        setter.end()
    return _Typesetter()


@lru_cache
def _read(template: Path) -> bytes:
    return template.read_bytes()
