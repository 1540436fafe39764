"""Seats: counted and taken while the quota's row is locked, so that no two people get the same one."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.core.errors import Refused
from acogida.training.models import Nomination, Quota


def locked(quota: Quota) -> Quota:
    """The quota with its row locked until the end of the transaction: one at a time takes its seats."""
    return Quota.objects.select_for_update().get(pk=quota.pk)


def free_seat(quota: Quota) -> int | None:
    """The lowest seat of a locked quota that nobody holds; None where all are taken."""
    taken = set(Nomination.objects.holding().filter(quota=quota).values_list("seat", flat=True))
    return next((seat for seat in range(1, quota.seats + 1) if seat not in taken), None)


def require_room(quota: Quota, seats: int) -> None:
    """Raise Refused where a locked quota would be put below the seats that are held."""
    held = Nomination.objects.holding().filter(quota=quota).count()
    if seats < held:
        raise Refused(
            ngettext(
                "%(n)d person holds a seat there: the quota cannot be lowered to %(seats)d.",
                "%(n)d people hold seats there: the quota cannot be lowered to %(seats)d.",
                held,
            )
            % {"n": held, "seats": seats}
            + " "
            + _("Withdraw or move somebody first.")
        )
