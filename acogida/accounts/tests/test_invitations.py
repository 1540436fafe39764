"""Inviting people by a personal link, and every way to misuse one."""

import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connections
from django.urls import reverse

from acogida.accounts import rules
from acogida.accounts.actions import invitations
from acogida.accounts.models import Invitation, Membership, Role, User
from acogida.accounts.queries import invitation_of
from acogida.accounts.tests.factories import OrganisationFactory, UserFactory, invited
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Nueva", "language": "es", "time_zone": "UTC", "password": "una frase bien larga"}


@pytest.fixture(autouse=True)
def _clock(at):
    with time_machine.travel(at, tick=False):
        yield


def test_an_administrator_invites_and_only_the_hash_of_the_link_is_kept(
    at, django_capture_on_commit_callbacks
):
    town = OrganisationFactory(name="Villa Prueba")

    with django_capture_on_commit_callbacks(execute=True):
        invitation, token = invited(town, at, email="Nueva@Example.org ", role=Role.APPROVER)

    assert (invitation.email, invitation.role) == ("nueva@example.org", Role.APPROVER)
    assert invitation.expires_at == at + timedelta(days=14)
    assert token not in str(Invitation.objects.values().get())
    assert invitation_of(token) == invitation
    [message] = mail.outbox
    assert message.to == ["nueva@example.org"]
    assert message.subject == "Your invitation to Villa Prueba"
    assert reverse("accounts:invitation", args=[token]) in message.body
    assert AuditEvent.objects.filter(name="accounts.invited").count() == 1


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EDITOR, Role.APPROVER])
def test_who_does_not_administer_does_not_invite(at, role):
    town = OrganisationFactory()
    with pytest.raises(Refused, match="Only an administrator"):
        invited(town, at, by=UserFactory(member_of=town, member_of__role=role))


def test_an_administrator_of_another_town_does_not_invite(at):
    stranger = UserFactory(member_of=OrganisationFactory(), member_of__role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Only an administrator"):
        invited(OrganisationFactory(), at, by=stranger)


def test_a_person_is_not_invited_twice_nor_where_they_already_are(at):
    town = OrganisationFactory()
    here = UserFactory(member_of=town)
    invited(town, at)

    with pytest.raises(Refused, match="already an open invitation"):
        invited(town, at, email="NUEVA@example.org")
    with pytest.raises(Refused, match="already belongs"):
        invited(town, at, email=here.email)


def test_a_new_person_joins_and_comes_in_with_a_proved_address(client, at):
    town = OrganisationFactory()
    invitation, token = invited(town, at)

    answer = client.post(reverse("accounts:invitation", args=[token]), GIVEN)

    person = User.objects.get(email="nueva@example.org")
    assert answer["Location"] == f"/es/cuenta/organizaciones/{town.pk}/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.cookies["django_language"].value == "es"
    assert (person.name, person.language, person.check_password(GIVEN["password"])) == ("Nueva", "es", True)
    assert EmailAddress.objects.get(user=person).verified
    assert rules.holds(person, town, [Role.EDITOR])
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.accepted_by) == (at, person)
    assert list(AuditEvent.objects.order_by("pk").values_list("name", flat=True)) == [
        "accounts.invited",
        "accounts.joined",
        "accounts.invitation_accepted",
    ]


def test_a_weak_password_is_refused_and_what_was_typed_stays(client, at):
    _invitation, token = invited(OrganisationFactory(), at)

    page = client.post(reverse("accounts:invitation", args=[token]), GIVEN | {"password": "12345"})

    assert "This password is too short" in page.text
    assert 'value="Nueva"' in page.text
    assert not User.objects.filter(email="nueva@example.org").exists()


def test_a_person_with_an_account_signs_in_and_accepts(client, at):
    town, person = OrganisationFactory(), UserFactory(email="nueva@example.org")
    _invitation, token = invited(town, at)
    address = reverse("accounts:invitation", args=[token])

    before = client.get(address)
    posted = client.post(address, GIVEN)
    client.force_login(person)
    client.post(address)

    assert f"{reverse('account_login')}?next={address}" in before.text
    assert posted.status_code == 200
    assert [m.role for m in Membership.objects.filter(user=person, organisation=town)] == [Role.EDITOR]


def test_the_link_of_somebody_else_does_not_open_and_does_not_tell_their_address(client, at):
    town, eve = OrganisationFactory(), UserFactory()
    _invitation, token = invited(town, at)
    client.force_login(eve)

    page = client.post(reverse("accounts:invitation", args=[token]))

    assert page.status_code == 403
    assert "nu…@example.org" in page.text
    assert "nueva@example.org" not in page.text
    assert not rules.belongs(eve, town)


