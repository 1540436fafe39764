"""Who a page is for. Every view declares it; the permissions page is drawn from it.

This is the first of two gates: the audience decides who may knock, the module's `visible_to` and
`rules` decide about the particular thing. A house test fails on a view that declares nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponseBase]


class Audience(TextChoices):
    """From the widest to the narrowest."""

    EVERYONE = "everyone", _("Everyone")
    LINK = "link", _("Whoever holds the personal link")
    TOKEN = "token", _("Programs with a token of the organisation")
    SIGNED_IN = "signed_in", _("Anyone signed in")
    MEMBER = "member", _("Members of the organisation")
    EDITOR = "editor", _("Editors of the organisation")
    APPROVER = "approver", _("Approvers of the organisation")
    ADMINISTRATOR = "administrator", _("Administrators of the organisation")
    SECRETARIAT = "secretariat", _("The secretariat")
    OPERATOR = "operator", _("Operators of this installation")


WITHOUT_SIGN_IN = {Audience.EVERYONE, Audience.LINK, Audience.TOKEN}


def open_to(audience: Audience, *, why: str | Promise = "") -> Callable[[View], View]:
    """Declare who a view is for; everyone but visitors and link holders must sign in first.

    `why` is the sentence shown beside it on the permissions page.
    """

    def decorate(view: View) -> View:
        guarded = view if audience in WITHOUT_SIGN_IN else login_required(view)

        @wraps(view)
        def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return guarded(request, *args, **kwargs)

        declared.audience = audience  # type: ignore[attr-defined] # read by the permissions page
        declared.why = why  # type: ignore[attr-defined] # read by the permissions page
        return declared

    return decorate
