"""What the head and foot of every page offer.

- `site_nav`: the main destinations, as (address, words).
- `foot_nav`: what stands at the foot, as (address, words).
- `search_url`: where the search form of the head goes, with the words in `q`.
- `person_name`, `person_menu` (address, words), `sign_out_url` (takes a POST): for who is signed in.
- `sign_in_url`: for visitors.

Nothing is worked out before a template asks for it: a visitor's page costs no query here, a person's one.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from acogida.accounts.models import User
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


def _foot() -> Places:
    return _there(
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
        ("accounts:me", _("My account and organisation")),
    ]
    return _there(offered)


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        person = {
            "person_name": SimpleLazyObject(user.get_short_name),
            "person_menu": SimpleLazyObject(lambda: _menu(user)),
            "sign_out_url": SimpleLazyObject(lambda: address("account_logout")),
        }
    else:
        person = {"sign_in_url": SimpleLazyObject(lambda: address("account_login"))}
    return {
        "site_nav": SimpleLazyObject(_destinations),
        "foot_nav": SimpleLazyObject(_foot),
        "search_url": SimpleLazyObject(lambda: address("search")),
        **person,
    }
