"""Who a page is for. Every view declares it; the permissions page is drawn from it.

This is the first of two gates: the audience decides who may knock, the module's `visible_to` and
`rules` decide about the particular thing. A house test fails on a view that declares nothing.

Roles belong to a room above: it says with `judge_with` how to tell who holds one.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponseBase
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
    FOCAL_POINT = "focal_point", _("National focal points")
    FACILITATOR = "facilitator", _("Facilitators")
    SECRETARIAT = "secretariat", _("The secretariat")
    OVERSIGHT = "oversight", _("The secretariat and operators")
    OPERATOR = "operator", _("Operators of this installation")


WITHOUT_SIGN_IN = {Audience.EVERYONE, Audience.LINK, Audience.TOKEN}
Judge = Callable[[Any, Audience], bool]
_judges: list[Judge] = []


def judge_with(judge: Judge) -> None:
    """Say how to tell whether a person who is signed in is among an audience; the last word counts."""
    _judges.append(judge)


def may_knock(user: Any, audiences: Collection[Audience]) -> bool:
    """Whether this person is among one of the audiences, in whichever of their organisations."""
    if Audience.SIGNED_IN in audiences or not WITHOUT_SIGN_IN.isdisjoint(audiences):
        return True
    return any(_judges[-1](user, audience) for audience in audiences)


def open_to(
    audience: Audience, *, also: Collection[Audience] = (), why: str | Promise = ""
) -> Callable[[View], View]:
    """Declare who a view is for; everyone but visitors and link holders must sign in first.

    `also` names who else may open it. Whoever is among none of them is told that there is no such page.
    `why` is the sentence shown beside it on the permissions page.
    """
    audiences = (audience, *also)

    def decorate(view: View) -> View:
        @login_required
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may_knock(request.user, audiences):
                raise Http404
            return view(request, *args, **kwargs)

        opened = view if audience in WITHOUT_SIGN_IN else guarded

        @wraps(view)
        def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return opened(request, *args, **kwargs)

        declared.audience = audience  # type: ignore[attr-defined] # read by the permissions page
        declared.also = tuple(also)  # type: ignore[attr-defined] # read by the permissions page
        declared.why = why  # type: ignore[attr-defined] # read by the permissions page
        return declared

    return decorate
