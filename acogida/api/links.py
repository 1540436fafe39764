"""Whole addresses: of things in the API, and of their pages for people."""

from urllib.parse import quote

from django.conf import settings
from django.urls import NoReverseMatch, reverse

ROOT = "/api/v1"


def api_url(*parts: object) -> str:
    """The lasting address of a thing in the API."""
    return f"{settings.SITE_URL}{ROOT}/" + "/".join(quote(str(part), safe=":") for part in parts)


def page_url(name: str, *args: object) -> str:
    """The page for people, in the language of the answer; "" where this installation has none."""
    try:
        return f"{settings.SITE_URL}{reverse(name, args=args)}"
    except NoReverseMatch:
        return ""
