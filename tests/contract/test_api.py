"""The API against its own description: whatever may be asked is answered as described, and nothing breaks."""

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction

from acogida.api.tests.factories import adopted_plan, draft_plan, published_assessment
from acogida.evidence import actions

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture(scope="module")
def things(django_db_setup, django_db_blocker):
    """Something in every list, for all examples: they only read. Taken back at the end."""
    # As Django's own test client does: the end of a request must not close the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_catalogue()
        published_assessment()
        adopted_plan()
        draft_plan()
        yield
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("things")
@schema.parametrize()
@hypothesis.settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_every_answer_is_as_described(case):
    # The test client does not unpack what it is sent.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


def test_the_description_is_openapi_3_1_and_names_every_list():
    assert schema.raw_schema["openapi"].startswith("3.1")
    lists = {"objectives", "local-actions", "territories", "indicators", "figures", "datasets"}
    lists |= {"assessments", "plans", "programmes"}
    assert {f"/api/v1/{name}" for name in lists} <= set(schema.raw_schema["paths"])
    assert all(set(methods) == {"get"} for methods in schema.raw_schema["paths"].values())
