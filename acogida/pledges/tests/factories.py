"""Pledges for tests. Only what a test does not say is filled in."""

import itertools
from datetime import UTC, date, datetime

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.pledges.models import Pledge, PledgeVersion
from acogida.pledges.states import State

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_numbers = itertools.count(1)


def bare(**values) -> Pledge:
    """A row in any state, as no deed would leave it alone: for what is read of many."""
    number = next(_numbers)
    state = values.get("state", State.ANNOUNCED)
    recorded = state == State.RECORDED
    closed = state in {State.DELAYED, State.WITHDRAWN, State.NOT_FULFILLED, State.PARTLY_FULFILLED}
    values = {
        "route": "other" if recorded else "here",
        "source_id": f"T{number}" if recorded else "",
        "organisation": None if recorded else values.pop("organisation", None) or OrganisationFactory(),
        "pledger_name": "Somebody",
        "title": f"Pledge {number}",
        "slug": f"pledge-{number}",
        "state_reason": "Because" if closed else "",
        "listed_on": date(2026, 1, 1),
        "announced_on": None if state in {State.DRAFT, State.RECORDED} else date(2026, 1, 1),
        **values,
    }
    needs_version = state not in {State.DRAFT, State.RECORDED}
    pledge = Pledge.objects.create(**{**values, "state": State.DRAFT if needs_version else state})
    if needs_version:
        signer = UserFactory()
        version = PledgeVersion.objects.create(
            pledge=pledge, number=1, content={"principles": []}, sha256="x", signed_by=signer, signed_at=AT
        )
        pledge.current_version, pledge.state = version, state
        pledge.save()
    return pledge
