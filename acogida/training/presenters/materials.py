"""Recordings and resources as participants, everybody and the desk see them."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.training.actions.announcement import waiting
from acogida.training.models import Announcement, Edition, Material, Nomination
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


def announcements(edition: Edition, now: datetime) -> list[dict[str, Any]]:
    """What everybody was told, and how far the mails are: three queries for any number."""
    found = list(Announcement.objects.filter(edition=edition).select_related("told_by"))
    missed = {pk for one in found for pk in one.missed}
    people = Nomination.objects.in_bulk(missed) if missed else {}
    idle = set(waiting(edition, at=now))
    return [
        {
            "announcement": one,
            "works": one.finished_at is None and one.pk not in idle,
            "waits": one.pk in idle,
            "is_fresh": one.mailed_from is None,
            "words": _outcome(one),
            "missed": [people[pk] for pk in one.missed if pk in people],
        }
        for one in found
    ]


def _outcome(one: Announcement) -> str:
    return ngettext("Mailed to %(n)s person.", "Mailed to %(n)s people.", one.sent) % {"n": one.sent}
