"""Recordings and resources as participants, everybody and the desk see them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.training.models import Material
from acogida.training.presenters import words


def listed(found: Material, *, token: str = "") -> dict[str, Any]:
    """A line with its address: elsewhere, or the file here by the page that may give it."""
    here = (
        reverse("training:seat_material", args=[token, found.pk])
        if token
        else reverse("training:material", args=[found.pk])
    )
    parts = [str(found.kind_label), words.language(found.language)]
    if found.session:
        parts.append(str(found.session))
    return {
        "material": found,
        "address": found.url or here,
        "is_elsewhere": bool(found.url),
        "note": " · ".join(parts),
    }


def at_desk(found: Material) -> dict[str, Any]:
    """The same with who has it from when on."""
    zone = found.edition.time_zone
    return {
        **listed(found),
        "participants": _("For participants from: %(when)s")
        % {"when": words.moment(found.participants_from, zone)},
        "public": _("For everybody from: %(when)s") % {"when": words.moment(found.public_from, zone)}
        if found.public_from
        else "",
    }
