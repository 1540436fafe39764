"""The demonstration region in the test's own database, for tests that walk the whole house."""

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Everything `make demo` loads, rolled back when the module's tests are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_territories", verbosity=0)
        call_command("load_evidence", verbosity=0)
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def pytest_itemcollected(item):
    """Who walks the region uses the database: so it is made, also when nobody else asks for one."""
    if "region" in item.fixturenames:
        item.add_marker(pytest.mark.django_db)
