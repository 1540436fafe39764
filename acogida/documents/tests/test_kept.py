"""A document that is the same for everybody is made once."""

import threading

import pytest

from acogida.documents.kept import forget_kept, kept


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA = tmp_path


def test_it_is_made_once_for_each_mark_and_the_older_goes():
    made = []

    def make():
        made.append(len(made))
        return f"number {len(made)}".encode()

    first = kept("figures.csv", mark="a", make=make)
    assert kept("figures.csv", mark="a", make=make) == first
    assert first.read_bytes() == b"number 1"

    second = kept("figures.csv", mark="b", make=make)
    assert second.read_bytes() == b"number 2"
    assert not first.exists()
    assert made == [0, 1]


def test_several_who_ask_at_once_get_the_same_file_made_once():
    made, found = [], []
    gate = threading.Barrier(4)

    def make():
        made.append(1)
        return b"whole"

    def ask():
        gate.wait()
        found.append(kept("figures.csv", mark="a", make=make).read_bytes())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [b"whole"] * 4
    assert made == [1]


def test_a_making_that_fails_leaves_nothing_behind():
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept("figures.csv", mark="a", make=fail)

    assert kept("figures.csv", mark="a", make=lambda: b"now").read_bytes() == b"now"


def test_forgetting_lets_it_be_made_anew():
    kept("figures.csv", mark="a", make=lambda: b"old")

    forget_kept()

    assert kept("figures.csv", mark="a", make=lambda: b"new").read_bytes() == b"new"
