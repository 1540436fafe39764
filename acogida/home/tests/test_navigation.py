"""The head of every page: the same places for all, a corner of one's own for who is signed in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.home.navigation import navigation
from acogida.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(db):
    def build(user, path="/en/"):
        request = RequestFactory().get(path)
        request.user = user
        return request

    return build


def test_a_visitors_head_asks_the_database_nothing(request_of, django_assert_num_queries):

    with django_assert_num_queries(0):
        head = navigation(request_of(AnonymousUser(), reverse("compact:objectives")))
        assert "person_menu" not in head
        assert head["sign_in_url"] == reverse("account_login")
        assert (reverse("compact:objectives"), "Objectives") in list(head["site_nav"])
        assert head["search_url"] == reverse("search")


def test_a_persons_menu_counts_what_is_unread_in_one_query(request_of, at, django_assert_num_queries):
    ana, luis = UserFactory(name="Ana Núñez"), UserFactory()
    for person in (ana, ana, luis):
        Notice.objects.create(recipient=person, notice_class="work", text="Algo", created_at=at)
    Notice.objects.create(recipient=ana, notice_class="work", text="Leído", created_at=at, read_at=at)
    request = request_of(ana)
    with django_assert_num_queries(1):
        head = navigation(request)
        assert head["person_name"] == "Ana"
        assert list(head["person_menu"]) == list(head["person_menu"])
    assert list(head["person_menu"])[:2] == [
        (reverse("week"), "My week"),
        (reverse("notices:inbox"), "Inbox (2 unread)"),
    ]
    assert head["sign_out_url"] == reverse("account_logout")
    assert "sign_in_url" not in head


def test_the_head_of_a_real_page_signs_out_by_post(client):
    client.force_login(UserFactory())
    page = client.get(reverse("about")).content.decode()
    form = f'<form method="post" action="{reverse("account_logout")}">'
    assert form in page
    assert "csrfmiddlewaretoken" in page.split(form)[1][:120]