def test_the_action_itself_refuses_the_wrong_person(at):
    invitation, _token = invited(OrganisationFactory(), at)
    with pytest.raises(Refused, match="for another person"):
        invitations.accept(invitation, by=UserFactory(), at=at)


def test_an_address_that_was_not_proved_does_not_open_somebody_elses_invitation(at):
    invitation, _token = invited(OrganisationFactory(), at)
    eve = UserFactory()
    EmailAddress.objects.create(user=eve, email=invitation.email, verified=False, primary=False)

    with pytest.raises(Refused, match="for another person"):
        invitations.accept(invitation, by=eve, at=at)


def spoil(how, invitation, at):
    if how == "used":
        invitations.join(invitation, **GIVEN, at=at)
    elif how == "revoked":
        invitations.revoke(invitation, by=invitation.invited_by, at=at)
    else:
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=at)
    invitation.refresh_from_db()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [("used", "already been used"), ("revoked", "was revoked"), ("expired", "has expired")],
)
def test_a_link_that_is_over_says_why_and_changes_nothing(client, at, how, sentence):
    town = OrganisationFactory()
    invitation, token = invited(town, at)
    spoil(how, invitation, at)
    people = User.objects.count()

    page = client.post(reverse("accounts:invitation", args=[token]), GIVEN | {"name": "Eve"})

    assert page.status_code == 410
    assert sentence in page.text
    assert User.objects.count() == people
    with pytest.raises(Refused, match=sentence):
        invitations.join(invitation, **GIVEN, at=at)
    with pytest.raises(Refused, match=sentence):
        invitations.accept(invitation, by=UserFactory(), at=at)


def test_a_link_lasts_to_its_last_second(at):
    invitation, _token = invited(OrganisationFactory(), at)

    assert rules.why_closed(invitation, at=at + timedelta(days=14, seconds=-1)) == ""
    assert "expired" in rules.why_closed(invitation, at=at + timedelta(days=14))


def test_a_link_that_was_never_made_is_not_known(client):
    page = client.get(reverse("accounts:invitation", args=["x" * 43]))

    assert page.status_code == 404
    assert "This link is not known here." in page.text


def test_guessing_links_is_slowed_down(client):
    address = reverse("accounts:invitation", args=["guess"])
    codes = [client.get(address, REMOTE_ADDR="203.0.113.7").status_code for _ in range(31)]

    assert codes == [404] * 30 + [429]
    assert client.get(address, REMOTE_ADDR="203.0.113.8").status_code == 404


def test_an_accepted_invitation_cannot_be_revoked(at):
    invitation, _token = invited(OrganisationFactory(), at)
    invitations.join(invitation, **GIVEN, at=at)

    with pytest.raises(Refused, match="already been accepted"):
        invitations.revoke(invitation, by=invitation.invited_by, at=at)


def test_a_stranger_revokes_nothing(client, at):
    town = OrganisationFactory()
    invitation, _token = invited(town, at)
    member = UserFactory(member_of=town)
    client.force_login(UserFactory(member_of=OrganisationFactory(), member_of__role=Role.ADMINISTRATOR))

    assert client.post(reverse("accounts:revoke", args=[invitation.pk])).status_code == 404
    client.force_login(member)
    assert client.post(reverse("accounts:revoke", args=[invitation.pk])).status_code == 404
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_the_link_is_shown_once_to_who_invites(client, at):
    town = OrganisationFactory()
    client.force_login(UserFactory(member_of=town, member_of__role=Role.ADMINISTRATOR))
    address = reverse("accounts:invite", args=[town.pk])

    page = client.post(address, {"email": "rui@example.org", "role": "member", "language": "pt"})
    later = client.get(reverse("accounts:organisation", args=[town.pk]))

    assert page.status_code == 201
    assert "/pt/conta/convite/" in page.text
    assert "rui@example.org" in later.text
    assert "/convite/" not in later.text


@pytest.mark.django_db(transaction=True)
def test_two_people_who_accept_at_once_make_one_account(at):
    town = OrganisationFactory()
    invitation, _token = invited(town, at)
    together, ends = threading.Barrier(2), []

    def accept(name):
        together.wait()
        try:
            invitations.join(invitation, **GIVEN | {"name": name}, at=at)
            ends.append("in")
        except Refused as error:
            ends.append("refused" if str(error) else "")
        finally:
            connections["default"].close()

    both = [threading.Thread(target=accept, args=[name]) for name in ("One", "Two")]
    [thread.start() for thread in both]
    [thread.join() for thread in both]

    assert sorted(ends) == ["in", "refused"]
    assert User.objects.filter(email="nueva@example.org").count() == 1
    assert Membership.objects.filter(organisation=town, role=Role.EDITOR).count() == 1
