"""The worker says that it lives, takes up what another left, and leaves nothing in the outbox."""

import os
import shutil
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from acogida.core import worker
from acogida.core.models import SearchChange
from acogida.core.search.index import index


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()
    shutil.rmtree(settings.DATA / "index", ignore_errors=True)


def running(*workers):
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="acogida.core.search.tasks.apply_search_changes",
        worker_ids=list(workers),
        backend_name="default",
        run_after=get_date_max(),
        started_at=timezone.now(),
    )


def dead_worker() -> str:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return f"{socket.gethostname()[:40]}:{process.pid}:abc"


def test_a_sign_of_life_is_good_for_five_minutes(at):
    assert worker.is_alive(at=at) is False
    worker.say_alive(at=at)
    assert worker.last_sign_of_life() == at
    assert worker.is_alive(at=at + timedelta(minutes=4, seconds=59)) is True
    assert worker.is_alive(at=at + timedelta(minutes=5)) is False


@pytest.mark.django_db
def test_a_task_whose_worker_died_is_taken_up_again():
    task = running(dead_worker())
    assert worker.take_up_interrupted() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_a_task_of_a_living_worker_or_of_another_machine_is_left_alone():
    mine = running(f"{socket.gethostname()[:40]}:{os.getpid()}:abc")
    far = running("another-machine:1:abc")
    assert worker.take_up_interrupted() == 0
    assert {DBTaskResult.objects.get(pk=t.pk).status for t in (mine, far)} == {TaskResultStatus.RUNNING}


@pytest.mark.django_db
def test_a_task_that_kills_its_worker_three_times_is_given_up():
    task = running(*[dead_worker()] * 3)
    assert worker.take_up_interrupted() == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.exception_class_path == "acogida.core.worker.Interrupted"


@pytest.mark.django_db(transaction=True)
def test_a_round_makes_the_index_empties_the_outbox_and_says_that_it_lives():
    SearchChange.objects.create(kind="unheard-of", key="1")
    worker.run(interval=0, rounds=1)
    assert index().exists()
    assert not SearchChange.objects.exists()
    assert worker.is_alive(at=timezone.now())
