"""What notices do for a person's account: their clock, their data, their leaving."""

import json

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.core.models import AuditEvent
from acogida.notices import actions
from acogida.notices.models import Notice, OutgoingMail

pytestmark = pytest.mark.django_db


def test_a_page_shows_times_by_the_clock_of_who_reads(client, at):
    ana = UserFactory(is_operator=True, time_zone="Asia/Tokyo")
    OutgoingMail.objects.create(to="x@example.org", subject="s", body="b", created_at=at)
    client.force_login(ana)

    page = client.get(reverse("notices:outbox"))

    assert "6:30 p.m." in page.text  # 09:30 UTC


def test_the_export_of_an_account_holds_the_notices_of_the_person_and_of_nobody_else(client, at):
    ana, eve = UserFactory(), UserFactory()
    actions.notify(ana, notice_class="work", text="The plan waits.", at=at)
    actions.notify(eve, notice_class="work", text="For Eve.", at=at)
    client.force_login(ana)

    answer = client.get(reverse("accounts:export"))

    assert [notice["text"] for notice in json.loads(answer.content)["notices"]] == ["The plan waits."]
    assert "For Eve." not in answer.text


def test_a_deleted_account_leaves_no_notice_and_no_kept_mail(client, at, django_capture_on_commit_callbacks):
    ana, eve = UserFactory(email="ana@example.org"), UserFactory(email="eve@example.org")
    for person in (ana, eve):
        Notice.objects.create(recipient=person, notice_class="work", text="x", created_at=at)
        OutgoingMail.objects.create(to=person.email, subject="s", body="Ana Pérez", created_at=at)
    client.force_login(ana)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:delete"), {"email": ana.email})

    assert Notice.objects.get().recipient == eve
    assert OutgoingMail.objects.get().to == eve.email
    assert list(
        AuditEvent.objects.filter(subject=f"accounts.User:{ana.pk}").order_by("pk").values_list("name", "by")
    )[-1] == ("notices.forgotten", "Somebody who left")
