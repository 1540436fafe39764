"""What the tests of figures share: the shipped catalogue in the tables, the shipped figures in the store."""

import pytest

from acogida.evidence import actions, store


@pytest.fixture
def catalogue(db):
    """Data sets and indicators as shipped."""
    actions.load_catalogue()


@pytest.fixture
def figures(catalogue):
    """The shipped figures, and nothing that another test imported."""
    store.build()
    yield
    store.build()
