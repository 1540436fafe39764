"""First steps by role: done when the house shows it, put away by the person, had back."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from acogida.accounts.models import Mandate, MandateKind, Role
from acogida.accounts.tests.factories import MunicipalityFactory, OrganisationFactory, UserFactory
from acogida.compact.models import StakeholderGroup
from acogida.core.models import AuditEvent
from acogida.home import steps
from acogida.home.tests.test_week import assessment_of
from acogida.notices.models import CalendarFeed
from acogida.practices.models import Reviewer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def town():
    return OrganisationFactory(territory=MunicipalityFactory())


def done(user):
    return {
        step.label for group in steps.first_steps(user, today=TODAY) for step in group.steps if step.is_done
    }


def groups(user):
    return [group.role for group in steps.first_steps(user, today=TODAY)]


def test_every_role_has_three_to_five_steps_that_lead_to_a_page():
    for _title, kinds in steps.STEPS.values():
        assert 3 <= len(kinds) <= 5
        assert all(reverse(kind.page) for kind in kinds)
    assert set(MandateKind.values) | set(Role.values) <= set(steps.STEPS)


def test_an_officers_steps_are_done_as_the_town_does_them(town):
    officer = UserFactory(member_of=town)
    assert groups(officer) == ["Municipal officer"]
    assert done(officer) == set()

    assessment_of(town, officer)
    CalendarFeed.objects.create(user=officer, token_hash="x" * 64, made_at=datetime(2026, 3, 1, tzinfo=UTC))

    assert done(officer) == {
        "Answer three questions of the self-assessment",
        "Put your deadlines in your own calendar",
    }


def test_what_another_town_did_is_not_done_here(town):
    other = OrganisationFactory(territory=MunicipalityFactory())
    assessment_of(other, UserFactory(member_of=other))

    assert done(UserFactory(member_of=town)) == set()


def test_an_administrators_first_step_is_done_once_there_are_colleagues(town):
    alone = UserFactory(member_of=town, member_of__role=Role.ADMINISTRATOR)
    assert done(alone) == set()

    UserFactory(member_of=town, member_of__role=Role.APPROVER)

    assert done(alone) == {"Invite your colleagues", "Give somebody the role that signs"}


def test_each_role_of_a_person_has_its_own_steps(town):
    civil = OrganisationFactory(
        territory=None, country=town.country, stakeholder_group=StakeholderGroup.objects.first()
    )
    ministry = OrganisationFactory(territory=None, country=town.country)
    assert groups(UserFactory(member_of=civil)) == ["Civil society organisation"]
    assert groups(UserFactory(member_of=ministry)) == ["Institution or secretariat of a mechanism"]

    busy = UserFactory(member_of=town, is_operator=True)
    for kind in ("reviewer", "secretariat"):
        Mandate.objects.create(user=busy, kind=kind, starts_on=date(2025, 1, 1))
    Reviewer.objects.create(user=busy)

    assert groups(busy) == ["Municipal officer", "Reviewer", "Secretariat", "Who operates the installation"]
    assert "Be on the list of reviewers" in done(busy)


def test_they_cost_three_queries_for_whoever_has_most_roles(town, django_assert_num_queries):
    busy = UserFactory(member_of=town, is_operator=True)
    for kind in MandateKind.values:
        Mandate.objects.create(user=busy, kind=kind, country=town.country, starts_on=date(2025, 1, 1))

    with django_assert_num_queries(3):
        steps.first_steps(busy, today=TODAY)


def test_the_page_says_how_many_are_done_and_the_week_asks_for_the_list_alone(client, town):
    officer = UserFactory(member_of=town)
    assessment_of(town, officer)
    client.force_login(officer)

    whole = client.get(reverse("first_steps")).text
    part = client.get(reverse("first_steps"), headers={"HX-Request": "true"}).text

    assert "1 of 5 done" in whole
    assert "1 of 5 done" in part
    assert "<!doctype" not in part


def test_they_are_put_away_and_had_back(client, town):
    officer = UserFactory(member_of=town)
    client.force_login(officer)

    client.post(reverse("settle"))
    officer.refresh_from_db()
    assert officer.settled_at is not None
    client.post(reverse("settle"), {"back": "1"})
    officer.refresh_from_db()

    assert officer.settled_at is None
    names = list(AuditEvent.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["accounts.steps_put_away", "accounts.steps_back"]


def test_nobody_puts_away_the_steps_of_somebody_else(town):
    from acogida.accounts.actions import people  # noqa: PLC0415 -- used here alone
    from acogida.core.errors import Refused  # noqa: PLC0415 -- as above

    with pytest.raises(Refused, match="Only you"):
        people.put_steps_away(UserFactory(), away=True, by=UserFactory(), at=datetime(2026, 3, 2, tzinfo=UTC))
