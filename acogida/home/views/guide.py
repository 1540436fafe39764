from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.home import guide

WHY = gettext_lazy("Anybody may read how it is done.")


def _shown(request: HttpRequest, room: str) -> HttpResponse:
    found = guide.page(room)
    context = {
        "guide": found,
        "is_ours": found.language == request.LANGUAGE_CODE[:2],
        "language_urls": guide.in_each_language(room),
        "crumbs": [(guide.address_for(""), _("Guide")), ("", found.title)] if room else [("", _("Guide"))],
    }
    return render(request, "home/guide.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    return _shown(request, "")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    room = guide.room_of(slug)
    if room is None:
        raise Http404
    return _shown(request, room)


@open_to(Audience.EVERYONE, why=WHY)
@cache_control(public=True, max_age=86400)
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    found = guide.picture(name)
    if found is None:
        raise Http404
    return FileResponse(found.open("rb"), content_type="image/jpeg")
