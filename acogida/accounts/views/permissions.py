from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.accounts import presenters, queries
from acogida.accounts.forms import PermissionForm
from acogida.accounts.queries import Reader
from acogida.core.access import Audience, open_to


@open_to(Audience.EVERYONE, why=_("Anybody may know who can do what."))
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """Every page of the house and who may open it, drawn from what the views declare.

    First how many by room; a room, or all of them, page by page; one kind of person alone where asked.
    """
    rooms = presenters.rooms(queries.pages())
    form = PermissionForm(request.GET, rooms=[(key, title) for key, title, _pages in rooms])
    room, reader = form.asked()
    readers = [reader] if reader else list(Reader)
    shown = [one for one in rooms if room in {one[0], "all"}]
    context = {
        "form": form,
        "readers": [one.label for one in readers],
        "overview": [] if shown else presenters.overview(rooms, readers),
        "rooms": [(title, presenters.matrix(pages, readers)) for _key, title, pages in shown],
        "marks": presenters.key_of_marks(),
    }
    return render(request, "accounts/permissions.html", context)
