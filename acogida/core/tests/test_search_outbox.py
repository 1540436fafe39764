"""The index follows the database: built anew on request, then fed by the outbox."""

import shutil

import pytest
from django.conf import settings
from django.db import transaction

from acogida.core.models import SearchChange
from acogida.core.search.index import apply_changes, rebuild, search
from acogida.core.search.sources import SOURCES, Entry, Source, changed

THINGS: dict[str, str] = {}


def entries(keys):
    for key in THINGS if keys is None else keys:
        if key in THINGS:
            yield Entry(key, "es", THINGS[key], "", "front", ())


@pytest.fixture
def things(monkeypatch):
    """A source of our own, and no index left behind."""
    THINGS.clear()
    monkeypatch.setitem(SOURCES, "thing", Source("thing", "Things", 1, entries))
    yield THINGS
    shutil.rmtree(settings.DATA / "index", ignore_errors=True)


def titles(text):
    return [hit.title for hit in search(text, language="es", kinds=["thing"]).hits]


@pytest.mark.django_db
def test_reindexing_reads_every_source_and_empties_the_outbox(things):
    things.update(a="Puente", b="Puentes del norte")
    changed("thing", "a")
    assert rebuild()["thing"] == 2
    assert sorted(titles("puente")) == ["Puente", "Puentes del norte"]
    assert not SearchChange.objects.exists()


@pytest.mark.django_db
def test_a_change_waits_in_the_outbox_until_it_is_applied(things):
    rebuild()
    things["a"] = "Puente"
    changed("thing", "a")
    assert titles("puente") == []
    assert apply_changes() == 1
    assert titles("puente") == ["Puente"]
    things["a"] = "Muelle"
    changed("thing", "a")
    changed("thing", "a")
    assert apply_changes() == 2
    assert (titles("puente"), titles("muelle")) == ([], ["Muelle"])
    del things["a"]
    changed("thing", "a")
    apply_changes()
    assert titles("muelle") == []


@pytest.mark.django_db
def test_without_an_index_changes_keep_waiting(things):
    things["a"] = "Puente"
    changed("thing", "a")
    assert apply_changes() == 0
    assert SearchChange.objects.count() == 1


@pytest.mark.django_db
def test_a_change_of_a_kind_that_is_gone_is_forgotten(things):
    rebuild()
    changed("unheard-of", "a")
    assert apply_changes() == 1
    assert not SearchChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_told_once_a_transaction_and_on_commit(things):
    rebuild()
    things.update(a="Puente", b="Puente viejo")
    with transaction.atomic():
        changed("thing", "a")
        changed("thing", "b")
        assert titles("puente") == []
        assert len(transaction.get_connection().run_on_commit) == 1
    assert sorted(titles("puente")) == ["Puente", "Puente viejo"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_indexed(things):
    rebuild()
    things["a"] = "Puente"

    def fail():
        with transaction.atomic():
            changed("thing", "a")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail()
    assert titles("puente") == []
    assert not SearchChange.objects.exists()
