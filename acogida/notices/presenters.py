"""Words and tones for the pages."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.notices.models import Notice, NoticeClass, OutgoingMail

TONES = {NoticeClass.ESSENTIAL: "warning", NoticeClass.WORK: "info", NoticeClass.NEWS: "neutral"}


def row(notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice,
        "tone": TONES[NoticeClass(notice.notice_class)],
        "label": notice.get_notice_class_display(),
    }


def tabs(*, unread: bool, notice_class: str) -> list[tuple[str, str, bool]]:
    """The filters of the inbox as (address, words, whether it is this one)."""
    inbox = reverse("notices:inbox")
    return [
        (inbox, _("All"), not unread and not notice_class),
        (f"{inbox}?unread=on", _("Unread"), unread),
        *(
            (f"{inbox}?{urlencode({'notice_class': value})}", str(label), notice_class == value)
            for value, label in NoticeClass.choices
        ),
    ]


def outbox_tabs(*, handed_over: bool) -> list[tuple[str, str, bool]]:
    outbox = reverse("notices:outbox")
    return [
        (outbox, _("Waiting"), not handed_over),
        (f"{outbox}?handed_over=on", _("Handed over"), handed_over),
    ]


def message_to_copy(mail: OutgoingMail) -> str:
    """The mail as one message for WhatsApp: the subject in bold, then the text."""
    return f"*{mail.subject}*\n\n{mail.body}"
