"""What every test shares: the language of the page, and a clock that says where it stands."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    """Tests read in English unless they say otherwise; pages still follow their address."""
    with translation.override("en"):
        yield


@pytest.fixture
def at():
    return AT
