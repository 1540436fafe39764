"""Recommendations as beads of the golden thread: plans and pledges above name them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.core import thread
from acogida.core.thread import Bead, Kind
from acogida.dialogues.models import Recommendation


def recommendations(pks: Iterable[int], _user: Any) -> Mapping[int, Bead]:
    found = Recommendation.objects.public().filter(pk__in=list(pks)).select_related("event", "theme")
    return {
        one.pk: Bead(
            "recommendation",
            one.pk,
            one.text,
            reverse("dialogues:recommendation", args=[one.slug]),
            note=f"{one.event.held_on.year} · {one.theme.title}",
        )
        for one in found
    }


def register() -> None:
    thread.register(Kind("recommendation", _("Recommendation"), 22, recommendations))
