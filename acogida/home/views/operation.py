from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.home import queries


@open_to(Audience.EVERYONE, why=_("Whoever watches over the installation asks for it."))
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether each part answers: 200 where all do, 503 where one does not. Names no version and no path."""
    parts = queries.health(at=timezone.now())
    well = all(part == "ok" for part in parts.values())
    return JsonResponse({"status": "ok" if well else "failing", "parts": parts}, status=200 if well else 503)


@open_to(Audience.EVERYONE, why=_("Machines ask for it."))
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "home/robots.txt", content_type="text/plain")
