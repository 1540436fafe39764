"""What the tests of the API share: figures with their catalogue, and things drafted and published."""

import pytest

from acogida.evidence import actions, store


@pytest.fixture
def figures(db):
    """The shipped catalogue and figures, and nothing that another test imported."""
    actions.load_catalogue()
    store.build()
    yield
    store.build()
