"""What the head and foot of every page offer.

- `site_nav`: the main destinations, as (address, words).
- `foot_nav`: what stands at the foot, as (address, words).
- `search_url`: where the search form of the head goes, with the words in `q`.
- `person_name`, `person_menu` (address, words), `sign_out_url` (takes a POST): for who is signed in.
- `sign_in_url`: for visitors.
- `shortcuts`: where keys lead, as (key, address, words).

Nothing is worked out before a template asks for it: a visitor's page costs no query here, a person's one.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.accounts.models import User
from acogida.home import guide
from acogida.notices.queries import unread_count

Places = list[tuple[str, str]]


def address(name: str, *args: object) -> str:
    """The address of a page, "" where its module is not part of this installation."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _there(offered: list[tuple[str, str]]) -> Places:
    return [(url, text) for name, text in offered if (url := address(name))]


def _destinations() -> Places:
    return _there(
        [
            ("compact:objectives", _("Objectives")),
            ("territories:index", _("Territories")),
            ("evidence:datasets", _("Evidence")),
            ("assessments:index", _("Self-assessments")),
            ("plans:index", _("Plans")),
            ("practices:index", _("Good practices")),
            ("pledges:index", _("Pledges")),
            ("training:index", _("Training")),
            ("dialogues:index", _("Dialogues")),
            ("services:index", _("Services")),
            ("mechanisms:index", _("Mechanisms")),
        ]
    )


def _guide(request: HttpRequest) -> Places:
    """The page of the guide about the room one is in, else its first."""
    met = request.resolver_match
    return [(guide.address_for(met.namespace if met else ""), _("Guide: how it is done"))]


def _shortcuts(user: User | None) -> list[tuple[str, str, str]]:
    """One letter a place, the same in every language."""
    offered = [
        ("/", "search", _("Search")),
        ("i", "front", _("Front page")),
        ("w", "week", _("My week")),
        ("n", "notices:inbox", _("Inbox")),
        ("o", "compact:objectives", _("Objectives")),
        ("t", "territories:index", _("Territories")),
        ("e", "evidence:datasets", _("Evidence")),
        ("a", "assessments:index", _("Self-assessments")),
        ("p", "plans:index", _("Plans")),
        ("b", "practices:index", _("Good practices")),
        ("c", "pledges:index", _("Pledges")),
        ("f", "training:index", _("Training")),
        ("d", "dialogues:index", _("Dialogues")),
        ("s", "services:index", _("Services")),
        ("m", "mechanisms:index", _("Mechanisms")),
        ("r", "reports:index", _("Reports")),
        ("h", "guide", pgettext("how it is done", "Guide")),
    ]
    own = {"week", "notices:inbox"}
    return [
        (key, url, text)
        for key, name, text in offered
        if (user or name not in own) and (url := address(name))
    ]


def _foot(request: HttpRequest) -> Places:
    return _guide(request) + _there(
        [
            ("about", _("About Acogida")),
            ("reports:index", _("Reports")),
            ("accounts:permissions", _("Who may do what")),
            ("compact:principles", _("Guiding principles")),
            ("open_data", _("Open data")),
            ("api:index", _("API for programs")),
        ]
    )


def _menu(user: User) -> Places:
    unread = unread_count(user)
    inbox = _("Inbox (%(unread)s unread)") % {"unread": unread} if unread else _("Inbox")
    offered = [
        ("week", _("My week")),
        ("notices:inbox", inbox),
        ("first_steps", _("First steps")),
        ("accounts:me", _("My account and organisation")),
    ]
    return _there(offered)


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    known = user if user is not None and user.is_authenticated else None
    if known:
        person = {
            "person_name": SimpleLazyObject(known.get_short_name),
            "person_menu": SimpleLazyObject(lambda: _menu(known)),
            "sign_out_url": SimpleLazyObject(lambda: address("account_logout")),
        }
    else:
        person = {"sign_in_url": SimpleLazyObject(lambda: address("account_login"))}
    return {
        "site_nav": SimpleLazyObject(_destinations),
        "foot_nav": SimpleLazyObject(lambda: _foot(request)),
        "search_url": SimpleLazyObject(lambda: address("search")),
        "shortcuts": SimpleLazyObject(lambda: _shortcuts(known)),
        **person,
    }
