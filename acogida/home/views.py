from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request

from acogida.accounts.http import SignedInRequest
from acogida.core import thread as golden_thread
from acogida.core.access import Audience, open_to


@open_to(Audience.EVERYONE)
def choose_language(request: HttpRequest) -> HttpResponse:
    return redirect(f"/{get_language_from_request(request)}/")


@open_to(Audience.EVERYONE)
def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@open_to(Audience.EVERYONE)
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "home/front.html")


@open_to(Audience.SIGNED_IN)
def week(request: SignedInRequest) -> HttpResponse:
    return render(request, "home/week.html")


@open_to(Audience.EVERYONE)
def thread(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The golden thread of one thing, causes above, effects below."""
    strand = golden_thread.around(kind, pk, user=request.user)
    if strand is None:
        raise Http404
    return render(request, "home/thread.html", {"strand": strand})
