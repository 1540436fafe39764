"""Words and tones for the pages."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Invitation, Mandate, User
from acogida.accounts.queries import Page, Reader, Way, way

Row = dict[str, Any]
LANGUAGE = re.compile(r"^/(?:es|pt|en|fr)(?=/)")
PARAMETER = re.compile(r"<[^>]+>")

# The rooms as a visitor of the permissions page should read them, from ground to roof.
ROOMS: dict[str, str | Promise] = {
    "design": pgettext_lazy("of the interface", "Design"),
    "documents": _("Documents"),
    "compact": _("The Compact"),
    "territories": _("Territories"),
    "accounts": _("Accounts"),
    "notices": _("Notices"),
    "evidence": _("Evidence"),
    "assessments": _("Assessments"),
    "practices": _("Good practices"),
    "training": _("Training"),
    "dialogues": _("Dialogues"),
    "services": _("Services"),
    "plans": _("Plans"),
    "pledges": _("Pledges"),
    "mechanisms": _("Mechanisms"),
    "reports": _("Reports"),
    "api": _("Data for machines"),
    "home": _("Home"),
}


OTHER = _("Other")
MARKS: dict[Way, tuple[str, str | Promise]] = {
    Way.OPEN: ("full", pgettext_lazy("a page opens", "Yes")),
    Way.OWN: ("part", pgettext_lazy("a page opens", "Theirs")),
    Way.LINK: ("ring", pgettext_lazy("a page opens", "With the link")),
    Way.CLOSED: ("none", pgettext_lazy("a page opens", "No")),
}


def rooms(pages: Iterable[Page]) -> list[tuple[str, str | Promise, list[Page]]]:
    """The pages that declare who they are for, by room: its key, its name, its pages."""
    order = list(ROOMS)
    shown = sorted(
        (page for page in pages if page.audience),
        key=lambda page: order.index(page.module) if page.module in order else len(order),
    )
    return [
        (module or "other", ROOMS.get(module, OTHER), list(group))
        for module, group in groupby(shown, key=lambda page: page.module)
    ]


def overview(found: list[tuple[str, str | Promise, list[Page]]], readers: list[Reader]) -> list[Row]:
    """A row a room: how many of its pages open to each reader, in whichever way but a link."""
    return [
        {
            "key": key,
            "title": title,
            "whole": len(pages),
            "counts": [sum(way(p, reader) in {Way.OPEN, Way.OWN} for p in pages) for reader in readers],
        }
        for key, title, pages in found
    ]


def matrix(pages: list[Page], readers: list[Reader]) -> list[Row]:
    """A row a page: its address in words, who it is for, why, and a mark for each reader."""
    return [
        {
            "address": PARAMETER.sub("…", LANGUAGE.sub("", page.route)).strip("/") or "/",
            "audience": ", ".join(str(one.label) for one in (page.audience, *page.also) if one),
            "why": page.why,
            "marks": [MARKS[way(page, reader)] for reader in readers],
        }
        for page in pages
    ]


def key_of_marks() -> list[tuple[str, str]]:
    """Each shape with what it means."""
    return [(MARKS[one][0], str(one.label)) for one in Way]


def ways_in(user: User, authenticators: list[Authenticator]) -> list[dict[str, Any]]:
    """How the person signs in, each with its state in words and where to change it."""
    kinds = Counter(way.type for way in authenticators)
    keys = kinds[Authenticator.Type.WEBAUTHN]
    app = bool(kinds[Authenticator.Type.TOTP])
    has_password = user.has_usable_password()
    return [
        {
            "name": _("Password"),
            "state": _("Set") if has_password else _("Not set"),
            "tone": "success" if has_password else "neutral",
            "url": reverse("account_change_password" if has_password else "account_set_password"),
            "action": _("Change the password") if has_password else _("Set a password"),
        },
        {
            "name": _("Passkeys"),
            "state": ngettext("%(count)s passkey", "%(count)s passkeys", keys) % {"count": keys},
            "tone": "success" if keys else "neutral",
            "url": reverse("mfa_list_webauthn" if keys else "mfa_add_webauthn"),
            "action": _("Manage passkeys") if keys else _("Add a passkey"),
        },
        {
            "name": _("App that gives codes"),
            "state": _("Active") if app else _("Not active"),
            "tone": "success" if app else "neutral",
            "url": reverse("mfa_index" if app else "mfa_activate_totp"),
            "action": _("Manage the app") if app else _("Activate the app"),
        },
    ]


def mandate_row(mandate: Mandate) -> dict[str, Any]:
    return {
        "mandate": mandate,
        "label": mandate.get_kind_display(),
        "country": mandate.country.local_name if mandate.country else "",
    }


def masked(email: str) -> str:
    """An address its owner recognises and nobody else can write to: ma…@example.org."""
    name, _at, house = email.partition("@")
    return f"{name[:2]}…@{house}"


def link_to_share(invitation: Invitation, link: str) -> str:
    """The message to paste into WhatsApp or wherever the person reads."""
    with translation.override(invitation.language):
        return gettext(
            "You are invited to Acogida for %(organisation)s. Your personal link, until %(date)s: %(link)s"
        ) % {
            "organisation": invitation.organisation.name,
            "date": date_format(invitation.expires_at),
            "link": link,
        }
