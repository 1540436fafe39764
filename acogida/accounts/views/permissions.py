from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.accounts import queries
from acogida.accounts.presenters import rooms
from acogida.core.access import Audience, open_to


@open_to(Audience.EVERYONE, why=_("Anybody may know who can do what."))
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """Every page of the house and who it is for, drawn from what the views declare."""
    return render(request, "accounts/permissions.html", {"rooms": rooms(queries.pages())})
