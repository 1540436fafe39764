"""Telling people something, in their language, by page and by mail."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from acogida.accounts.tests.factories import UserFactory
from acogida.notices import actions
from acogida.notices.models import Notice, NoticeClass
from acogida.notices.queries import unread_count

pytestmark = pytest.mark.django_db


def tell(users, at: datetime, **given):
    return actions.notify(
        users, **{"notice_class": NoticeClass.WORK, "text": "The plan waits.", "at": at} | given
    )


def test_each_person_gets_their_own_notice(at):
    ana, rui, eve = UserFactory(), UserFactory(), UserFactory()

    tell([ana, rui], at, due_on=date(2026, 3, 9))

    assert [(n.recipient, n.text, n.due_on, n.created_at) for n in Notice.objects.order_by("pk")] == [
        (ana, "The plan waits.", date(2026, 3, 9), at),
        (rui, "The plan waits.", date(2026, 3, 9), at),
    ]
    assert (unread_count(ana), unread_count(rui), unread_count(eve), unread_count(None)) == (1, 1, 0, 0)


def test_a_notice_speaks_and_points_in_the_language_of_its_reader(at):
    with_url = {"url": reverse("notices:inbox"), "text": format_lazy("{}!", gettext_lazy("Essential"))}

    [notice] = tell(UserFactory(language="fr"), at, **with_url)

    assert notice.text == "Essentiel!"
    assert notice.url.startswith("/fr/")


def test_who_has_left_is_told_nothing(at):
    assert tell(UserFactory(is_active=False), at) == []


def test_only_what_is_essential_goes_by_mail_and_only_once_it_is_kept(
    at, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://acogida.example"
    ana = UserFactory(name="Ana", language="en")
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        tell(ana, at)
        tell(ana, at, notice_class=NoticeClass.ESSENTIAL, text="Your role changed.", url="/en/account/")
    assert mail.outbox == []

    for send in waiting:
        send()

    [message] = mail.outbox
    assert (message.to, message.subject) == ([ana.email], "Your role changed.")
    assert message.body.startswith("Dear Ana:\n\nYour role changed.\n\nhttps://acogida.example/en/account/")


def test_nobody_marks_the_notices_of_somebody_else(at):
    ana, eve = UserFactory(), UserFactory()
    [notice] = tell(ana, at)

    assert actions.mark_read([notice.pk], by=eve, at=at) == 0

    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_all_leaves_what_came_after_the_page_was_read(at):
    ana = UserFactory()
    tell(ana, at)
    tell(ana, at + timedelta(seconds=5), text="Later.")

    assert actions.mark_all_read(by=ana, at=at) == 1
    assert [n.text for n in Notice.objects.of(ana).unread()] == ["Later."]
