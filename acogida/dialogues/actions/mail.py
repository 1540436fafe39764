"""What guests are sent: their personal link and the hours by several clocks. Sent on commit."""

import secrets
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from acogida.accounts.queries import hash_of
from acogida.dialogues.models import Event, Guest
from acogida.dialogues.queries.times import of_theme


def new_link(guest: Guest) -> str:
    """Give the guest a new personal link and return its token; the one before stops working."""
    token = secrets.token_urlsafe(24)
    guest.token_hash = hash_of(token)
    return token


def send_invitation(guest: Guest, event: Event, *, at: datetime) -> str:
    """Send a guest their link with the hours in every reference city; returns the token."""
    token = new_link(guest)
    guest.sent_at = at
    guest.save(update_fields=["token_hash", "sent_at"])
    with translation.override(guest.language):
        lines = [
            _("Dear %(name)s:") % {"name": guest.name},
            _("You are personally invited to: %(title)s") % {"title": event.title},
            *hours(event),
            _("Your personal link, for you alone:"),
            settings.SITE_URL + reverse("dialogues:invitation", args=[token]),
            _(
                "With it you register, get the calendar file and enter. One person an address; nobody is "
                "named in the notes."
            ),
        ]
        subject = _("Invitation: %(title)s") % {"title": event.title[:120]}
        transaction.on_commit(
            partial(send_mail, subject, "\n\n".join(lines), None, [guest.email], fail_silently=False)
        )
    return token


def hours(event: Event) -> list[str]:
    """Each theme with its hours by the clocks of the reference cities, one line a city."""
    told = []
    for theme in event.themes.order_by("number"):
        rows = of_theme(theme, event)
        if rows:
            told.append(
                "\n".join([f"{theme.number}. {theme.title}", rows[0].weekday, *(r.said for r in rows)])
            )
    return told
