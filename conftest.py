"""What every test shares: the language of the page, a fixed clock, a database prepared once."""

import hashlib
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
# How long an example takes says how busy the machine is. Fixtures stay as they are from example to example.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")
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


def _prepared(config) -> Path | None:
    """Where the migrated embedded database is kept between runs, named after all that goes into it.

    Migrating and loading the reference data takes longer than most test files. PostgreSQL keeps none.
    """
    if connection.vendor != "sqlite":
        return None
    package = Path(__file__).parent / "acogida"
    parts = sorted(
        {
            *package.glob("*/migrations/*.py"),
            *package.glob("*/data/**/*.*"),
            *package.glob("core/**/*.py"),
            *package.glob("compact/**/*.py"),
            *package.glob("territories/**/*.py"),
            *package.glob("assessments/*.py"),
        }
    )
    content = hashlib.sha256()
    for part in parts:
        content.update(str(part.relative_to(package)).encode() + part.read_bytes())
    return config.cache.mkdir("acogida-database") / f"{content.hexdigest()[:20]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings) -> bool:
    """A database prepared by an earlier run is taken as it is; what is newer is migrated on top."""
    kept = _prepared(request.config)
    if not kept or not kept.exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_keepdb, django_db_blocker):
    """Keep what was prepared for the next run, and nothing older."""
    kept = None if django_db_keepdb else _prepared(request.config)
    if kept:
        fresh = kept.with_suffix(f".{getattr(request.config, 'workerinput', {}).get('workerid', 'alone')}")
        fresh.unlink(missing_ok=True)
        with django_db_blocker.unblock(), closing(connection.cursor()) as cursor:
            cursor.execute("VACUUM INTO %s", [str(fresh)])
        for old in kept.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        fresh.replace(kept)


@pytest.fixture(autouse=True)
def _english():
    """Tests read in English unless they say otherwise; pages still follow their address."""
    with translation.override("en"):
        yield


@pytest.fixture
def at():
    return AT
