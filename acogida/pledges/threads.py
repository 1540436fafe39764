"""Pledges as beads of the golden thread: what an action of a plan was backed by. Drafts stay at home."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from acogida.core import thread
from acogida.core.thread import Bead, Kind, Link
from acogida.pledges.models import Backing, Pledge


def describe(pks: Iterable[int], user: Any) -> Mapping[int, Bead]:
    found = Pledge.objects.visible_to(user).filter(pk__in=pks)
    return {
        one.pk: Bead("pledge", one.pk, one.title, one.get_absolute_url(), note=one.pledger_name)
        for one in found
    }


def of_actions(pks: Any) -> Any:
    """The pledges that back these actions, agreed by both sides."""
    return Backing.objects.agreed().filter(action__in=pks).order_by().values_list("pledge", flat=True)


def of_pledges(pks: Any) -> Any:
    return Backing.objects.agreed().filter(pledge__in=pks).order_by().values_list("action", flat=True)


def register() -> None:
    kind = Kind("pledge", _("Pledge"), 70, describe)
    thread.register(kind, Link("action", "pledge", of_actions, of_pledges))
