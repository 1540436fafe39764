"""One's own account: changing it, taking the data along, leaving."""

import json
from datetime import date

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse

from acogida.accounts.actions import mandates, organisations, people
from acogida.accounts.models import Membership, Role, User
from acogida.accounts.tests.factories import (
    CountryFactory,
    MandateFactory,
    OrganisationFactory,
    UserFactory,
    invited,
)
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(at):
    with time_machine.travel(at, tick=False):
        yield


def test_a_person_changes_their_language_and_the_page_follows(client):
    ana = UserFactory(language="en")
    client.force_login(ana)

    answer = client.post(
        reverse("accounts:me"), {"name": "Ana María", "language": "pt", "time_zone": "America/Lima"}
    )

    assert answer["Location"] == "/pt/conta/"
    assert answer.cookies["django_language"].value == "pt"
    ana.refresh_from_db()
    assert (ana.name, ana.language, ana.time_zone) == ("Ana María", "pt", "America/Lima")


def test_a_time_zone_that_does_not_exist_is_refused_and_what_was_typed_stays(client):
    ana = UserFactory(name="Ana")
    client.force_login(ana)

    page = client.post(reverse("accounts:me"), {"name": "Otra", "language": "es", "time_zone": "Moon/Base"})

    assert 'value="Otra"' in page.text
    ana.refresh_from_db()
    assert ana.name == "Ana"


def test_nobody_changes_or_deletes_the_account_of_somebody_else(at):
    ana, eve = UserFactory(), UserFactory(is_operator=True)
    with pytest.raises(Refused, match="Only you"):
        people.update_profile(ana, name="x", language="es", time_zone="UTC", by=eve, at=at)
    with pytest.raises(Refused, match="Only you"):
        people.delete_account(ana, by=eve, at=at)


def test_the_export_holds_all_that_is_kept_about_the_person_and_nobody_else(client, at):
    town = OrganisationFactory(name="Villa Prueba")
    ana = UserFactory(email="ana@example.org", name="Ana", member_of=town)
    UserFactory(email="eve@example.org", name="Eve", member_of=town)
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    Authenticator.objects.create(user=ana, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client.force_login(ana)

    answer = client.get(reverse("accounts:export"))

    found = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="acogida-my-data.json"'
    assert found["account"]["email"] == "ana@example.org"
    assert found["memberships"] == [
        {"organisation": "Villa Prueba", "role": "editor", "starts_on": "2020-01-01", "ends_on": None}
    ]
    assert [way["kind"] for way in found["ways_to_sign_in"]] == ["totp"]
    assert "JBSWY3DPEHPK3PXP" not in answer.text
    assert "Eve" not in answer.text
    assert "eve@example.org" not in answer.text


def test_deleting_an_account_erases_the_person_and_keeps_what_they_did(
    client, at, django_capture_on_commit_callbacks
):
    town = OrganisationFactory()
    ana = UserFactory(email="ana@example.org", name="Ana Pérez", member_of=town)
    UserFactory(member_of=town, member_of__role=Role.ADMINISTRATOR)
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    Authenticator.objects.create(user=ana, type="totp", data={})
    elsewhere, _token = invited(OrganisationFactory(), at, email=ana.email)
    people.update_profile(ana, name="Ana Pérez", language="es", time_zone="UTC", by=ana, at=at)
    client.force_login(ana)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("accounts:delete"), {"email": "Ana@example.org"})

    assert answer.status_code == 302
    ana.refresh_from_db()
    assert (ana.email, ana.name, ana.is_active, ana.deleted_at) == (
        f"deleted-{ana.pk}@deleted.invalid",
        "",
        False,
        at,
    )
    assert str(ana) == "Somebody who left"
    assert not ana.has_usable_password()
    assert ana.memberships.get().ends_on == date(2026, 3, 2)
    elsewhere.refresh_from_db()
    assert (elsewhere.email, elsewhere.revoked_at) == (ana.email, at)
    for kept in (EmailAddress, Authenticator):
        assert not kept.objects.exists()
    assert list(
        AuditEvent.objects.filter(subject=f"accounts.User:{ana.pk}", name__startswith="accounts.")
        .order_by("pk")
        .values_list("name", "by")
    ) == [("accounts.profile_updated", "Ana Pérez"), ("accounts.account_deleted", "Ana Pérez")]
    assert client.get(reverse("accounts:me")).status_code == 302


