"""What a page needs in order to listen: the address, and the leave of its own policy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from acogida.core.live.tokens import token_for


def address(request: HttpRequest, channel: str) -> str:
    """Where this page listens to a channel.

    A proxy in front takes `/live/` to the live process, under the page's own address. With none, browsers
    come to the port of the live process on the same host.
    """
    return f"{_origin(request)}/live/?{urlencode({'to': token_for(channel)})}"


def let_listen(answer: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Allow the page its own live process; nothing to allow where a proxy makes it the same address."""
    if origin := _origin(request):
        answer._csp_update = {"connect-src": [origin]}  # type: ignore[attr-defined] # django-csp reads it
    return answer


def _origin(request: HttpRequest) -> str:
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return ""
    host = request.get_host().rsplit(":", 1)[0] if ":" in request.get_host() else request.get_host()
    return f"{request.scheme}://{host}:{settings.LIVE_PORT}"
