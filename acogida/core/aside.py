"""Heavy work in one process aside, so that the processes that answer people stay small.

DuckDB and Typst hold some 130 MB wherever they are loaded. `acogida serve` starts one process that does
such work for all the others and tells them its address (`ACOGIDA_ASIDE`: a Unix socket that only this user
can open). Without that address, as in a command or a test, work is done where it is asked for.
"""

import functools
import os
import threading
import time
from collections.abc import Callable
from importlib import import_module
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import structlog
from django.conf import settings

P = ParamSpec("P")
R = TypeVar("R")

ADDRESS = "ACOGIDA_ASIDE"
STARTING = 10.0  # seconds given to the process between its start and its first answer
LONGEST = 120.0  # seconds a piece of work may take
WAITING = 64  # connections not yet taken up

logger = structlog.get_logger(__name__)
_works: dict[str, Callable[..., Any]] = {}


class AsideError(RuntimeError):
    """What was asked of the process aside failed there; the message says how."""


class _Mine(threading.local):
    connection: Connection | None = None


_mine = _Mine()
_importing = threading.Lock()


def done_aside(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function of a module as heavy.

    It may be asked twice for one result, so it changes nothing; it opens no database connection of Django's;
    its arguments and its result are plain data.
    """
    name = f"{function.__module__}:{function.__name__}"
    _works[name] = function

    @functools.wraps(function)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        address = os.environ.get(ADDRESS)
        if not address:
            return function(*args, **kwargs)
        for _attempt in range(2):  # a process started anew has dropped the connection of before
            try:
                return cast(R, _asked(_connected(address), (name, args, kwargs)))
            except (AuthenticationError, EOFError, OSError):
                _forget()
            except AsideError as error:  # a fault of the work itself comes again here, as what it is
                logger.warning("failed aside: done here", work=name, error=str(error))
                break
        else:
            logger.warning("the process aside does not answer: done here", work=name)
        return function(*args, **kwargs)

    return ask


def serve(address: str) -> None:
    """Do what is asked at this address, each connection in a thread of its own, until the process ends."""
    Path(address).unlink(missing_ok=True)  # left by one that was killed
    with Listener(address, "AF_UNIX", backlog=WAITING, authkey=_key()) as listener:
        while True:
            try:
                connection = listener.accept()
            except (AuthenticationError, EOFError, OSError):  # a stranger, or somebody who went away
                continue
            threading.Thread(target=_answer, args=(connection,), daemon=True).start()


def _answer(connection: Connection) -> None:
    with connection:
        while True:
            try:
                name, args, kwargs = connection.recv()
            except (EOFError, OSError):
                return
            try:
                answer = (True, _work(name)(*args, **kwargs))
            except Exception as error:
                logger.exception("failed aside", work=name)
                answer = (False, f"{type(error).__name__}: {error}")
            connection.send(answer)


def _work(name: str) -> Callable[..., Any]:
    with _importing:
        if name not in _works:
            import_module(name.partition(":")[0])
    return _works[name]


def _asked(connection: Connection, work: tuple[str, Any, Any]) -> Any:
    connection.send(work)
    if not connection.poll(LONGEST):
        _forget()  # or its late answer would be taken for the next one's
        raise AsideError(f"{work[0]} took more than {LONGEST:.0f} s")
    is_done, answer = connection.recv()
    if not is_done:
        raise AsideError(answer)
    return answer


def _connected(address: str) -> Connection:
    """This thread's connection; the process is given time to start."""
    until = time.monotonic() + STARTING
    while _mine.connection is None:
        try:
            _mine.connection = Client(address, "AF_UNIX", authkey=_key())
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
    return _mine.connection


def _forget() -> None:
    if _mine.connection is not None:
        _mine.connection.close()
        _mine.connection = None


def _key() -> bytes:
    return settings.SECRET_KEY.encode()
