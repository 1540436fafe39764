"""What the house says about its own pages."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from acogida.accounts import rules
from acogida.accounts.models import Membership, Organisation, Role, User
from acogida.accounts.queries import Reader, Way, pages, way
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
    page = client.get(reverse("accounts:permissions"), {"room": "accounts"})

    assert page.status_code == 200
    assert "<code>account/permissions</code>" in page.text
    assert "Anybody may know who can do what." in page.text
    assert str(Audience.SIGNED_IN.label) in page.text


def test_without_a_room_it_counts_the_pages_that_open_in_each(client):
    html = client.get(reverse("accounts:permissions")).text

    ours = [page for page in pages() if page.module == "accounts"]
    open_to_visitors = sum(way(page, Reader.VISITOR) == Way.OPEN for page in ours)
    assert (
        f'<a href="?room=accounts">Accounts</a></th><td data-label="Visitor">{open_to_visitors}</td>' in html
    )


def test_one_kind_of_person_alone_is_shown_where_asked(client):
    html = client.get(reverse("accounts:permissions"), {"room": "all", "reader": "approver"}).text

    assert '<th scope="col">Approver</th>' in html
    assert '<th scope="col">Visitor</th>' not in html
    assert html.count("<tr>") > 400


def test_what_nobody_knows_is_left_out_of_the_question(client):
    html = client.get(reverse("accounts:permissions"), {"room": "cellar", "reader": "king"}).text

    assert '<a href="?room=accounts">' in html


def test_the_matrix_says_what_each_role_may_do():
    found = {page.name: page for page in pages()}

    def who(name, wanted):
        return {reader.value for reader in Reader if way(found[name], reader) == wanted}

    assert who("accounts:invite", Way.OWN) == {"administrator"}
    assert who("accounts:invite", Way.OPEN) == {"secretariat", "operator"}
    assert who("accounts:mandates", Way.OPEN) == {"operator"}
    assert who("accounts:me", Way.CLOSED) == {"visitor", "program"}
    assert who("accounts:invitation", Way.LINK) == {reader.value for reader in Reader}


ROLES = st.dictionaries(st.integers(1, 4), st.sampled_from(Role.values))
RULES = (rules.belongs, rules.may_edit, rules.may_approve, rules.may_administer, rules.may_see_members)


@given(held=ROLES, asked=st.integers(1, 4))
def test_what_somebody_may_do_for_one_organisation_depends_on_their_role_there_alone(held, asked):
    def with_roles(some):
        user = User(pk=9, is_operator=False)
        user.remembered = {
            "secretariat": False,
            f"memberships {rules.today()}": [
                Membership(user=user, organisation=Organisation(pk=pk), role=role)
                for pk, role in some.items()
            ],
        }
        return user

    whole, alone = with_roles(held), with_roles({pk: role for pk, role in held.items() if pk == asked})
    organisation = Organisation(pk=asked)

    assert [rule(whole, organisation) for rule in RULES] == [rule(alone, organisation) for rule in RULES]
    assert rules.belongs(whole, organisation) == (asked in held)


def test_a_visitor_who_asks_for_their_account_is_sent_to_sign_in(client):
    answer = client.get(reverse("accounts:me"))

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('accounts:me')}"
