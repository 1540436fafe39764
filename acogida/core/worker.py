"""The worker: runs the queue and the daily chores, keeps the search index up, and says that it lives."""

import logging
import os
import socket
import time
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.cache import cache
from django.db import close_old_connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_started
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from acogida.core import chores
from acogida.core.models import SearchChange
from acogida.core.search import index

logger = logging.getLogger(__name__)

SIGN_OF_LIFE = "worker.sign-of-life"
EVERY = timedelta(seconds=15)
SILENT_AFTER = timedelta(minutes=5)
TRIES = 3


class Interrupted(Exception):  # noqa: N818 -- reads as what happened to the task
    """A task whose worker died under it, as often as we are willing to try."""


def last_sign_of_life() -> datetime | None:
    """When a worker last said that it lives; None where none ever did."""
    said = cache.get(SIGN_OF_LIFE)
    return datetime.fromisoformat(said) if said else None


def is_alive(*, at: datetime) -> bool:
    """Whether a worker has been heard of lately; one long task is given five minutes."""
    said = last_sign_of_life()
    return said is not None and at - said < SILENT_AFTER


def say_alive(*, at: datetime) -> None:
    cache.set(SIGN_OF_LIFE, at.isoformat(), None)


def name_of_worker() -> str:
    """A name that says on which machine and in which process this worker runs."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"


def take_up_interrupted() -> int:
    """Give back to the queue what workers of this machine were doing when they died; how many tasks.

    A task that has already been taken up three times is marked as failed instead.
    """
    taken = 0
    for result in DBTaskResult.objects.running():
        host, pid, _ = (result.worker_ids[-1] if result.worker_ids else "::").split(":", 2)
        if host != socket.gethostname()[:40] or _lives(int(pid)):
            continue
        if len(result.worker_ids) >= TRIES:
            result.set_failed(Interrupted(f"taken up {TRIES} times, and the worker died each time"))
            continue
        result.status = TaskResultStatus.READY
        result.save(update_fields=["status"])
        taken += 1
    return taken


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def run(*, interval: float = 1.0, rounds: int | None = None) -> None:
    """Work until told to stop (or for so many rounds). A signal lets the task in hand finish."""
    worker = Worker(
        queue_names=["*"],
        interval=interval,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name_of_worker(),
        excluded_queue_names=[],
    )
    if rounds is None:
        worker.configure_signals()
    task_started.connect(_before_a_task, weak=False, dispatch_uid="sign-of-life")
    said = timezone.now()
    say_alive(at=said)
    if taken := take_up_interrupted():
        logger.warning("took up %s tasks of a worker that died", taken)
    if not index.index().exists():
        index.rebuild()
    while worker.running and rounds != 0:
        worker.run()  # in batch mode: everything that waits, then back here
        rounds = None if rounds is None else rounds - 1
        now = timezone.now()
        if now - said >= EVERY:
            say_alive(at=now)
            said = now
            chores.do_what_is_due(at=now)
        if SearchChange.objects.exists():
            index.apply_changes()  # what a task lost on the way would have left behind
        close_old_connections()
        if worker.running and rounds != 0:
            time.sleep(interval)


def _before_a_task(**_: object) -> None:
    say_alive(at=timezone.now())
