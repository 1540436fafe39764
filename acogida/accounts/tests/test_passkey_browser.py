"""A passkey, from adding it to signing in with it, in a real Chromium under our content security policy.

The authenticator is the browser's own virtual one (WebAuthn.addVirtualAuthenticator of the DevTools
protocol): the browser, the page and the server do everything as with a phone.
"""

import os
import shutil

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect, sync_playwright

from acogida.accounts.tests.factories import UserFactory

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "una frase bien larga"
A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(monkeypatch):
    """A page of a real browser, and what it complained about."""
    # Playwright runs a loop of its own in this thread; Django must not take our queries for async ones.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        page = browser.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        page.phone = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": A_PHONE})
        page.devtools = devtools
        yield page
        browser.close()


def test_a_person_adds_a_passkey_signs_out_and_comes_back_with_it(page, live_server):
    ana = UserFactory(email="ana@example.org", language="en")
    ana.set_password(PASSWORD)
    ana.save()
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    # A passkey belongs to a name, never to a bare IP address.
    house = live_server.url.replace("127.0.0.1", "localhost")

    page.goto(f"{house}/en/account/login/")
    page.get_by_label("Email").fill(ana.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/en/my-week/")

    page.goto(f"{house}/en/account/2fa/webauthn/add/")
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_text("The passkey was added.")).to_be_visible()
    assert "My phone" in [
        key.wrap().name for key in Authenticator.objects.filter(user=ana, type=Authenticator.Type.WEBAUTHN)
    ]

    page.goto(f"{house}/en/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{house}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/en/my-week/")

    page.goto(f"{house}/en/account/")
    expect(page.get_by_text("1 passkey", exact=True)).to_be_visible()
    assert page.complaints == []


def test_a_passkey_that_the_device_refuses_is_said_in_the_page(page, live_server):
    house = live_server.url.replace("127.0.0.1", "localhost")
    page.devtools.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": page.phone["authenticatorId"], "isUserVerified": False},
    )

    page.goto(f"{house}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("The passkey was not used")).to_be_visible()
