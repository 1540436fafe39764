"""The API against its own description: whatever may be asked or sent is answered as described.

What is written is taken back at the end; between examples it stays, so that deeds follow one another.
"""

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.utils import timezone

from acogida.accounts.tests.factories import UserFactory
from acogida.api.actions import make_token
from acogida.api.models import Scope
from acogida.api.resource import RESOURCES
from acogida.api.tests.factories import adopted_plan, draft_plan, published_assessment
from acogida.api.tests.kinds import one_of_each
from acogida.evidence import actions
from acogida.mechanisms.tests.factories import mechanism
from acogida.plans.tests.factories import Town
from acogida.practices.tests import factories as practices
from acogida.services.tests import factories as services

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture(scope="module")
def things(django_db_setup, django_db_blocker):
    """Something in every list, and the secret of a token, for all examples. Taken back at the end."""
    # As Django's own test client does: the end of a request must not close the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_catalogue()
        published_assessment()
        town = Town()
        adopted_plan(town)
        draft_plan()
        practices.Town().published()
        mechanism("csm", members=("ARG",), objectives=(7,), themes=("borders",))
        one_of_each()
        counter = services.Town()
        counter.service()
        counter.office()
        administrator = UserFactory(member_of=town.organisation, member_of__role="administrator")
        _token, secret = make_token(
            town.organisation, name="x", scopes=Scope.values, days=30, by=administrator, at=timezone.now()
        )
        yield secret
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@hypothesis.settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_every_answer_is_as_described(case, things):
    # The test client does not unpack what it is sent. Only programs that write have a token; where it is
    # what is asked for that is wrong, its absence may be the wrong.
    headers = {"Accept-Encoding": "identity"}
    is_wrong = case.meta is not None and case.meta.generation.mode.is_negative
    if case.operation.definition.raw.get("security") and not (case.method == "GET" and is_wrong):
        headers["Authorization"] = f"Bearer {things}"
    with transaction.atomic():
        case.call_and_validate(headers=headers)


def test_the_description_is_openapi_3_1_and_names_every_list():
    assert schema.raw_schema["openapi"].startswith("3.1")
    lists = {"objectives", "local-actions", "territories", "indicators", "figures", "datasets"}
    lists |= {"assessments", "plans", "programmes", *RESOURCES}
    assert {f"/api/v1/{name}" for name in lists} <= set(schema.raw_schema["paths"])
    written = [path for path, methods in schema.raw_schema["paths"].items() if set(methods) != {"get"}]
    assert written == [
        "/api/v1/plans/{number}/actions/{action}/progress",
        "/api/v1/pledges/{number}/updates",
        "/api/v1/services/{number}/check",
        "/api/v1/offices/{number}/counts",
    ]
