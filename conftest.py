"""What every test shares: the language of the page, and a clock that says where it stands."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
# Whole installations, wheels and walked houses: made once, by the worker that has the file to itself.
TOGETHER = (
    "tests/faults/",
    "tests/contract/",
    "tests/house/test_budgets",
    "tests/house/test_signed_in_budgets",
    "acogida/territories/tests/test_load",
)


class WholeFiles(LoadScopeScheduling):
    """Costly files go whole to one worker, all other tests one by one to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::")[0] if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return WholeFiles(config, log)


@pytest.fixture(autouse=True)
def _english():
    """Tests read in English unless they say otherwise; pages still follow their address."""
    with translation.override("en"):
        yield


@pytest.fixture
def at():
    return AT
