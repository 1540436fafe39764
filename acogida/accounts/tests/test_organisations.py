"""Who is in an organisation, with which role, from when to when."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from acogida.accounts import rules
from acogida.accounts.actions import organisations
from acogida.accounts.models import Membership, Organisation, Role
from acogida.accounts.tests.factories import (
    EntityKindFactory,
    MandateFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
)
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(at):
    with time_machine.travel(at, tick=False):
        yield


def team(*roles):
    """An organisation and one person for each role."""
    town = OrganisationFactory()
    people = [UserFactory(member_of=town, member_of__role=role) for role in roles]
    return town, *people


def of(user):
    return Membership.objects.get(user=user, ends_on__isnull=True)


def test_a_change_of_role_ends_one_membership_and_begins_another(at):
    town, admin, editor = team(Role.ADMINISTRATOR, Role.EDITOR)

    organisations.change_role(of(editor), role=Role.APPROVER, by=admin, at=at)

    assert list(editor.memberships.order_by("pk").values_list("role", "starts_on", "ends_on")) == [
        (Role.EDITOR, date(2020, 1, 1), date(2026, 3, 2)),
        (Role.APPROVER, date(2026, 3, 2), None),
    ]
    assert (rules.may_edit(editor, town), rules.may_approve(editor, town)) == (True, True)
    event = AuditEvent.objects.get(name="accounts.role_changed")
    assert event.detail == {"from": "editor", "to": "approver"}


def test_a_membership_that_ends_opens_nothing_from_that_moment(at):
    town, admin, editor = team(Role.ADMINISTRATOR, Role.EDITOR)

    organisations.end_membership(of(editor), by=admin, at=at)

    assert not rules.belongs(editor, town)
    assert editor.memberships.get().ends_on == date(2026, 3, 2)
    with pytest.raises(Refused, match="already ended"):
        organisations.end_membership(editor.memberships.get(), by=admin, at=at)


def test_a_person_ends_their_own_membership_but_no_colleagues(at):
    _town, _admin, one, two = team(Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER)

    with pytest.raises(Refused, match="Only an administrator"):
        organisations.end_membership(of(two), by=one, at=at)
    assert organisations.end_membership(of(one), by=one, at=at).ends_on == date(2026, 3, 2)


def test_the_last_administrator_can_neither_leave_nor_step_down(at):
    _town, admin, _editor = team(Role.ADMINISTRATOR, Role.EDITOR)

    with pytest.raises(Refused, match="needs an administrator"):
        organisations.end_membership(of(admin), by=admin, at=at)
    with pytest.raises(Refused, match="needs an administrator"):
        organisations.change_role(of(admin), role=Role.EDITOR, by=admin, at=at)


def test_an_administrator_leaves_once_there_is_another(at):
    town, admin, other = team(Role.ADMINISTRATOR, Role.ADMINISTRATOR)

    organisations.end_membership(of(admin), by=admin, at=at)

    assert (rules.may_administer(admin, town), rules.may_administer(other, town)) == (False, True)


@settings(max_examples=25)
@given(
    held=st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(Role.values),
            st.integers(-20, 20),
            st.none() | st.integers(0, 20),
        ),
        max_size=6,
    )
)
def test_roles_never_leak_between_organisations(held, at, django_db_blocker):
    """Whatever a person holds elsewhere, before or after, opens nothing here today."""
    Membership.objects.all().delete()
    towns = [OrganisationFactory() for _ in range(3)]
    person, today = UserFactory(), at.date()
    expected = {town.pk: set() for town in towns}
    for number, role, begins, lasts in held:
        starts_on = today + timedelta(days=begins)
        ends_on = None if lasts is None else starts_on + timedelta(days=lasts)
        if ends_on is None and Membership.objects.filter(
            user=person, organisation=towns[number], ends_on__isnull=True
        ):
            continue
        Membership.objects.create(
            user=person, organisation=towns[number], role=role, starts_on=starts_on, ends_on=ends_on
        )
        if starts_on <= today and (ends_on is None or today < ends_on):
            expected[towns[number].pk].add(role)

    for town in towns:
        roles = expected[town.pk]
        assert rules.belongs(person, town) == bool(roles)
        assert rules.may_edit(person, town) == bool(roles & {"editor", "approver", "administrator"})
        assert rules.may_approve(person, town) == ("approver" in roles)
        assert rules.may_administer(person, town) == ("administrator" in roles)
    assert set(rules.organisations_of(person)) == {pk for pk, roles in expected.items() if roles}


def test_the_members_are_for_members_and_whoever_oversees(client):
    town, member = team(Role.MEMBER)
    address = reverse("accounts:organisation", args=[town.pk])
    seen = {}
    for name, person in {
        "member": member,
        "stranger": UserFactory(member_of=OrganisationFactory(), member_of__role=Role.ADMINISTRATOR),
        "secretariat": MandateFactory().user,
        "focal point": MandateFactory(kind="focal_point", country=town.country).user,
        "operator": UserFactory(is_operator=True),
    }.items():
        client.force_login(person)
        seen[name] = client.get(address).status_code

    assert seen == {"member": 200, "stranger": 404, "secretariat": 200, "focal point": 404, "operator": 200}


def test_the_page_of_an_organisation_costs_the_same_for_few_and_for_many(client, django_assert_num_queries):
    town, admin, _member = team(Role.ADMINISTRATOR, Role.MEMBER)
    client.force_login(admin)
    address = reverse("accounts:organisation", args=[town.pk])
    client.get(address)
    with django_assert_num_queries(12, exact=False) as few:
        client.get(address)
    for _ in range(28):
        UserFactory(member_of=town)

    with django_assert_num_queries(len(few)):
        client.get(address)


def found(town, by, at, **given):
    return organisations.create(
        **{
            "name": "Municipalidad de Villa Nueva",
            "kind": EntityKindFactory(),
            "territory": town,
            "stakeholder_group": None,
            "administrator": "alcaldia@example.org",
            "language": "es",
            "by": by,
            "at": at,
        }
        | given
    )


def test_the_secretariat_opens_a_place_and_its_first_administrator_is_invited(at):
    town = MunicipalityFactory(is_demonstration=True)

    organisation, invitation, _token = found(town, MandateFactory().user, at)

    assert (organisation.territory, organisation.country, organisation.is_demonstration) == (
        town,
        town.country,
        True,
    )
    assert (invitation.organisation, invitation.role) == (organisation, Role.ADMINISTRATOR)


def test_an_organisation_is_created_once_in_a_place(at):
    secretariat, town = MandateFactory().user, MunicipalityFactory()
    found(town, secretariat, at)

    with pytest.raises(Refused, match="already an organisation with this name"):
        found(town, secretariat, at, name="municipalidad de villa NUEVA")
    assert Organisation.objects.count() == 1


def test_a_mandate_that_has_ended_creates_nothing(at):
    past = MandateFactory(ends_on=at.date()).user
    with pytest.raises(Refused, match="Only the secretariat"):
        found(MunicipalityFactory(), past, at)
    assert not Organisation.objects.exists()


def test_the_secretariat_finds_a_place_and_opens_an_organisation_on_the_page(client):
    town = MunicipalityFactory(name="Tapachula de Prueba")
    kind = EntityKindFactory()
    client.force_login(MandateFactory().user)
    address = reverse("accounts:create")

    listed = client.get(address, {"q": "tapachula"})
    page = client.post(
        f"{address}?territory={town.code}",
        {"name": "Ayuntamiento", "kind": kind.pk, "administrator": "ana@example.org", "language": "es"},
    )

    assert f"territory={town.code.replace(':', '%3A')}" in listed.text
    assert page.status_code == 201
    assert "/es/cuenta/invitacion/" in page.text


def test_the_list_of_organisations_is_for_whoever_oversees_and_is_found_by_place(client):
    here = OrganisationFactory(name="Alfa", territory__name="Río Prueba")
    OrganisationFactory(name="Beta")
    client.force_login(MandateFactory().user)

    page = client.get(reverse("accounts:organisations"), {"q": "rio"})

    assert [o.pk for o in page.context["organisations"]] == [here.pk]
    client.force_login(UserFactory())
    assert client.get(reverse("accounts:organisations")).status_code == 404


def test_the_list_of_organisations_is_turned_page_by_page(client, django_assert_num_queries):
    for number in range(62):
        OrganisationFactory(name=f"Town {number // 2:02}")
    client.force_login(MandateFactory().user)

    names, address = [], reverse("accounts:organisations")
    while address:
        page = client.get(address)
        names += [organisation.pk for organisation in page.context["organisations"]]
        address = page.context["next"] and reverse("accounts:organisations") + page.context["next"]

    assert names == list(Organisation.objects.order_by("name", "pk").values_list("pk", flat=True))
    with django_assert_num_queries(12, exact=False):
        client.get(reverse("accounts:organisations"))
