"""Reading one's notices."""

from datetime import timedelta

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.notices import actions
from acogida.notices.models import Notice

pytestmark = pytest.mark.django_db


def tell(user, at, text="The plan waits.", notice_class="work", url=""):
    return actions.notify(user, notice_class=notice_class, text=text, url=url, at=at)[0]


def test_a_person_sees_only_their_own(client, at):
    ana, eve = UserFactory(), UserFactory()
    tell(ana, at, "For Ana.")
    tell(eve, at, "For Eve.")
    client.force_login(ana)

    page = client.get(reverse("notices:inbox"))

    assert "For Ana." in page.text
    assert "For Eve." not in page.text


def test_the_inbox_is_filtered_by_kind_and_by_what_is_unread(client, at):
    ana = UserFactory()
    actions.mark_read([tell(ana, at, "Old work.").pk], by=ana, at=at)
    tell(ana, at, "New work.")
    tell(ana, at, "Some news.", "news")
    client.force_login(ana)

    unread = client.get(reverse("notices:inbox"), {"unread": "on"}).text
    news = client.get(reverse("notices:inbox"), {"notice_class": "news"}).text
    nonsense = client.get(reverse("notices:inbox"), {"notice_class": "x", "before": "x"})

    assert ("Old work." in unread, "New work." in unread, "Some news." in unread) == (False, True, True)
    assert ("New work." in news, "Some news." in news) == (False, True)
    assert (nonsense.status_code, "New work." in nonsense.text) == (200, True)


def test_a_long_inbox_is_turned_page_by_page_without_gap_or_repetition(client, at):
    ana = UserFactory()
    for number in range(65):
        tell(ana, at + timedelta(minutes=number // 2), f"Notice {number:02}.")
    client.force_login(ana)

    seen, address = [], reverse("notices:inbox")
    while address:
        page = client.get(address)
        seen += [row["notice"].text for row in page.context["rows"]]
        address = page.context["next"] and reverse("notices:inbox") + page.context["next"]

    assert seen == [f"Notice {number:02}." for number in reversed(range(65))]


def test_the_inbox_costs_the_same_for_one_notice_and_for_thirty(client, at, django_assert_num_queries):
    ana = UserFactory()
    tell(ana, at)
    client.force_login(ana)
    client.get(reverse("notices:inbox"))
    with django_assert_num_queries(6, exact=False) as one:
        client.get(reverse("notices:inbox"))
    for _ in range(29):
        tell(ana, at)

    with django_assert_num_queries(len(one)):
        client.get(reverse("notices:inbox"))


def test_opening_a_notice_marks_it_read_and_goes_where_it_points(client, at):
    ana = UserFactory()
    notice = tell(ana, at, url=reverse("accounts:me"))
    client.force_login(ana)

    answer = client.post(reverse("notices:read"), {"notice": notice.pk, "open": "1"})

    assert answer["Location"] == reverse("accounts:me")
    assert Notice.objects.get().read_at is not None


def test_going_back_never_leaves_the_house(client, at):
    client.force_login(UserFactory())

    answer = client.post(reverse("notices:read"), {"all": "1", "back": "https://evil.example/"})

    assert answer["Location"] == reverse("notices:inbox")
