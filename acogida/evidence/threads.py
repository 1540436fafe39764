"""Figures as beads of the golden thread: where it begins."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acogida.core import thread
from acogida.core.thread import Bead
from acogida.evidence.models import Figure


def describe(pks: Any, user: Any) -> Mapping[int, Bead]:
    found = Figure.objects.visible_to(user).filter(pk__in=pks).select_related("dataset")
    return {
        figure.pk: Bead(
            kind="figure",
            pk=figure.pk,
            title=str(figure),
            url=reverse("evidence:figure", args=[figure.pk]),
            note=f"{figure.dataset.publisher}, {figure.edition}",
        )
        for figure in found
    }


def register() -> None:
    thread.register(thread.Kind("figure", _("Figure"), 10, describe))
