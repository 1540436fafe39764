"""Mail without a mail server, and how long what is kept is kept."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from acogida.accounts.actions import organisations
from acogida.accounts.models import Membership, Role
from acogida.accounts.tests.factories import MandateFactory, OrganisationFactory, UserFactory
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.notices import actions
from acogida.notices.models import Notice, OutgoingMail
from acogida.notices.outbox import OutboxBackend

pytestmark = pytest.mark.django_db


def kept(at, subject="Your invitation", to="rui@example.org", **given):
    return OutgoingMail.objects.create(to=to, subject=subject, body="Open your link.", created_at=at, **given)


def test_mail_without_a_server_is_kept_one_row_a_reader():
    message = EmailMessage("Hello", "Text", to=["a@example.org", "b@example.org"])

    assert OutboxBackend().send_messages([message]) == 1
    assert sorted(OutgoingMail.objects.values_list("to", "subject", "body")) == [
        ("a@example.org", "Hello", "Text"),
        ("b@example.org", "Hello", "Text"),
    ]


def test_only_operators_see_kept_mail(client, at):
    mail = kept(at)
    client.force_login(MandateFactory().user)
    assert client.get(reverse("notices:outbox")).status_code == 404
    assert client.get(reverse("notices:mail", args=[mail.pk])).status_code == 404

    client.force_login(UserFactory(is_operator=True))
    assert "Your invitation" in client.get(reverse("notices:outbox")).text
    assert "*Your invitation*" in client.get(reverse("notices:mail", args=[mail.pk])).text


def test_mail_is_handed_over_once(client, at):
    mail, operator = kept(at), UserFactory(is_operator=True)
    client.force_login(operator)
    address = reverse("notices:mail", args=[mail.pk])

    first = client.post(address)
    second = client.post(address)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "already been handed over" in second.text
    assert AuditEvent.objects.filter(name="notices.mail_handed_over").count() == 1
    assert "Your invitation" not in client.get(reverse("notices:outbox")).text
    assert "Your invitation" in client.get(reverse("notices:outbox"), {"handed_over": "on"}).text


def test_a_stranger_hands_nothing_over(at):
    with pytest.raises(Refused, match="Only operators"):
        actions.hand_over(kept(at), by=UserFactory(), at=at)


def test_what_is_old_is_deleted_and_nothing_else(at):
    ana = UserFactory()
    year, day, quarter = timedelta(days=365), timedelta(days=1), timedelta(days=90)

    def notice(text, kind, read_at):
        Notice.objects.create(
            recipient=ana, notice_class=kind, text=text, created_at=at - 3 * year, read_at=read_at
        )

    notice("old read news", "news", at - year - day)
    notice("read news", "news", at - year + day)
    notice("unread news", "news", None)
    notice("old read work", "work", at - year - day)
    kept(at, "old handed over", handed_over_at=at - quarter - day)
    kept(at, "handed over", handed_over_at=at - quarter + day)
    kept(at - year, "waiting")

    assert actions.purge(by="night", at=at) == {"news": 1, "mails": 1}
    assert actions.purge(by="night", at=at) == {"news": 0, "mails": 0}
    assert sorted(Notice.objects.values_list("text", flat=True)) == [
        "old read work",
        "read news",
        "unread news",
    ]
    assert sorted(OutgoingMail.objects.values_list("subject", flat=True)) == ["handed over", "waiting"]
    assert AuditEvent.objects.get(name="notices.purged").detail == {"news": 1, "mails": 1}


def test_a_person_is_told_when_others_change_their_role_or_end_it(at, django_capture_on_commit_callbacks):
    town = OrganisationFactory(name="Villa Prueba")
    admin = UserFactory(member_of=town, member_of__role=Role.ADMINISTRATOR)
    ana = UserFactory(member_of=town, language="es")

    def act(deed, **given):
        membership = Membership.objects.get(user=ana, ends_on__isnull=True)
        with django_capture_on_commit_callbacks(execute=True):
            deed(membership, by=admin, at=at, **given)

    act(organisations.change_role, role=Role.APPROVER)
    act(organisations.end_membership)

    assert [n.text for n in Notice.objects.of(ana).order_by("pk")] == [
        "Su rol en Villa Prueba ahora es: Quien aprueba.",
        "Su pertenencia a Villa Prueba terminó. Lo que hizo allí se conserva.",
    ]
    assert not Notice.objects.of(admin).exists()
