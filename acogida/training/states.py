"""The life of a nomination, from the focal point's list to the seat taken."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("nomination", "Proposed")
    WAITING = "waiting", pgettext_lazy("nomination", "On the waiting list")
    ACCEPTED = "accepted", pgettext_lazy("nomination", "Accepted")
    DECLINED = "declined", pgettext_lazy("nomination", "Declined")
    REPLACED = "replaced", pgettext_lazy("nomination", "Replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")


# Who is proposed holds a seat until they answer; who waits takes one only within their own slot.
MOVES = {
    State.PROPOSED: {State.ACCEPTED, State.DECLINED, State.REPLACED, State.WITHDRAWN},
    State.WAITING: {State.PROPOSED, State.DECLINED, State.WITHDRAWN},
    State.ACCEPTED: {State.DECLINED, State.REPLACED, State.WITHDRAWN},
    State.DECLINED: set(),
    State.REPLACED: set(),
    State.WITHDRAWN: set(),
}

HOLDING = (State.PROPOSED, State.ACCEPTED)
OPEN = (*HOLDING, State.WAITING)


class Kind(TextChoices):
    """What an edition is made of."""

    COURSE = "course", _("Course")
    SESSION = "session", pgettext_lazy("training", "Session")
    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    GROUP_WORK = "group_work", _("Group work")


class Mode(TextChoices):
    VIRTUAL = "virtual", _("Online")
    IN_PERSON = "in_person", _("In the room")
    HYBRID = "hybrid", _("In the room and online")
