"""Words and tones for the pages."""

from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from acogida.accounts.queries import Page

# The rooms as a visitor of the permissions page should read them, from ground to roof.
ROOMS: dict[str, str | Promise] = {
    "design": _("Design"),
    "documents": _("Documents"),
    "compact": _("The Compact"),
    "territories": _("Territories"),
    "accounts": _("Accounts"),
    "notices": _("Notices"),
    "evidence": _("Evidence"),
    "assessments": _("Assessments"),
    "plans": _("Plans"),
    "api": _("Data for machines"),
    "home": _("Home"),
}


def rooms(pages: list[Page]) -> list[dict[str, Any]]:
    """The pages by room, for the permissions page."""
    order = list(ROOMS)
    shown = sorted(
        (page for page in pages if page.audience),
        key=lambda page: order.index(page.module) if page.module in order else len(order),
    )
    return [
        {"title": ROOMS.get(module) or module or _("Other"), "key": module or "other", "pages": list(group)}
        for module, group in groupby(shown, key=lambda page: page.module)
    ]
