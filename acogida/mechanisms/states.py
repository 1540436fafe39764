"""A proposed correction: waiting until the secretariat answers it."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    WAITING = "waiting", pgettext_lazy("of a proposal", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("of a proposal", "Accepted")
    DECLINED = "declined", pgettext_lazy("of a proposal", "Declined")


MOVES: dict[State, set[State]] = {
    State.WAITING: {State.ACCEPTED, State.DECLINED},
    State.ACCEPTED: set(),
    State.DECLINED: set(),
}
