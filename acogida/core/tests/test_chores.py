"""What is done once a day is done once a day, and one failure keeps nothing else from being done."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache

from acogida.core import chores


@pytest.fixture(autouse=True)
def _none_yet(monkeypatch):
    monkeypatch.setattr(chores, "CHORES", {})
    cache.clear()
    yield
    cache.clear()


def test_a_chore_is_done_once_a_day_and_told_the_moment(at):
    done = []
    chores.register("sweep", done.append)
    assert chores.do_what_is_due(at=at) == ["sweep"]
    assert chores.do_what_is_due(at=at + timedelta(hours=2)) == []
    assert done == [at]
    cache.delete("chore.sweep.tried")  # half an hour later
    assert chores.do_what_is_due(at=at + timedelta(days=1)) == ["sweep"]


def test_a_chore_that_fails_is_logged_tried_later_and_keeps_no_other_waiting(at, caplog):
    tried = []

    def broken(moment):
        tried.append(moment)
        raise ValueError("no broom")

    chores.register("broken", broken)
    chores.register("sweep", lambda moment: None)
    with caplog.at_level(logging.ERROR):
        assert chores.do_what_is_due(at=at) == ["sweep"]
    assert "the daily chore broken failed" in caplog.text
    assert "no broom" in caplog.text
    assert chores.do_what_is_due(at=at) == []
    assert len(tried) == 1
    cache.delete("chore.broken.tried")  # half an hour later
    chores.do_what_is_due(at=at)
    assert len(tried) == 2
