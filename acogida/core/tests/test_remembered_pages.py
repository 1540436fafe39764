"""Pages that are the same for every visitor are built once, until somebody does something."""

import gzip
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.urls import ResolverMatch

from acogida.core import audit
from acogida.core.access import Audience, open_to
from acogida.core.middleware import RememberedPages
from acogida.core.models import SearchChange

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def house(settings):
    """A house of one page: `build` may be changed, `built` counts how often it was asked."""
    settings.REMEMBER_SECONDS = 10.0
    return House()


class House:
    def __init__(self):
        self.built = 0
        self.audience = Audience.EVERYONE
        self.middleware = RememberedPages(self.answer)

    def build(self, request):
        return HttpResponse(f"page {self.built}")

    def answer(self, request):
        self.built += 1
        view = open_to(self.audience)(self.build)
        request.resolver_match = ResolverMatch(view, (), {})
        answer = view(request)
        if "csrftoken" not in request.COOKIES and "CSRF_COOKIE" in request.META:
            answer.set_cookie("csrftoken", "one's own")
        return answer

    def get(self, path="/es/", method="get", **headers):
        return getattr(RequestFactory(), method)(path, headers=headers)

    def ask(self, *args, **headers):
        return self.middleware(self.get(*args, **headers)).content.decode()


def test_a_visitor_is_given_the_page_that_was_built_before(house):
    assert [house.ask(), house.ask(), house.ask()] == ["page 1", "page 1", "page 1"]


def test_a_deed_makes_every_page_new(house):
    house.ask()

    audit.record("something", SearchChange.objects.create(kind="a", key="b"), by="somebody", at=NOW)

    assert house.ask() == "page 2"


def test_a_page_grows_old_without_a_deed_too(house, monkeypatch):
    house.ask()

    monkeypatch.setattr("acogida.core.middleware.time.monotonic", lambda: 10**9)

    assert house.ask() == "page 2"


def test_each_address_question_and_host_has_its_own(house):
    asked = [house.ask("/es/"), house.ask("/pt/"), house.ask("/es/?q=a"), house.ask("/es/", Host="127.0.0.1")]

    assert asked == ["page 1", "page 2", "page 3", "page 4"]


def test_who_is_signed_in_always_gets_a_page_of_their_own(house, settings):
    house.ask()
    request = house.get()
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "somebody"

    assert house.middleware(request).content == b"page 2"
    assert house.ask() == "page 1"


def test_a_page_for_holders_of_a_link_is_not_remembered(house):
    house.audience = Audience.LINK

    assert [house.ask(), house.ask()] == ["page 1", "page 2"]


def test_a_page_with_a_form_is_not_remembered(house):
    house.build = lambda request: HttpResponse(get_token(request))

    assert house.ask() != house.ask()


def test_a_page_seen_with_a_cookie_is_not_kept_for_others(house):
    request = house.get()
    request.COOKIES["csrftoken"] = "of this visitor"
    house.middleware(request)

    assert house.ask() == "page 2"


@pytest.mark.parametrize("status", [404, 302, 500])
def test_only_what_went_well_is_remembered(house, status):
    house.build = lambda request: HttpResponse("no", status=status)
    house.ask()
    house.ask()

    assert house.built == 2


def test_a_page_whose_language_the_browser_chose_is_not_remembered(house):
    house.build = lambda request: HttpResponse(f"page {house.built}", headers={"Vary": "Accept-Language"})

    assert [house.ask(), house.ask()] == ["page 1", "page 2"]


def test_a_form_sent_is_always_taken(house):
    house.ask()

    house.middleware(house.get(method="post"))

    assert house.built == 2


def test_a_compressed_page_is_given_only_to_who_reads_it(house):
    squeezed = gzip.compress(b"page")
    house.build = lambda request: HttpResponse(
        squeezed if "gzip" in request.headers.get("Accept-Encoding", "") else b"page"
    )

    asked = [
        house.middleware(house.get(**{"Accept-Encoding": way})).content for way in ("gzip", "br", "gzip")
    ]

    assert asked == [squeezed, b"page", squeezed]


def test_without_seconds_nothing_is_remembered(house, settings):
    settings.REMEMBER_SECONDS = 0.0

    assert [house.ask(), house.ask()] == ["page 1", "page 2"]
