"""What whoever watches over the installation is told."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection
from django.utils import timezone

from acogida.core import worker
from acogida.core.search.index import index, rebuild

FIGURES = Path(settings.DATA) / "figures.duckdb"


@pytest.fixture
def well(db):
    """Every part in place."""
    there = FIGURES.exists()
    if not there:
        FIGURES.write_bytes(b"")
    rebuild()
    worker.say_alive(at=timezone.now())
    yield
    cache.clear()
    shutil.rmtree(settings.DATA / "index", ignore_errors=True)
    if not there:
        FIGURES.unlink()


def test_all_well(client, well):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "parts": {"database": "ok", "figures": "ok", "index": "ok", "worker": "ok"},
    }
    assert "no-store" in answer["Cache-Control"]


def test_a_silent_worker_and_a_missing_index_are_said(client, well):
    cache.clear()
    shutil.rmtree(settings.DATA / "index")
    assert not index().exists()
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {
        "database": "ok",
        "figures": "ok",
        "index": "not built",
        "worker": "silent",
    }


def test_a_lost_database_is_said(client, well, monkeypatch):
    """The one thing that cannot be lost for real while a test holds it."""

    def lost(*_args, **_words):
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", lost)
        answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["parts"]["database"] == "no answer"
