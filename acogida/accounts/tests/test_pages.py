"""What the house says about its own pages."""

import pytest
from django.urls import reverse

from acogida.accounts.queries import pages
from acogida.core.access import Audience

pytestmark = pytest.mark.django_db


def test_the_pages_are_those_of_the_addresses_with_their_module_and_audience():
    found = {page.name: page for page in pages()}

    me = found["accounts:me"]
    assert (me.module, me.audience, me.route) == ("accounts", Audience.SIGNED_IN, "/en/account/")
    login = found["account_login"]
    assert (login.module, login.audience) == ("accounts", Audience.EVERYONE)
    assert found["mfa_index"].audience == Audience.SIGNED_IN


def test_every_page_of_accounts_and_notices_declares_who_it_is_for_and_why():
    ours = [page for page in pages() if page.module in {"accounts", "notices"}]

    assert [page.name for page in ours if page.audience is None or not page.why] == []
    assert len(ours) > 20


def test_anybody_reads_the_table_of_permissions(client):
    page = client.get(reverse("accounts:permissions"))

    assert page.status_code == 200
    assert "/en/account/permissions/" in page.text
    assert "Anybody may know who can do what." in page.text
    assert str(Audience.SIGNED_IN.label) in page.text


def test_a_visitor_who_asks_for_their_account_is_sent_to_sign_in(client):
    answer = client.get(reverse("accounts:me"))

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('accounts:me')}"