def test_an_account_is_not_deleted_without_typing_its_address(client):
    ana = UserFactory()
    client.force_login(ana)

    page = client.post(reverse("accounts:delete"), {"email": "other@example.org"})

    assert "This is not the address of your account." in page.text
    ana.refresh_from_db()
    assert ana.deleted_at is None


def test_the_last_administrator_does_not_leave_colleagues_alone(client, at):
    town = OrganisationFactory(name="Villa Prueba")
    ana = UserFactory(member_of=town, member_of__role=Role.ADMINISTRATOR)
    colleague = UserFactory(member_of=town)
    client.force_login(ana)

    page = client.post(reverse("accounts:delete"), {"email": ana.email})
    assert page.status_code == 409
    assert "You are the last administrator of Villa Prueba." in page.text

    organisations.end_membership(Membership.objects.get(user=colleague), by=colleague, at=at)
    assert people.delete_account(ana, by=ana, at=at).deleted_at == at


def test_the_last_operator_stays(at):
    only = UserFactory(is_operator=True)
    with pytest.raises(Refused, match="last operator"):
        people.delete_account(only, by=only, at=at)


def test_the_command_makes_an_operator_who_chooses_a_password_by_the_link(client, capsys):
    call_command("create_operator", "Root@Example.org", name="Root", language="en")

    operator = User.objects.get(email="root@example.org")
    assert (operator.is_operator, operator.has_usable_password()) == (True, False)
    link = capsys.readouterr().out.split()[-1]
    page = client.get(link.partition(":8000")[2], follow=True)
    assert "Choose a new password" in page.text
    client.post(
        page.redirect_chain[-1][0],
        {"password1": "una frase bien larga"} | {"password2": "una frase bien larga"},
    )
    operator.refresh_from_db()
    assert operator.check_password("una frase bien larga")


def test_the_command_takes_who_has_an_account_and_refuses_what_is_no_address(capsys):
    ana = UserFactory(email="ana@example.org", name="Ana")
    call_command("create_operator", "ana@example.org")
    ana.refresh_from_db()
    assert (ana.is_operator, ana.name, User.objects.count()) == (True, "Ana", 1)
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_operator", "ana")


def test_only_operators_give_mandates_and_a_focal_point_has_a_country(at):
    operator, ana = UserFactory(is_operator=True), UserFactory()
    country = CountryFactory()

    with pytest.raises(Refused, match="Only operators"):
        mandates.give_mandate(ana, kind="secretariat", by=MandateFactory().user, at=at)
    with pytest.raises(Refused, match="has a country"):
        mandates.give_mandate(ana, kind="focal_point", by=operator, at=at)
    mandate = mandates.give_mandate(ana, kind="focal_point", country=country, by=operator, at=at)
    with pytest.raises(Refused, match="already has this mandate"):
        mandates.give_mandate(ana, kind="focal_point", country=country, by=operator, at=at)

    assert mandates.end_mandate(mandate, by=operator, at=at).ends_on == date(2026, 3, 2)
    with pytest.raises(Refused, match="already ended"):
        mandates.end_mandate(mandate, by=operator, at=at)


def test_the_mandates_page_is_for_operators(client):
    secretariat = MandateFactory().user
    client.force_login(secretariat)
    assert client.get(reverse("accounts:mandates")).status_code == 404

    client.force_login(UserFactory(is_operator=True))
    given = client.post(
        reverse("accounts:mandates"), {"email": "nobody@example.org", "kind": "reviewer", "country": ""}
    )
    assert "Nobody has an account with this address." in given.text
    assert secretariat.name in given.text
