"""Personal links: made from the nomination and the installation's key, never kept; revocable."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from acogida.training.models import Nomination
from acogida.training.sealing import mark, matches

SIGNATURE = 24


def token_of(nomination: Nomination) -> str:
    """What stands in the address. A new `link_serial` makes the old one void."""
    return token_by(nomination.pk, nomination.link_serial)


def token_by(pk: int, link_serial: int) -> str:
    """The same by the nomination's number and serial."""
    said = f"{pk}-{link_serial}"
    return f"{said}-{mark('link', said, length=SIGNATURE)}"


def nomination_of(token: str) -> Nomination | None:
    """Whose link it is; None for one that was never given, or is void."""
    parts = token.split("-")
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()) or len(parts[2]) != SIGNATURE:
        return None
    if (
        not parts[2].isascii()
        or not matches("link", f"{parts[0]}-{parts[1]}", parts[2])
        or len(parts[0]) > 18
    ):
        return None
    return (
        Nomination.objects.select_related("edition__programme", "slot", "country")
        .filter(pk=int(parts[0]), link_serial=int(parts[1]))
        .first()
    )


def address_of(nomination: Nomination, page: str = "training:seat", *args: object) -> str:
    """The whole address of a personal page, in the person's language."""
    with translation.override(nomination.language):
        return f"{settings.SITE_URL}{reverse(page, args=[token_of(nomination), *args])}"
