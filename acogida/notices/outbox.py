"""Mail without a mail server: kept in the outbox, to print or send by hand."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from acogida.notices.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message, one row a recipient; the number of messages kept."""
        OutgoingMail.objects.bulk_create(
            OutgoingMail(
                to=to, subject=str(message.subject), body=str(message.body), created_at=timezone.now()
            )
            for message in email_messages
            for to in message.recipients()
        )
        return len(email_messages)
