"""Pledges for tests. Only what a test does not say is filled in."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.compact.models import Objective, Principle
from acogida.pledges import actions
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


WORDS = (
    "The town opens one place where people who arrive are informed in four languages, told of their rights "
    "and accompanied to the services of the town and of the country. It does so with two people of its own "
    "staff and a line in its budget, and says every six months how many people were received, where they "
    "were accompanied to and what could not be solved."
)


class Pledger:
    """A town with an editor, a colleague, an approver and somebody from elsewhere, and what they promise."""

    def __init__(self, **kwargs):
        self.organisation = OrganisationFactory(**kwargs)
        self.editor = UserFactory(member_of=self.organisation)
        self.colleague = UserFactory(member_of=self.organisation)
        self.approver = UserFactory(member_of=self.organisation, member_of__role="approver")
        self.stranger = UserFactory(member_of=OrganisationFactory())

    def values(self, **values):
        return {
            "title": "One place to ask",
            "description": WORDS,
            "language": "en",
            "for_whom": "600 people a year who arrive at the bus station",
            "responsible_unit": "Social office",
            "resources": "Two posts; budget line 4.2",
            "need": "Nobody knows where to ask",
            "contributions": ["human_resources"],
            "objectives": list(Objective.objects.filter(number__in=[3, 15])),
            "principles": list(Principle.objects.filter(number=1)),
            "starts_on": date(2026, 3, 1),
            "ends_on": date(2027, 12, 31),
            **values,
        }

    def draft(self, at=AT, **values) -> Pledge:
        return actions.create(self.organisation, values=self.values(**values), by=self.editor, at=at)

    def milestone(self, pledge, title="Open the place", due_on=date(2026, 9, 1), **more):
        return actions.add_milestone(
            pledge,
            self.organisation,
            values={"title": title, "due_on": due_on},
            **{"by": self.editor, "at": AT, **more},
        )

    def indicator(self, pledge, **values):
        values = {
            "title": "People informed a year",
            "unit": "people",
            "direction": "increase",
            "baseline": Decimal(0),
            "baseline_on": date(2026, 3, 1),
            "target": Decimal(600),
            "target_on": date(2027, 12, 31),
            **values,
        }
        return actions.add_indicator(pledge, self.organisation, values=values, by=self.editor, at=AT)

    def announced(self, at=AT, **values) -> Pledge:
        """A signed pledge with one milestone and one indicator."""
        pledge = self.draft(at=at, **values)
        self.milestone(pledge)
        self.indicator(pledge)
        return self.sign(pledge, at=at)

    def sign(self, pledge, at=AT) -> Pledge:
        pledge.refresh_from_db()
        return actions.sign(pledge, revision=pledge.revision, by=self.approver, at=at)

    def report(self, pledge, reported_on=date(2026, 6, 1), **values):
        values = {
            "narrative": "The place opened its doors.",
            "by": self.editor,
            "at": datetime(2028, 1, 10, tzinfo=UTC),
            **values,
        }
        return actions.report(pledge, self.organisation, reported_on=reported_on, **values)


def asked(pledge, lead: Pledger, partner: Pledger, **values):
    """A partner asked to promise together, and the token of its link."""
    return actions.invite_partner(
        pledge, partner.organisation, by=lead.editor, **{"at": AT, "part": "Health checks", **values}
    )
