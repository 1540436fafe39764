"""Signing in: password, code by mail, second step, in one's own language, and slowed down when guessed."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "una frase bien larga"


def person(**given):
    user = UserFactory(email="ana@example.org", **given)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_the_house_goes_on_in_the_language_of_who_signs_in(client):
    person(language="fr")
    account = reverse("accounts:me")

    answer = client.post(
        f"{reverse('account_login')}?next={account}",
        {"login": "ana@example.org", "password": PASSWORD, "next": account},
    )

    assert answer["Location"] == "/fr/compte/"
    assert answer.cookies["django_language"].value == "fr"


def test_without_a_place_to_go_the_week_opens_in_that_language(client):
    person(language="es")

    answer = client.post(reverse("account_login"), {"login": "ANA@example.org", "password": PASSWORD})

    with translation.override("es"):
        assert answer["Location"] == reverse("week")


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_is_said_without_telling_whether_the_account_exists(client, password):
    person()
    known = client.post(reverse("account_login"), {"login": "ana@example.org", "password": "wrong"})
    unknown = client.post(reverse("account_login"), {"login": "eve@example.org", "password": "wrong"})

    for page in (known, unknown):
        assert "The email address and/or password you specified are not correct." in page.text
    assert "_auth_user_id" not in client.session


def test_a_code_by_mail_opens_the_door_once(client):
    user = person(language="es")

    sent = client.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    [message] = mail.outbox
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", message.body, re.M)[1]
    client.post(sent["Location"], {"code": code})

    assert message.subject == "Su código para entrar en Acogida"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unknown_address_gets_no_mail_and_the_same_page(client):
    sent = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"}, follow=True)

    assert "If nobody@example.org has an account here" in sent.text
    assert mail.outbox == []


def test_a_link_to_choose_a_new_password_works_once(client):
    user = person(language="en")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    [message] = mail.outbox
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    new = {"password1": "otra frase muy larga", "password2": "otra frase muy larga"}

    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], new)
    again = client.get(link, follow=True)

    user.refresh_from_db()
    assert user.check_password("otra frase muy larga")
    assert "This link no longer works" in again.text


def test_with_the_app_active_the_password_alone_does_not_open(client):
    user = person()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)

    first = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD})
    inside = "_auth_user_id" in client.session
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post(first["Location"], {"code": code})

    assert first["Location"].endswith(reverse("mfa_authenticate"))
    assert inside is False
    assert client.session["_auth_user_id"] == str(user.pk)


def test_guessing_passwords_is_slowed_down(client, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    person()
    for _ in range(3):
        client.post(reverse("account_login"), {"login": "ana@example.org", "password": "wrong"})

    page = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD})

    assert "Too many failed login attempts." in page.text
    cache.clear()


def test_nobody_signs_up_without_an_invitation(client):
    page = client.get(reverse("account_signup"))

    assert "People join by invitation" in page.text


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_the_words_of_allauth_speak_each_language(client, language):
    with translation.override(language):
        page = client.post(reverse("account_login"), {"login": "x@example.org", "password": "wrong"})

    assert "The email address" not in page.text
    assert "Forgot your password" not in page.text


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_change_password", "mfa_index", "mfa_list_webauthn", "account_logout"],
)
def test_the_pages_about_signing_in_open(client, name):
    client.force_login(person())
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"],
)
def test_what_changes_how_one_signs_in_asks_again_who_it_is(client, name):
    user = person()
    totp.TOTP.activate(user, totp.generate_totp_secret())
    client.force_login(user)

    page = client.get(reverse(name), follow=True)

    assert page.status_code == 200
    assert "Is it you?" in page.text or name == "mfa_activate_totp"
