"""What the head of every page offers."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main destinations, as (address, words) pairs."""
    return {"site_nav": [(reverse("front"), _("Home"))]}
