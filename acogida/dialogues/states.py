"""The lives of an event and of a membership. The first is drawn in docs/reference/states.md."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventState(TextChoices):
    PREPARING = "preparing", _("Being prepared")
    INVITED = "invited", _("Invitations sent")
    UNDER_WAY = "under_way", _("Under way")
    CLOSED = "closed", _("Closed")
    REPORTED = "reported", _("Report published")


# Who is invited can no longer turn the panel: it is fixed when the invitations go. What was counted is
# frozen when the event closes, so nothing leads back from there.
MOVES = {
    EventState.PREPARING: {EventState.INVITED},
    EventState.INVITED: {EventState.UNDER_WAY},
    EventState.UNDER_WAY: {EventState.CLOSED},
    EventState.CLOSED: {EventState.REPORTED},
    EventState.REPORTED: set(),
}


class Vetting(TextChoices):
    """The membership of an organisation in the Mechanism."""

    APPLIED = "applied", pgettext_lazy("membership", "Applied")
    ADMITTED = "admitted", pgettext_lazy("membership", "Admitted")
    DECLINED = "declined", pgettext_lazy("membership", "Declined")
    LEFT = "left", pgettext_lazy("membership", "Has left")


VETTING_MOVES = {
    Vetting.APPLIED: {Vetting.ADMITTED, Vetting.DECLINED},
    Vetting.ADMITTED: {Vetting.LEFT},
    Vetting.DECLINED: set(),
    Vetting.LEFT: set(),
}
