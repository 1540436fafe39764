"""What nominees are told by mail, in their language, once the deed is kept."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from acogida.training.models import Nomination
from acogida.training.queries.links import address_of
from acogida.training.states import State


def tell(nomination: Nomination) -> None:
    """Send the personal link with what it is for now, on commit."""
    transaction.on_commit(partial(send_link, nomination))


def send_link(nomination: Nomination) -> None:
    """Write to a nominee now: asked to accept, on the waiting list, or in."""
    with translation.override(nomination.language):
        edition = str(nomination.edition)
        lines = {
            State.PROPOSED: _("You have been nominated for “%(edition)s”. Please say whether you accept:"),
            State.WAITING: _("You are on the waiting list of “%(edition)s”. Here you see how it goes:"),
            State.ACCEPTED: _("You take part in “%(edition)s”. Here is your personal page:"),
        }
        said = lines.get(State(nomination.state))
        if said is None:
            return
        send_mail(
            subject=edition,
            message="\n\n".join(
                [
                    _("Dear %(name)s:") % {"name": nomination.name},
                    said % {"edition": edition},
                    address_of(nomination),
                    _("The link is personal: please do not pass it on."),
                ]
            ),
            from_email=None,
            recipient_list=[nomination.email],
        )
